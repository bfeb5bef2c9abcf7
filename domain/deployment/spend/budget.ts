/**
 * Regions in which CloudFormation has AWS::Budgets::Budget and AWS::Budgets::BudgetsAction. AWS Budgets itself is global.
 * Source: CloudFormation's resource schemas of each Region. Read: 2026-11-28.
 */
export const BUDGET_REGIONS: readonly string[] = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

/** Regions in which CloudFormation has AWS::CE::AnomalyMonitor and AWS::CE::AnomalySubscription. Source and day as above. */
export const ANOMALY_REGIONS: readonly string[] = [
  ...BUDGET_REGIONS,
  'af-south-1',
  'ap-east-1',
  'ap-northeast-3',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ca-west-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
];

/** Percent of a budget at which its addresses are notified. At the last of them, the models are stopped. */
export const BUDGET_PERCENTS = [50, 80, 100] as const;
