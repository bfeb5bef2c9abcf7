import { GetModelInvocationLoggingConfigurationCommand, type LoggingConfig } from '@aws-sdk/client-bedrock';
import { differences, plannedLogging, writesToOurs } from '../../../domain/account/logging-setting';
import { callAws } from '../../aws/call-aws';
import type { Inspection } from '../inspection';
import { pass, warn } from '../inspection-result';

/** Inspects model invocation logging, one setting per account and Region: it stores copies of prompts and answers. */
export const LOGGING_INSPECTION: Inspection = {
  id: 'invocation-logging',
  title: 'invocation logs',
  inspect: async ({ clients: { bedrock }, config: { region }, caller }) => {
    const { loggingConfig } = await callAws('bedrock:GetModelInvocationLoggingConfiguration', () =>
      bedrock.send(new GetModelInvocationLoggingConfigurationCommand({})),
    );
    const places = placesOf(loggingConfig);
    if (!loggingConfig || places.length === 0) return [pass('Bedrock stores no prompts and answers')];
    const kinds = KINDS.filter((kind) => loggingConfig[`${kind}DataDeliveryEnabled`]);
    const drift = driftOf(loggingConfig, region, caller.account);
    if (drift.length > 0) {
      return [
        warn(`Invocation logging is no longer as the account deployment plans: ${drift.join(', ')}`, {
          say: 'See `account status`, and ask in CloudTrail who has changed it: docs/account.md.',
        }),
      ];
    }
    return [
      warn(`Bedrock writes prompts and answers (${kinds.join(', ') || 'metadata only'}) to ${places.join(' and ')}`, {
        say: 'Check this setting, and who can read these places:',
        run: `aws bedrock get-model-invocation-logging-configuration --region ${region}`,
      }),
    ];
  },
};

/** Places of the account deployment are known by their names: what else differs was changed by somebody else. */
function driftOf(found: LoggingConfig, region: string, account: string): readonly string[] {
  const planned = plannedLogging({ region, logging: {} }, account);
  if (!planned || !writesToOurs(found, region, account)) return [];
  // The row decides which kinds are copied.
  return differences(found, planned)
    .map(({ path }) => path)
    .filter((path) => !path.endsWith('DataDeliveryEnabled'));
}

const KINDS = ['text', 'image', 'embedding', 'video', 'audio'] as const;

function placesOf({ cloudWatchConfig, s3Config }: LoggingConfig = {} as LoggingConfig): readonly string[] {
  const large = cloudWatchConfig?.largeDataDeliveryS3Config?.bucketName;
  return [
    ...(cloudWatchConfig ? [`log group ${cloudWatchConfig.logGroupName}`] : []),
    ...[s3Config?.bucketName, large].flatMap((bucket) => (bucket ? [`s3://${bucket}`] : [])),
  ];
}
