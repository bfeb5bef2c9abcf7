import { GetModelInvocationLoggingConfigurationCommand, type LoggingConfig } from '@aws-sdk/client-bedrock';
import { callAws } from '../../aws/call-aws';
import type { Inspection } from '../inspection';
import { pass, warn } from '../inspection-result';

/** Inspects model invocation logging, one setting per account and Region: it stores copies of prompts and answers. */
export const LOGGING_INSPECTION: Inspection = {
  id: 'invocation-logging',
  title: 'invocation logs',
  inspect: async ({ clients: { bedrock }, config: { region } }) => {
    const { loggingConfig } = await callAws('bedrock:GetModelInvocationLoggingConfiguration', () =>
      bedrock.send(new GetModelInvocationLoggingConfigurationCommand({})),
    );
    const places = placesOf(loggingConfig);
    if (!loggingConfig || places.length === 0) return [pass('Bedrock stores no prompts and answers')];
    const kinds = KINDS.filter((kind) => loggingConfig[`${kind}DataDeliveryEnabled`]);
    return [
      warn(`Bedrock writes prompts and answers (${kinds.join(', ') || 'metadata only'}) to ${places.join(' and ')}`, {
        say: 'Check this setting, and who can read these places:',
        run: `aws bedrock get-model-invocation-logging-configuration --region ${region}`,
      }),
    ];
  },
};

const KINDS = ['text', 'image', 'embedding', 'video', 'audio'] as const;

function placesOf({ cloudWatchConfig, s3Config }: LoggingConfig = {} as LoggingConfig): readonly string[] {
  const large = cloudWatchConfig?.largeDataDeliveryS3Config?.bucketName;
  return [
    ...(cloudWatchConfig ? [`log group ${cloudWatchConfig.logGroupName}`] : []),
    ...[s3Config?.bucketName, large].flatMap((bucket) => (bucket ? [`s3://${bucket}`] : [])),
  ];
}
