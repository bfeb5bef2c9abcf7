import { CfnOutput } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { ObservabilityConfig } from '../../domain/deployment/config/observability-config';
import { AlarmTopic } from '../observability/alarm-topic';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

export interface ObservabilityStackProps extends DeploymentProps {
  readonly key: kms.IKey;
  readonly observability: ObservabilityConfig;
}

/** Alarms on everything that a deployment has, and the topic that they notify. */
export class ObservabilityStack extends DeploymentStack {
  readonly topic: AlarmTopic;

  constructor(scope: Construct, id: string, { key, observability, ...props }: ObservabilityStackProps) {
    super(scope, id, props, { description: 'Private Bedrock: topic of the alarms' });
    this.topic = new AlarmTopic(this, 'Topic', {
      topicName: this.names.alarmTopic,
      encryptionKey: key,
      alarmPrefix: this.names.alarms,
      emails: observability.emails,
    });
    new CfnOutput(this, 'AlarmTopicArn', { value: this.topic.topicArn });
  }
}
