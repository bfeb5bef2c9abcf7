import { GetModelInvocationLoggingConfigurationCommand, type LoggingConfig } from '@aws-sdk/client-bedrock';
import { ask } from '../account/ask';
import { pass, warn } from '../finding';
import type { Check } from '../inspection';

/** One setting for account and Region, which no stack here makes: whoever made it keeps a copy of prompts and answers. */
export const LOGGING_CHECK: Check = {
  id: 'invocation-logging',
  title: 'invocation logs',
  run: async ({ clients: { bedrock }, config: { region } }) => {
    const { loggingConfig } = await ask('bedrock:GetModelInvocationLoggingConfiguration', () =>
      bedrock.send(new GetModelInvocationLoggingConfigurationCommand({})),
    );
    const places = placesOf(loggingConfig);
    if (!loggingConfig || places.length === 0) return [pass('Bedrock keeps no copy of prompts and answers')];
    const kinds = KINDS.filter((kind) => loggingConfig[`${kind}DataDeliveryEnabled`]);
    return [
      warn(`Bedrock writes prompts and answers (${kinds.join(', ') || 'metadata alone'}) to ${places.join(' and ')}`, {
        say: 'Whoever set it reads what is asked here. Look at it, and at who can read these places:',
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
