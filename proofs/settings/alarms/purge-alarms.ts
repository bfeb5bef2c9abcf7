import { PURGE_ALARMS, type PurgeAlarm } from '../../../domain/observability/purge-alarms';
import { allOf, type Context } from '../setting';

/** Metrics that tell that a consultation can be longer in the bucket than its row says. */
const METRICS: Readonly<Record<PurgeAlarm, readonly [namespace: string, metric: string, of: 'scribing' | 'purging']>> =
  {
    'purge-errors': ['AWS/Lambda', 'Errors', 'purging'],
    'purging-failed': ['AWS/States', 'ExecutionsFailed', 'purging'],
    'purging-timed-out': ['AWS/States', 'ExecutionsTimedOut', 'purging'],
    'purging-stopped': ['AWS/States', 'ExecutionsAborted', 'purging'],
    'scribing-timed-out': ['AWS/States', 'ExecutionsTimedOut', 'scribing'],
    'scribing-stopped': ['AWS/States', 'ExecutionsAborted', 'scribing'],
    'scribing-not-started': ['AWS/Events', 'FailedInvocations', 'scribing'],
    'purging-not-started': ['AWS/Events', 'FailedInvocations', 'purging'],
  };

const prefixOf = (deployment: string) => `private-bedrock-${deployment}-scribing/`;

/** Names of the alarms that a deployment with HealthScribe must have. */
export const purgeAlarmNames = (deployment: string): readonly string[] =>
  PURGE_ALARMS.map((name) => `${prefixOf(deployment)}${name}`);

/** Properties of an alarm on the purge. Undefined for an alarm that is none. */
export function expectedPurgeAlarm(context: Context): Readonly<Record<string, unknown>> | undefined {
  const { deployment, properties } = context;
  const { AlarmName, AlarmDescription } = properties;
  const name = String(AlarmName).slice(prefixOf(deployment).length);
  const [namespace, metric, of] = (METRICS as Readonly<Record<string, (typeof METRICS)[PurgeAlarm]>>)[name] ?? [];
  if (namespace === undefined || AlarmName !== `${prefixOf(deployment)}${name}`) return undefined;
  const [topic] = allOf(context, 'AWS::SNS::Topic', 'Ref', '/Scribing/');
  return {
    AlarmActions: [topic],
    AlarmDescription:
      /\. Runbook: docs\/runbooks\/purge-failed\.md$/.test(String(AlarmDescription)) && AlarmDescription,
    AlarmName,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    Dimensions: [dimensionOf(context, namespace, of === 'purging')],
    // The function is tried again, with pauses of ten minutes at most. Nothing else is.
    EvaluationPeriods: namespace === 'AWS/Lambda' ? 2 : 1,
    MetricName: metric,
    Namespace: namespace,
    Period: 900,
    Statistic: 'Sum',
    Threshold: 1,
    TreatMissingData: 'notBreaching',
  };
}

function dimensionOf(context: Context, namespace: string, isPurging: boolean) {
  if (namespace === 'AWS/Lambda') {
    return { Name: 'FunctionName', Value: allOf(context, 'AWS::Lambda::Function', 'Ref', '/Scribing/Purge')[0] };
  }
  if (namespace === 'AWS/Events') {
    return { Name: 'RuleName', Value: `private-bedrock-${context.deployment}-${isPurging ? 'purging' : 'scribing'}` };
  }
  const place = isPurging ? '/Scribing/Purging' : '/Scribing/Workflow';
  return { Name: 'StateMachineArn', Value: allOf(context, 'AWS::StepFunctions::StateMachine', 'Ref', place)[0] };
}
