/** Metrics of one namespace with the same dimensions. */
export interface AwsMetrics {
  readonly namespace: string;
  /** Names of the dimensions, all of them: a metric without one of them is another metric. */
  readonly dimensions: readonly string[];
  readonly metrics: readonly string[];
  /** AWS page that lists them. */
  readonly source: string;
  /** ISO day on which the page was read. */
  readonly read: string;
}

const read = '2026-11-28';

/**
 * Metrics of AWS that alarms and the dashboard use. AWS accepts an alarm on a metric that nobody writes, and it then stays
 * silent for ever: no alarm names a metric that is not here, or other dimensions.
 */
export const AWS_METRICS = [
  {
    namespace: 'AWS/Bedrock',
    dimensions: ['ModelId'],
    metrics: [
      'CacheReadInputTokenCount',
      'CacheWriteInputTokenCount',
      'EstimatedTPMQuotaUsage',
      'InputTokenCount',
      'InvocationClientErrors',
      'InvocationLatency',
      'InvocationServerErrors',
      'InvocationThrottles',
      'Invocations',
      'OutputTokenCount',
      'TimeToFirstToken',
    ],
    source: 'Amazon Bedrock User Guide, "Monitor bedrock-runtime inference using CloudWatch metrics"',
    read,
  },
  {
    namespace: 'AWS/Lambda',
    dimensions: ['FunctionName'],
    metrics: ['ConcurrentExecutions', 'Duration', 'Errors', 'Invocations', 'Throttles'],
    source: 'AWS Lambda Developer Guide, "Types of metrics for Lambda functions"',
    read,
  },
  {
    namespace: 'AWS/States',
    dimensions: ['StateMachineArn'],
    metrics: [
      'ExecutionsAborted',
      'ExecutionsFailed',
      'ExecutionsStarted',
      'ExecutionsSucceeded',
      'ExecutionsTimedOut',
    ],
    source: 'AWS Step Functions Developer Guide, "Monitoring Step Functions metrics using Amazon CloudWatch"',
    read,
  },
  {
    namespace: 'AWS/Events',
    dimensions: ['RuleName'],
    metrics: ['FailedInvocations', 'Invocations'],
    source: 'Amazon EventBridge User Guide, "Monitoring Amazon EventBridge": rules of the default bus',
    read,
  },
  {
    namespace: 'AWS/EventBridge/Pipes',
    dimensions: ['PipeName'],
    metrics: ['ExecutionFailed', 'ExecutionTimeout', 'Invocations'],
    source: 'Amazon EventBridge User Guide, "Logging and monitoring Amazon EventBridge Pipes"',
    read,
  },
  {
    namespace: 'AWS/SQS',
    dimensions: ['QueueName'],
    metrics: ['ApproximateAgeOfOldestMessage', 'ApproximateNumberOfMessagesVisible'],
    source: 'Amazon SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS"',
    read,
  },
] as const satisfies readonly AwsMetrics[];

/**
 * Metrics of the delivery of invocation logs. The page names `Across all model IDs` as their dimension, which can be a label
 * of the console or a value: queries of CloudWatch Metrics Insights add up all dimensions, and so need not know.
 */
export const LOG_DELIVERY_METRICS = {
  namespace: 'AWS/Bedrock',
  metrics: [
    'ModelInvocationLargeDataS3DeliveryFailure',
    'ModelInvocationLogsCloudWatchDeliveryFailure',
    'ModelInvocationLogsS3DeliveryFailure',
  ],
  source: 'Amazon Bedrock User Guide, "Monitor bedrock-runtime inference using CloudWatch metrics"',
  read,
} as const;
