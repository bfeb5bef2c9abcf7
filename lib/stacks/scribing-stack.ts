import { CfnOutput } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { DataAccessRole } from '../healthscribe/data-access-role';
import { NoticeTopic } from '../healthscribe/notice-topic';
import type { PatientBucket } from '../healthscribe/patient-bucket';
import type { PatientKey } from '../healthscribe/patient-key';
import type { PurgeRecordsBucket } from '../healthscribe/purge-records-bucket';
import type { SignedNotesBucket } from '../healthscribe/signed-notes-bucket';
import type { PrivateNetwork } from '../network/private-network';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

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
}

/** The workflow from a recording to a signed note, its functions, and its notices. */
export class ScribingStack extends DeploymentStack {
  readonly topic: NoticeTopic;

  constructor(scope: Construct, id: string, props: ScribingStackProps) {
    super(scope, id, props, {
      description: 'Private Bedrock: the workflow from a recording to a signed note',
    });
    this.topic = new NoticeTopic(this, 'Notices', {
      topicName: this.names.scribing,
      encryptionKey: props.key,
      alarmPrefix: this.names.scribing,
    });
    new CfnOutput(this, 'NoticeTopicArn', { value: this.topic.topicArn });
  }
}
