import { Aws, CfnOutput } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { ObservabilityConfig } from '../../domain/deployment/config/observability-config';
import { AlarmTopic } from '../observability/alarm-topic';
import { Alarms } from '../observability/alarms';
import { chartsOf } from '../observability/charts';
import { Dashboard } from '../observability/dashboard';
import { otherAlarms } from '../observability/other-alarms';
import { signalsOf } from '../observability/signals/signals';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

export interface ObservabilityStackProps extends DeploymentProps {
  readonly key: kms.IKey;
  readonly observability: ObservabilityConfig;
}

/** Alarms on everything that a deployment has, the topic that they notify, and a dashboard. */
export class ObservabilityStack extends DeploymentStack {
  readonly topic: AlarmTopic;

  constructor(scope: Construct, id: string, { key, observability, ...props }: ObservabilityStackProps) {
    super(scope, id, props, { description: 'Private Bedrock: alarms, their topic, and a dashboard' });
    const { names } = this;
    const { config, deployment } = props;
    const { thresholds, anomalyBand, emails } = observability;
    const environment = { deployment, account: Aws.ACCOUNT_ID };
    const signals = signalsOf(environment, config);
    this.topic = new AlarmTopic(this, 'Topic', {
      ...{ topicName: names.alarmTopic, alarmPrefix: names.alarms, emails, encryptionKey: key },
    });
    new Alarms(this, 'Alarms', { namePrefix: names.alarms, signals, topic: this.topic, thresholds, anomalyBand });
    new Dashboard(this, 'Dashboard', {
      ...{ dashboardName: names.dashboard, namePrefix: names.alarms, thresholds },
      charts: chartsOf(environment, config, signals),
      otherAlarms: otherAlarms(names, config),
    });
    new CfnOutput(this, 'AlarmTopicArn', { value: this.topic.topicArn });
  }
}
