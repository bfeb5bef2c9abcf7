import {
  BedrockClient,
  GetAccountDataRetentionCommand,
  GetModelInvocationLoggingConfigurationCommand,
  ListEnforcedGuardrailsConfigurationCommand,
} from '@aws-sdk/client-bedrock';
import type { FoundSettings } from '../../domain/account/judge-settings';
import { callAws } from '../aws/call-aws';
import { clientConfig } from '../aws/client-config';

/** Reads the settings of the account in a Region. Changes nothing. @throws OperatorError */
export async function readSettings(region: string): Promise<FoundSettings> {
  const client = new BedrockClient(clientConfig(region));
  try {
    const [logging, retention, guardrails] = await Promise.all([
      callAws('bedrock:GetModelInvocationLoggingConfiguration', () =>
        client.send(new GetModelInvocationLoggingConfigurationCommand({})),
      ),
      callAws('bedrock:GetAccountDataRetention', () => client.send(new GetAccountDataRetentionCommand({}))),
      callAws('bedrock:ListEnforcedGuardrailsConfiguration', () =>
        client.send(new ListEnforcedGuardrailsConfigurationCommand({})),
      ),
    ]);
    return {
      logging: logging.loggingConfig,
      retention: String(retention.mode),
      enforcedGuardrails: (guardrails.guardrailsConfig ?? []).map(
        ({ guardrailArn, guardrailVersion }) => `${guardrailArn}:${guardrailVersion}`,
      ),
    };
  } finally {
    client.destroy();
  }
}
