import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { grantKeyThrough } from '../encryption/key-grant';
import { alarmArn } from '../encryption/key-statements';
import { serviceTrust } from '../iam/service-trust';

export interface NoticeTopicProps {
  readonly topicName: string;
  /** Encrypts the notices; its policy must admit the alarms. */
  readonly encryptionKey: kms.IKey;
  /** Beginning of the names of the alarms that may publish. */
  readonly alarmPrefix: string;
}

/**
 * Topic of the notices about consultations: id and status, nothing else. Operators subscribe to it. Only the workflow, and
 * CloudWatch for the alarms of this deployment, publish.
 *
 * @example
 * const topic = new NoticeTopic(stack, 'Notices', { topicName: 'scribing', encryptionKey: key, alarmPrefix: 'scribing/' });
 * topic.grantPublishNotices(role);
 */
export class NoticeTopic extends sns.Topic {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: NoticeTopicProps,
  ) {
    super(scope, id, { topicName: props.topicName, masterKey: props.encryptionKey, enforceSSL: true });
    this.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: 'AlarmsOfThisDeployment',
        principals: [serviceTrust('cloudwatch.amazonaws.com', alarmArn(Stack.of(this), `${props.alarmPrefix}*`))],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
      }),
    );
  }

  /** Lets the grantee publish notices, and use the key for that through SNS. */
  grantPublishNotices(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions: ['sns:Publish'], resourceArns: [this.topicArn] }).combine(
      grantKeyThrough(this.props.encryptionKey, 'sns', grantee, 'kms:Decrypt', 'kms:GenerateDataKey'),
    );
  }
}
