import * as ce from 'aws-cdk-lib/aws-ce';
import { Construct } from 'constructs';
import type { AnomalyConfig } from '../../domain/deployment/config/spend-config';

export interface CostAnomaliesProps {
  /** Name of the monitor and of its subscription. */
  readonly name: string;
  readonly anomaly: AnomalyConfig;
}

/** Returns the properties of the monitor: every service of the account. */
export const anomalyMonitorProperties = (monitorName: string): ce.CfnAnomalyMonitorProps => ({
  ...{ monitorName, monitorType: 'DIMENSIONAL', monitorDimension: 'SERVICE' },
});

/** Returns the properties of the subscription, but for its monitor. E-mail is sent once a day; at once only by SNS. */
export const anomalySubscriptionProperties = (subscriptionName: string, { impactUsd, emails }: AnomalyConfig) => ({
  ...{ subscriptionName, frequency: 'DAILY' },
  subscribers: emails.map((address) => ({ address, type: 'EMAIL' })),
  thresholdExpression: JSON.stringify({
    Dimensions: {
      Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
      MatchOptions: ['GREATER_THAN_OR_EQUAL'],
      Values: [String(impactUsd)],
    },
  }),
});

/**
 * AWS Cost Anomaly Detection on every service of the account, with e-mail to those who watch costs. An account has one
 * monitor of services: where there is one already, the deployment of this fails.
 *
 * Source: AWS CloudFormation Template Reference, AWS::CE::AnomalyMonitor and AWS::CE::AnomalySubscription.
 *
 * @example
 * new CostAnomalies(stack, 'Anomalies', { name: 'chat', anomaly: { impactUsd: 50, emails: ['finance@example.com'] } });
 */
export class CostAnomalies extends Construct {
  constructor(scope: Construct, id: string, { name, anomaly }: CostAnomaliesProps) {
    super(scope, id);
    const monitor = new ce.CfnAnomalyMonitor(this, 'Monitor', anomalyMonitorProperties(name));
    new ce.CfnAnomalySubscription(this, 'Subscription', {
      ...anomalySubscriptionProperties(name, anomaly),
      monitorArnList: [monitor.attrMonitorArn],
    });
  }
}
