import { Stack } from 'aws-cdk-lib';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { acknowledgeResource } from '../../checks/acknowledge';
import { RolePolicy } from '../../iam/role-policy';
import { Workflow, type WorkflowNames } from '../../workflow/workflow';
import type { CheckAudioFunction } from '../check-audio-function';
import type { MakeDraftFunction } from '../make-draft-function';
import type { NoticeTopic } from '../notice-topic';
import type { PatientKey } from '../patient-key';
import type { PurgeFunction } from '../purge-function';
import { followJobs, type ScribingWorkflow } from '../scribing-workflow';
import { SCRIBING_EVENT_SOURCE } from '../workflow/notices';
import { definePurging } from './definition';

export interface PurgingWorkflowProps extends WorkflowNames {
  /** Name of the deployment. */
  readonly deployment: string;
  /** Workflow whose executions are purged. */
  readonly scribing: ScribingWorkflow;
  readonly checkAudio: CheckAudioFunction;
  readonly makeDraft: MakeDraftFunction;
  readonly purge: PurgeFunction;
  /** Encrypts definition and history of the executions. */
  readonly patientKey: PatientKey;
  readonly topic: NoticeTopic;
}

/**
 * State machine that purges the consultation of an execution that ended without its purge, with its permissions. Its states
 * are in definition.ts. It cannot read or write any object, and starts no job.
 *
 * @example
 * const purging = new PurgingWorkflow(stack, 'Purging', {
 *   stateMachineName: 'clinic-purging',
 *   roleName: 'clinic-purging',
 *   deployment: 'clinic',
 *   scribing: scribingWorkflow,
 *   checkAudio: checkAudioFunction,
 *   makeDraft: makeDraftFunction,
 *   purge: purgeFunction,
 *   ...{ patientKey, topic },
 * });
 */
export class PurgingWorkflow extends Workflow {
  readonly stateMachine: sfn.CfnStateMachine;

  constructor(scope: Construct, id: string, props: PurgingWorkflowProps) {
    super(scope, id, props, 'purging workflow');
    const { deployment, scribing, checkAudio, makeDraft, purge, patientKey, topic } = props;
    const policy = new RolePolicy(this.role, 'Policy', {
      description: 'Purge what an execution has left, tell what became of it',
      role: this.role,
      statements: this.telemetryStatements(SCRIBING_EVENT_SOURCE),
    });
    followJobs(policy);
    scribing.grantDescribe(policy);
    for (const called of [checkAudio, makeDraft, purge]) called.grantInvoke(policy);
    topic.grantPublishNotices(policy);
    patientKey.grantExecutions(policy, 'purging');
    acknowledgeResource(policy, '*', 'The four X-Ray actions support no resource.');
    this.stateMachine = this.makeStateMachine(
      definePurging({
        ...{ partition: Stack.of(this).partition, deployment, topicArn: topic.topicArn },
        checkFunctionArn: checkAudio.function.functionArn,
        draftFunctionArn: makeDraft.function.functionArn,
        purgeFunctionArn: purge.function.functionArn,
      }),
      patientKey,
    );
  }
}
