import type { FailureCode } from '../../lambda/shared/failures/failure-rows';
import { MODELS } from './function-process';

export const VALIDATION = 'ValidationException';
export const MISSING = 'ResourceNotFoundException';
export const DENIED = 'AccessDeniedException';

/** Messages as users report them, with the code that each becomes and what the caller's message must name. */
export const REFUSALS: [name: string, message: string, code: FailureCode, names?: string][] = [
  [
    VALIDATION,
    'Invocation of model ID anthropic.claude-sonnet-4-20250514-v1:0 with on-demand throughput isn’t supported. Retry your request with the ID or ARN of an inference profile that contains this model.',
    'on_demand_not_supported',
    `us.${MODELS[0]}`,
  ],
  [VALIDATION, "Invocation of model ID x with on-demand throughput isn't supported.", 'on_demand_not_supported'],
  [VALIDATION, "The provided model doesn't support on-demand throughput.", 'on_demand_not_supported', 'us-east-1'],
  [
    VALIDATION,
    'The maximum tokens you requested exceeds the model limit of 4096. Try again with a maximum tokens value that is lower than 4096.',
    'max_tokens_too_large',
    '4096 tokens',
  ],
  [
    VALIDATION,
    'The model returned the following errors: max_tokens: 100000 > 64000, which is the maximum allowed number of output tokens for claude-sonnet-4',
    'max_tokens_too_large',
    '64000 tokens',
  ],
  [VALIDATION, 'The maximum tokens you requested exceeds the model limit', 'max_tokens_too_large', 'its limit'],
  [
    VALIDATION,
    'The model returned the following errors: prompt is too long: 200049 tokens > 200000 maximum',
    'input_too_long',
    '200000 tokens',
  ],
  [VALIDATION, 'Input is too long for requested model.', 'input_too_long', 'its limit'],
  [
    VALIDATION,
    'Expected toolResult blocks at messages.2.content for the following Ids: tooluse_abc',
    'tool_result_missing',
  ],
  [
    VALIDATION,
    'The model returned the following errors: messages.2: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1.',
    'tool_result_missing',
  ],
  [
    VALIDATION,
    'messages.54: Did not find 2 `tool_result` block(s) at the beginning of this message.',
    'tool_result_missing',
  ],
  [
    VALIDATION,
    'The number of toolResult blocks at messages.2.content exceeds the number of toolUse blocks of previous turn.',
    'tool_result_unexpected',
  ],
  [
    VALIDATION,
    'messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: toolu_1.',
    'tool_result_unexpected',
  ],
  [
    VALIDATION,
    'A conversation must start with a user message. Try again with a conversation that starts with a user message.',
    'first_message_not_user',
  ],
  [VALIDATION, 'messages: first message must use the "user" role', 'first_message_not_user'],
  [
    VALIDATION,
    'A conversation must alternate between user and assistant roles. Make sure the conversation alternates between user and assistant roles and try again.',
    'roles_not_alternating',
  ],
  [
    VALIDATION,
    'The text field in the ContentBlock object at messages.0.content.0 is blank. Add text to the text field, and try again.',
    'blank_text',
  ],
  [VALIDATION, 'messages: text content blocks must contain non-whitespace text', 'blank_text'],
  [VALIDATION, 'messages: text content blocks must be non-empty', 'blank_text'],
  [
    VALIDATION,
    "The document file name can only contain alphanumeric characters, whitespace characters, hyphens, parentheses, and square brackets. The name can't contain more than one consecutive whitespace character.",
    'document_name',
  ],
  [
    VALIDATION,
    'The toolConfig field must be defined when using toolUse and toolResult content blocks.',
    'tool_config_missing',
  ],
  [VALIDATION, "This model doesn't support tool use in streaming mode.", 'feature_not_supported'],
  [VALIDATION, "This model doesn't support the image field. Remove image and try again.", 'feature_not_supported'],
  [
    VALIDATION,
    '`temperature` and `top_p` cannot both be specified for this model. Please use only one.',
    'sampling_conflict',
  ],
  [
    VALIDATION,
    'This model does not support assistant message prefill. The conversation must end with a user message.',
    'prefill_not_supported',
  ],
  [VALIDATION, 'The model returned the following errors: Could not process image', 'media_refused'],
  [
    VALIDATION,
    'Malformed input request: #: required key [messages] not found, please reformat your input and try again.',
    'malformed_body',
  ],
  [VALIDATION, 'The provided model identifier is invalid.', 'model_not_available', 'us-east-1'],
  [
    MISSING,
    'This model version has reached the end of its life. Please refer to the AWS documentation for more details.',
    'model_end_of_life',
  ],
  [
    MISSING,
    'Model use case details have not been submitted for this account. Fill out the Anthropic use case details form before using the model. If you have already filled out the form, try again in 15 minutes.',
    'use_case_form_missing',
    '15 minutes',
  ],
  [
    MISSING,
    'Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in the last 30 days. Please upgrade to an active model on Amazon Bedrock',
    'model_legacy',
    'legacy',
  ],
  [MISSING, 'Could not resolve the foundation model from the provided model identifier.', 'not_found', 'us-east-1'],
  [
    DENIED,
    'Model access is denied due to IAM user or service role is not authorized to perform the required AWS Marketplace actions (aws-marketplace:ViewSubscriptions, aws-marketplace:Subscribe) to enable access to this model.',
    'marketplace_denied',
    'aws-marketplace:Subscribe',
  ],
  [
    DENIED,
    'Model access is denied due to INVALID_PAYMENT_INSTRUMENT:A valid payment instrument must be provided.',
    'payment_missing',
  ],
  [
    DENIED,
    'User is not authorized to perform: bedrock:InvokeModel with an explicit deny',
    'access_denied',
    'us-east-1',
  ],
  [VALIDATION, 'Invocation of model ID x with on-demand throughput is not supported.', 'on_demand_not_supported'],
  [
    VALIDATION,
    'Malformed input request: #/textGenerationConfig/maxTokenCount: 9000 is not less or equal to 8192, please reformat your input and try again.',
    'max_tokens_too_large',
    '8192 tokens',
  ],
  [
    VALIDATION,
    'Malformed input request: #/max_gen_len: 4096 is not less or equal to 2048, please reformat your input and try again.',
    'max_tokens_too_large',
    '2048 tokens',
  ],
  [
    VALIDATION,
    'Too many input tokens. Max input tokens: 8192, request input token count: 9032',
    'input_too_long',
    '8192 tokens',
  ],
  [
    VALIDATION,
    'Input Tokens Exceeded: Number of input tokens exceeds maximum length. Please update the input to try again.',
    'input_too_long',
  ],
  [
    VALIDATION,
    "This model's maximum context length is 131072 tokens. Please reduce the length of the prompt",
    'input_too_long',
    '131072 tokens',
  ],
  [
    VALIDATION,
    'input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000, decrease input length or `max_tokens` and try again',
    'input_too_long',
    '200000 tokens',
  ],
  [VALIDATION, 'The toolUse blocks at messages.2.content contain duplicate Ids: x', 'tool_ids_repeated'],
  [VALIDATION, 'The toolResult blocks at messages.2.content contain duplicate Ids: x', 'tool_result_unexpected'],
  [VALIDATION, 'messages.1.content.1: `tool_use` ids must be unique', 'tool_ids_repeated'],
  [
    VALIDATION,
    "Messages can't contain duplicate document names. Rename the document and retry your request.",
    'document_name',
  ],
  [
    VALIDATION,
    'The content field in the Message object at messages.1 is empty. Add a ContentBlock object to the content field and try again.',
    'blank_text',
  ],
  [
    VALIDATION,
    'messages.1: all messages must have non-empty content except for the optional final assistant message',
    'blank_text',
  ],
  [VALIDATION, '`temperature` may only be set to 1 when thinking is enabled.', 'reasoning_conflict'],
  [VALIDATION, '`max_tokens` must be greater than `thinking.budget_tokens`.', 'reasoning_conflict'],
  [
    VALIDATION,
    'messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`. When `thinking` is enabled, a final `assistant` message must start with a thinking block.',
    'reasoning_conflict',
  ],
  [
    VALIDATION,
    'Access to Anthropic models is not allowed from unsupported countries, regions, or territories.',
    'country_not_supported',
  ],
  [DENIED, 'Your account is not authorized to invoke this API operation.', 'account_restricted'],
  [VALIDATION, '`temperature` is deprecated for this model.', 'feature_not_supported'],
  [VALIDATION, 'Operation not allowed', 'account_restricted'],
  [VALIDATION, 'Something that nobody has reported yet.', 'rejected_by_bedrock'],
];
