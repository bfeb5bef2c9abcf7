import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { CLINICAL_PREFIXES } from '../../domain/clinical-note/layout';
import { acknowledgeResource } from '../checks/acknowledge';
import { RolePolicy } from '../iam/role-policy';
import { Workflow, type WorkflowNames } from '../workflow/workflow';
import type { CheckAudioFunction } from './check-audio-function';
import type { DataAccessRole } from './data-access-role';
import type { MakeDraftFunction } from './make-draft-function';
import type { NoticeTopic } from './notice-topic';
import type { PatientBucket } from './patient-bucket';
import type { PatientKey } from './patient-key';
import type { PurgeFunction } from './purge-function';
import { defineScribing } from './workflow/definition';
import { SCRIBING_EVENT_SOURCE } from './workflow/notices';

export interface ScribingWorkflowProps extends WorkflowNames {
  /** Name of the deployment. */
  readonly deployment: string;
  readonly checkAudio: CheckAudioFunction;
  readonly makeDraft: MakeDraftFunction;
  readonly purge: PurgeFunction;
  readonly patients: PatientBucket;
  /** Encrypts definition and history of the executions, and the outputs of jobs. */
  readonly patientKey: PatientKey;
  readonly dataAccess: DataAccessRole;
  readonly topic: NoticeTopic;
}

/**
 * State machine from a recording to a signed note (docs/decisions/0020), with its permissions. Its states are in
 * workflow/definition.ts. It cannot read or write any object: its functions do.
 *
 * @example
 * const workflow = new ScribingWorkflow(stack, 'Workflow', {
 *   stateMachineName: 'clinic-scribing',
 *   roleName: 'clinic-scribing',
 *   deployment: 'clinic',
 *   checkAudio: checkAudioFunction,
 *   makeDraft: makeDraftFunction,
 *   purge: purgeFunction,
 *   ...{ patients, patientKey, dataAccess, topic },
 * });
 * workflow.grantStart(role);
 */
export class ScribingWorkflow extends Workflow {
  readonly stateMachine: sfn.CfnStateMachine;
  private readonly patientKey: PatientKey;

  constructor(scope: Construct, id: string, props: ScribingWorkflowProps) {
    super(scope, id, props, 'scribing workflow');
    this.patientKey = props.patientKey;
    this.addPolicy(props);
    this.stateMachine = this.makeStateMachine(
      defineScribing({
        partition: Stack.of(this).partition,
        checkFunctionArn: props.checkAudio.function.functionArn,
        draftFunctionArn: props.makeDraft.function.functionArn,
        purgeFunctionArn: props.purge.function.functionArn,
        patientBucket: props.patients.literalName,
        patientKeyArn: props.patientKey.keyArn,
        dataAccessRoleArn: props.dataAccess.roleArn,
        topicArn: props.topic.topicArn,
        deployment: props.deployment,
      }),
      props.patientKey,
    );
  }

  private addPolicy(props: ScribingWorkflowProps): void {
    const policy = new RolePolicy(this.role, 'Policy', {
      description: 'Check recordings, run jobs, make drafts, purge, tell what became of it',
      role: this.role,
      statements: [this.startJobs(props), ...this.telemetryStatements(SCRIBING_EVENT_SOURCE)],
    });
    followJobs(policy);
    for (const called of [props.checkAudio, props.makeDraft, props.purge]) called.grantInvoke(policy);
    props.dataAccess.grantPass(policy);
    props.topic.grantPublishNotices(policy);
    props.patientKey.grantExecutions(policy);
    props.patientKey.grantThroughHealthScribe(policy);
    acknowledgeResource(policy, '*', 'StartMedicalScribeJob and the four X-Ray actions support no resource.');
  }

  /** Lets the grantee see how an execution ended, and of which recording it was. */
  grantDescribe(grantee: iam.IGrantable): iam.Grant {
    return this.grantOnExecutions(grantee, 'states:DescribeExecution').combine(
      this.patientKey.grantExecutions(grantee),
    );
  }

  /** Source: Service Authorization Reference, actions and condition keys of Amazon Transcribe. */
  private startJobs({ patients, patientKey }: ScribingWorkflowProps): iam.PolicyStatement {
    return new iam.PolicyStatement({
      sid: 'StartJobs',
      actions: ['transcribe:StartMedicalScribeJob'],
      resources: ['*'],
      conditions: {
        StringEquals: {
          'transcribe:OutputBucketName': patients.literalName,
          'transcribe:OutputEncryptionKMSKeyId': patientKey.keyArn,
        },
      },
    });
  }
}

/** Lets the role of a workflow follow jobs, and delete their records. */
export function followJobs(policy: RolePolicy): void {
  const jobs = Stack.of(policy).formatArn({
    ...{ service: 'transcribe', resource: 'medical-scribe-job', resourceName: `${CLINICAL_PREFIXES.jobs}*` },
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  acknowledgeResource(policy, jobs, 'The pattern matches only jobs with the names of this project.');
  policy.addStatements(
    new iam.PolicyStatement({
      sid: 'FollowAndDeleteJobs',
      actions: ['transcribe:DeleteMedicalScribeJob', 'transcribe:GetMedicalScribeJob'],
      resources: [jobs],
    }),
  );
}
