import { CfnOutput, Duration } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { type HealthScribeConfig, healthScribeSettings } from '../../../domain/deployment/config/health-scribe-config';
import type { ScribeFunction } from '../../../domain/deployment/names/units';
import { CheckAudioFunction } from '../../healthscribe/check-audio-function';
import type { DataAccessRole } from '../../healthscribe/data-access-role';
import { MakeDraftFunction } from '../../healthscribe/make-draft-function';
import { NoticeTopic } from '../../healthscribe/notice-topic';
import type { PatientBucket } from '../../healthscribe/patient-bucket';
import type { PatientKey } from '../../healthscribe/patient-key';
import { PurgeFunction } from '../../healthscribe/purge-function';
import type { PurgeRecordsBucket } from '../../healthscribe/purge-records-bucket';
import { PurgeAlarms } from '../../healthscribe/purging/purge-alarms';
import { PurgingWorkflow } from '../../healthscribe/purging/purging-workflow';
import { StoppedRule } from '../../healthscribe/purging/stopped-rule';
import { RecordingRule } from '../../healthscribe/recording-rule';
import { ScribingWorkflow } from '../../healthscribe/scribing-workflow';
import type { SignedNotesBucket } from '../../healthscribe/signed-notes-bucket';
import type { PrivateNetwork } from '../../network/private-network';
import { type DeploymentProps, DeploymentStack } from '../deployment-stack';

/** Patient data, and the role with which HealthScribe reaches it. */
export interface Consultations {
  readonly patientKey: PatientKey;
  readonly patients: PatientBucket;
  /** Undefined if the row keeps no signed notes. */
  readonly signedNotes: SignedNotesBucket | undefined;
  readonly purges: PurgeRecordsBucket;
  readonly dataAccess: DataAccessRole;
}

export interface ScribingStackProps extends DeploymentProps {
  /** Key of logs and notices. */
  readonly key: kms.IKey;
  readonly network: PrivateNetwork;
  readonly consultations: Consultations;
  readonly healthScribe: HealthScribeConfig;
}

/** The workflow from a recording to a signed note, its functions, and its notices. */
export class ScribingStack extends DeploymentStack {
  readonly topic: NoticeTopic;
  readonly workflow: ScribingWorkflow;

  constructor(scope: Construct, id: string, props: ScribingStackProps) {
    super(scope, id, props, {
      description: 'Private Bedrock: the workflow from a recording to a signed note',
    });
    const { patients, patientKey, dataAccess } = props.consultations;
    this.topic = new NoticeTopic(this, 'Notices', {
      topicName: this.names.scribing,
      encryptionKey: props.key,
      alarmPrefix: this.names.scribingAlarms,
    });
    const functions = this.makeFunctions(props);
    this.workflow = new ScribingWorkflow(this, 'Workflow', {
      stateMachineName: this.names.scribing,
      roleName: this.names.scribingRole,
      deployment: props.deployment,
      ...functions,
      ...{ patients, patientKey, dataAccess, topic: this.topic },
    });
    new RecordingRule(this, 'Recordings', { ruleName: this.names.scribing, patients, workflow: this.workflow });
    this.purgeWhatIsLeft(props, functions);
    new CfnOutput(this, 'NoticeTopicArn', { value: this.topic.topicArn });
    new CfnOutput(this, 'ScribingWorkflowArn', { value: this.workflow.stateMachine.ref });
  }

  /** Purges what executions leave, and tells what cannot be purged. */
  private purgeWhatIsLeft(
    { deployment, consultations: { patientKey } }: ScribingStackProps,
    functions: ReturnType<ScribingStack['makeFunctions']>,
  ): void {
    const { names, topic, workflow: scribing } = this;
    const purging = new PurgingWorkflow(this, 'Purging', {
      ...{ stateMachineName: names.purging, roleName: names.purgingRole, deployment },
      ...{ scribing, ...functions, patientKey, topic },
    });
    new StoppedRule(this, 'Stopped', { ruleName: names.purging, scribing, workflow: purging });
    new PurgeAlarms(this, 'Alarms', {
      ...{ namePrefix: names.scribingAlarms, topic },
      purgeFunctionName: names.scribeFunction('purge'),
      scribingArn: scribing.stateMachine.ref,
      purgingArn: purging.stateMachine.ref,
      ruleNames: { scribing: names.scribing, purging: names.purging },
    });
  }

  private makeFunctions({ network, key, consultations, config, healthScribe }: ScribingStackProps) {
    const { template, speakers, retentionHours } = healthScribeSettings(healthScribe);
    const { patients, signedNotes, purges } = consultations;
    const common = (name: ScribeFunction) => ({
      functionName: this.names.scribeFunction(name),
      roleName: this.names.scribeFunctionRole(name),
      logGroupName: `${this.names.logGroups}/${name}`,
      ...{ network, encryptionKey: key, keepData: config.keepData, patients },
    });
    return {
      checkAudio: new CheckAudioFunction(this, 'CheckAudio', { ...common('check-audio'), template, speakers }),
      makeDraft: new MakeDraftFunction(this, 'MakeDraft', {
        ...common('make-draft'),
        ...{ signedNotes, retention: Duration.hours(retentionHours) },
      }),
      purge: new PurgeFunction(this, 'Purge', { ...common('purge'), purges }),
    };
  }
}
