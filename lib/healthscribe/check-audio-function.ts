import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { NoteTemplate } from '../../domain/clinical-note/note-templates';
import { ENV } from '../../lambda/healthscribe/contract';
import { functionCode } from '../functions/function-code';
import { VpcFunction, type VpcFunctionProps } from '../functions/vpc-function';
import { RolePolicy } from '../iam/role-policy';
import type { PatientBucket } from './patient-bucket';

/** Properties that the three functions for consultations have in common. */
export interface ScribeFunctionProps extends VpcFunctionProps {
  /** Name of the role, which the policies of the patient key and of the buckets contain before it exists. */
  readonly roleName: string;
  readonly patients: PatientBucket;
}

export interface CheckAudioFunctionProps extends ScribeFunctionProps {
  /** Template of a recording that names none. */
  readonly template: NoteTemplate;
  /** Speakers of a recording that names neither speakers nor channels. */
  readonly speakers: number;
}

/** Facts that explain the findings of rule packs about the functions. */
export const OF_A_WORKFLOW = {
  noQueueReason: 'Its caller, a workflow, waits for the result and receives each failure.',
  noReserveReason: 'A workflow invokes it once per step; a reserve would reduce the quota of all other functions.',
} as const;

/**
 * Function that checks recordings by their headers. It parses files of unknown origin: it can read recordings and claims, and
 * write claims. Request and response: lambda/healthscribe/contract.ts.
 *
 * @example
 * new CheckAudioFunction(stack, 'CheckAudio', {
 *   functionName: 'clinic-check-audio',
 *   roleName: 'clinic-check-audio',
 *   logGroupName: '/clinic/check-audio',
 *   network,
 *   encryptionKey: key,
 *   patients,
 *   template: 'HISTORY_AND_PHYSICAL',
 *   speakers: 2,
 * });
 */
export class CheckAudioFunction extends VpcFunction {
  constructor(scope: Construct, id: string, props: CheckAudioFunctionProps) {
    super(scope, id, props, {
      name: 'check audio function',
      description: 'Checks recordings of consultations by their headers',
      code: functionCode('healthscribe-check'),
      memorySize: 512,
      timeout: Duration.minutes(5),
      roleName: props.roleName,
      environment: {
        [ENV.patientBucket]: props.patients.literalName,
        [ENV.template]: props.template,
        [ENV.speakers]: String(props.speakers),
      },
      ...OF_A_WORKFLOW,
    });
    const policy = new RolePolicy(this.role, 'RecordingsPolicy', {
      description: 'Read recordings, claim consultations',
      role: this.role,
    });
    props.patients.grantCheckAudio(policy);
  }
}
