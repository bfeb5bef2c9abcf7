import { Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Chart } from './charts';
import { type DashboardSettings, dashboardBody } from './dashboard-body';

export interface DashboardProps extends DashboardSettings {
  readonly dashboardName: string;
  readonly charts: readonly Chart[];
}

/**
 * Dashboard of a deployment: the state of every alarm, and charts with the thresholds of the alarms in them.
 *
 * @example
 * new Dashboard(stack, 'Dashboard', { dashboardName: 'chat', namePrefix: 'chat/', charts: [] });
 */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { dashboardName, charts, ...settings }: DashboardProps) {
    super(scope, id);
    const stack = Stack.of(this);
    new cloudwatch.CfnDashboard(this, 'Resource', {
      dashboardName,
      dashboardBody: stack.toJsonString(dashboardBody(charts, settings, stack)),
    });
  }
}
