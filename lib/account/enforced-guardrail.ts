import * as bedrock from 'aws-cdk-lib/aws-bedrock';
import { Construct } from 'constructs';

export interface EnforcedGuardrailProps {
  /** Id or ARN of the guardrail. */
  readonly guardrail: string;
  /** Number of its version. */
  readonly version: string;
  /**
   * Models that are exempt.
   *
   * @default - none
   */
  readonly exceptModels?: readonly string[] | undefined;
}

/**
 * Applies a guardrail to every invocation in the account and Region, beside the guardrails of the callers. Whole prompts are
 * evaluated: callers cannot exempt a part by tags. docs/account.md says what this breaks.
 *
 * Source: Amazon Bedrock User Guide, "Apply cross-account safeguards with Amazon Bedrock Guardrails enforcements".
 *
 * @example
 * new EnforcedGuardrail(stack, 'EnforcedGuardrail', { guardrail: 'abcdefghij12', version: '1' });
 */
export class EnforcedGuardrail extends Construct {
  constructor(scope: Construct, id: string, { guardrail, version, exceptModels }: EnforcedGuardrailProps) {
    super(scope, id);
    new bedrock.CfnEnforcedGuardrailConfiguration(this, 'Configuration', {
      guardrailIdentifier: guardrail,
      guardrailVersion: version,
      selectiveContentGuarding: { system: 'COMPREHENSIVE', messages: 'COMPREHENSIVE' },
      ...(exceptModels && { modelEnforcement: { includedModels: ['ALL'], excludedModels: [...exceptModels] } }),
    });
  }
}
