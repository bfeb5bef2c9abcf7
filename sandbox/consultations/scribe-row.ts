import type { HealthScribeConfig } from '../../domain/deployment/config/health-scribe-config';
import { bucketName, Names, SCRIBE_FUNCTIONS } from '../../domain/deployment/names';
import { ACCOUNT } from '../messages';
import type { Expected } from '../read-back/expected';
import type { Sandbox } from '../sandbox';
import { CONSULTATIONS } from '../stand-in/stand-in-aws';
import { runConsultations, type ScribedConsultation } from './scribe-run';

/** Runs the deployed functions and the workflow of a row with `healthScribe`, and sends the consultations through them. */
export async function scribeRow(
  sandbox: Sandbox,
  row: { readonly deployment: string; readonly region: string; readonly healthScribe: HealthScribeConfig },
  expected: Expected,
  show: (text: string) => void,
): Promise<readonly ScribedConsultation[]> {
  const names = new Names(row.deployment, row.region);
  const bucket = (prefix: string) => bucketName(prefix, ACCOUNT, row.region);
  const functions = SCRIBE_FUNCTIONS.map((name) => names.scribeFunction(name));
  const { local, clients, standIn, whileAlive } = await sandbox.startServices('consultations', functions, expected);
  const signed = row.healthScribe.keepSignedNotes ? names.signedNotesBucket : names.patientBucket;
  const buckets = {
    patients: bucket(names.patientBucket),
    signed: bucket(signed),
    purges: bucket(names.purgeRecordsBucket),
  };
  const startByRules = () => local.startByRules(standIn);
  return whileAlive(
    runConsultations({ folder: CONSULTATIONS, buckets, clients, tokens: local.tokens, startByRules }, show),
  );
}
