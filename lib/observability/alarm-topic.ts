import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { grantKeyThrough } from '../encryption/key-grant';
import { alarmArn } from '../encryption/key-statements';
import { serviceTrust } from '../iam/service-trust';

export interface AlarmTopicProps {
  readonly topicName: string;
  /** Encrypts the notifications; its policy must admit the alarms. */
  readonly encryptionKey: kms.IKey;
  /** Beginning of the names of the alarms that may publish. */
  readonly alarmPrefix: string;
  /**
   * Addresses that are subscribed.
   *
   * @default - none
   */
  readonly emails?: readonly string[] | undefined;
}

/**
 * Topic that the alarms of a deployment notify, under its key. Only CloudWatch, for these alarms, and whoever is granted it
 * can publish.
 *
 * @example
 * const topic = new AlarmTopic(stack, 'Topic', { topicName: 'chat-alarms', encryptionKey: key, alarmPrefix: 'chat/' });
 * topic.grantNotify(role);
 */
export class AlarmTopic extends sns.Topic {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: AlarmTopicProps,
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
    for (const endpoint of props.emails ?? []) {
      new sns.Subscription(this, endpoint, { topic: this, endpoint, protocol: sns.SubscriptionProtocol.EMAIL });
    }
  }

  /** Lets the grantee notify, and use the key for that through SNS. */
  grantNotify(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions: ['sns:Publish'], resourceArns: [this.topicArn] }).combine(
      grantKeyThrough(this.props.encryptionKey, 'sns', grantee, 'kms:Decrypt', 'kms:GenerateDataKey'),
    );
  }
}
