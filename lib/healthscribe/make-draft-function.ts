import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ENV } from '../../lambda/healthscribe/contract';
import { functionCode } from '../functions/function-code';
import { VpcFunction } from '../functions/vpc-function';
import { RolePolicy } from '../iam/role-policy';
import { OF_A_WORKFLOW, type ScribeFunctionProps } from './check-audio-function';
import type { SignedNotesBucket } from './signed-notes-bucket';

export interface MakeDraftFunctionProps extends ScribeFunctionProps {
  /** Bucket of signed notes that are kept. @default - the row keeps none */
  readonly signedNotes?: SignedNotesBucket | undefined;
  /** Time during which a draft waits for its signature. */
  readonly retention: Duration;
}

/**
 * Function that makes drafts from the outputs of HealthScribe, and checks signatures. It alone keeps signed notes, once it
 * has checked them. It cannot read recordings or delete anything. Request and response: lambda/healthscribe/contract.ts.
 *
 * @example
 * new MakeDraftFunction(stack, 'MakeDraft', {
 *   functionName: 'clinic-make-draft',
 *   roleName: 'clinic-make-draft',
 *   logGroupName: '/clinic/make-draft',
 *   network,
 *   encryptionKey: key,
 *   patients,
 *   retention: Duration.hours(24),
 * });
 */
export class MakeDraftFunction extends VpcFunction {
  constructor(scope: Construct, id: string, props: MakeDraftFunctionProps) {
    super(scope, id, props, {
      name: 'make draft function',
      description: 'Makes draft notes of consultations, and checks their signatures',
      code: functionCode('healthscribe-draft'),
      memorySize: 1_024,
      timeout: Duration.minutes(5),
      roleName: props.roleName,
      environment: {
        [ENV.patientBucket]: props.patients.literalName,
        [ENV.retentionSeconds]: String(props.retention.toSeconds()),
        ...(props.signedNotes && { [ENV.signedNotesBucket]: props.signedNotes.literalName }),
      },
      ...OF_A_WORKFLOW,
    });
    const policy = new RolePolicy(this.role, 'DraftsPolicy', {
      description: 'Read outputs of jobs, write drafts, read reviews',
      role: this.role,
    });
    props.patients.grantMakeDraft(policy);
    props.signedNotes?.grantKeepNotes(policy);
  }
}
