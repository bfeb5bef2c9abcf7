import { relative } from 'node:path';
import type { HealthScribeConfig } from '../../domain/deployment/config/health-scribe-config';
import { bucketName, Names } from '../../domain/deployment/names/names';
import { SCRIBE_FUNCTIONS } from '../../domain/deployment/names/units';
import { ACCOUNT, CLINICIAN } from '../messages';
import type { Expected } from '../read-back/expected';
import type { Sandbox } from '../sandbox';
import { CONSULTATIONS } from '../stand-in/stand-in-aws';
import { type NotesRun, runNotes } from './notes-run';
import { keysIn, readRecord, runConsultations, type ScribedConsultation } from './scribe-run';

export interface ScribedRow {
  readonly workflow: readonly ScribedConsultation[];
  readonly notes: NotesRun;
}

/**
 * Runs the deployed functions and the workflow of a row with `healthScribe`, sends the consultations through them, and
 * then scribes, reviews and signs with the commands. Uploads start the workflow until the sandbox is destroyed.
 */
export async function scribeRow(
  sandbox: Sandbox,
  row: { readonly deployment: string; readonly region: string; readonly healthScribe: HealthScribeConfig },
  expected: Expected,
  show: (text: string) => void,
): Promise<ScribedRow> {
  const names = new Names(row.deployment, row.region);
  const bucket = (prefix: string) => bucketName(prefix, ACCOUNT, row.region);
  const functions = SCRIBE_FUNCTIONS.map((name) => names.scribeFunction(name));
  const services = await sandbox.startServices('consultations', functions, expected);
  const { local, clients, standIn, whileAlive, command } = services;
  const { keepSignedNotes = false } = row.healthScribe;
  const patients = bucket(names.patientBucket);
  const buckets = { patients, purges: bucket(names.purgeRecordsBucket) };
  const startByRules = () => local.startByRules(standIn);
  const workflow = await whileAlive(
    runConsultations({ folder: CONSULTATIONS, buckets, clients, tokens: local.tokens, startByRules }, show),
  );
  local.followRules(standIn);
  const options = {
    folder: relative('.', CONSULTATIONS),
    keepSignedNotes,
    command: (args: readonly string[], acts?: Parameters<typeof command>[2]) => command(args, show, acts),
    keys: () => keysIn(clients.s3, patients),
    record: (consultation: string) => readRecord(clients.s3, buckets.purges, { clinician: CLINICIAN, consultation }),
  };
  return { workflow, notes: await whileAlive(runNotes(options, show)) };
}
