import { type Command, Option } from 'commander';
import { CLINICIAN_ID } from '../../../domain/clinical-note/layout';
import {
  type HealthScribeSettings,
  healthScribeSettings,
} from '../../../domain/deployment/config/health-scribe-config';
import { bucketName, Names } from '../../../domain/deployment/names/names';
import { OperatorError } from '../../../domain/operator-error';
import { DeploymentCommands } from '../../app/deployment-commands';
import { APP_OPTION, DEPLOYMENT_OPTION, type DeploymentFlags, deployedDeployment } from '../../app/deployments';
import type { CallerIdentity } from '../../aws/caller-identity';
import { usageError } from '../../command';
import type { Io } from '../../io';

/** Consultations of one clinician in a deployment. */
export interface PatientStore {
  readonly region: string;
  readonly account: string;
  readonly clinician: string;
  readonly patients: string;
  /** Bucket of signed notes that the workflow has checked and kept. Undefined if the row keeps none. */
  readonly keptNotes: string | undefined;
  readonly purgeRecords: string;
  readonly settings: HealthScribeSettings;
  readonly caller: CallerIdentity;
  readonly commands: DeploymentCommands;
}

/** Options of every command that reaches the consultations of a deployment. */
export interface StoreFlags extends DeploymentFlags {
  readonly clinician?: string;
}

const VARIABLE = 'PRIVATE_BEDROCK_CLINICIAN';

export const withStoreOptions = (program: Command): Command =>
  program
    .addOption(DEPLOYMENT_OPTION)
    .addOption(APP_OPTION)
    .addOption(
      new Option('--clinician <id>', `your clinician id, as the session has it in its tag (default: ${VARIABLE})`),
    );

/** Finds the buckets of a deployment by the names that its stacks set: a clinician may read no stack. @throws OperatorError */
export async function findStore(flags: StoreFlags, io: Io): Promise<PatientStore> {
  const record = deployedDeployment(flags, io);
  const commands = DeploymentCommands.of(record, flags, io.cwd);
  const { name, config } = record;
  const { region, healthScribe } = config;
  if (!healthScribe) {
    throw new OperatorError(
      'PB-NOTES-008',
      `${name} has no HealthScribe.`,
      `Add \`healthScribe: {}\` to its row, and deploy it: \`${commands.cdk(`deploy ${commands.everything}`)}\`.`,
    );
  }
  const clinician = clinicianOf(flags, io);
  const { callerIdentity, stsClient } = await import('../../aws/caller-identity');
  const settings = healthScribeSettings(healthScribe);
  const caller = await callerIdentity(stsClient(region), settings.vpcOnly ? INSIDE : {});
  const names = new Names(name, region);
  const bucket = (prefix: string) => bucketName(prefix, caller.account, region);
  return {
    region,
    account: caller.account,
    clinician,
    patients: bucket(names.patientBucket),
    keptNotes: settings.keepSignedNotes ? bucket(names.signedNotesBucket) : undefined,
    purgeRecords: bucket(names.purgeRecordsBucket),
    settings,
    caller,
    commands,
  };
}

/** A clinician of a row with `vpcOnly` works inside a VPC, which may have no way to the internet. */
const INSIDE = {
  unreachable:
    'Inside a VPC without a way to the internet, create interface endpoints for sts and states with private DNS names. See docs/healthscribe.md, "Inside the VPC".',
} as const;

/** The value is not repeated: it could be a name. */
function clinicianOf({ clinician }: StoreFlags, { env }: Io): string {
  const id = clinician ?? env[VARIABLE] ?? '';
  if (CLINICIAN_ID.test(id)) return id;
  throw usageError(
    'PB-NOTES-009',
    id === '' ? 'No clinician id.' : 'The clinician id is not one.',
    `Set ${VARIABLE}, or add --clinician: 8 to 64 lower-case letters, digits and hyphens, and never a name.`,
  );
}
