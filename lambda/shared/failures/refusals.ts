import type { FailureCode } from './failure-rows';

/** Frequent refusal that Bedrock only tells apart by its message. */
interface Refusal {
  /** Code by the name of the error. */
  readonly from: readonly FailureCode[];
  /** Its first group, if any, is the limit: digits, the only part of a message that a caller may read. */
  readonly text: RegExp;
  readonly code: FailureCode;
}

const refusal = (code: FailureCode, text: RegExp, ...from: readonly FailureCode[]): Refusal => ({
  from: from.length > 0 ? from : ['rejected_by_bedrock'],
  text,
  code,
});

/**
 * Parts of Bedrock's and of the models' own messages, as users publish them. The first match counts. AWS writes some
 * apostrophes as U+2019.
 */
const REFUSALS: readonly Refusal[] = [
  refusal('on_demand_not_supported', /on-demand throughput isn['’]t supported|doesn['’]t support on-demand throughput/),
  refusal(
    'max_tokens_too_large',
    /maximum tokens you requested exceeds the model limit(?: of (\d+))?|max_tokens: \d+ > (\d+)/,
  ),
  refusal(
    'input_too_long',
    /prompt is too long(?:: \d+ tokens > (\d+))?|input is too long|input token count.{0,20} exceeds the maximum number|exceed.{0,40}context (?:length|window|limit)|too many input tokens/i,
  ),
  refusal(
    'tool_result_missing',
    /expected toolResult blocks|`?tool_use`? ids were found without|did not find \d+ `?tool_result/i,
  ),
  refusal(
    'tool_result_unexpected',
    /toolResult blocks.{0,60}exceeds the number of toolUse blocks|unexpected `?tool_use_id/i,
  ),
  refusal(
    'first_message_not_user',
    /conversation must start with a user message|first message must use the .?user.? role/i,
  ),
  refusal('roles_not_alternating', /must alternate/i),
  refusal(
    'blank_text',
    /ContentBlock object at .{1,80} is blank|text content blocks must (?:be non-empty|contain non)/i,
  ),
  refusal('document_name', /document file name can only contain/i),
  refusal('tool_config_missing', /toolConfig field must be defined/i),
  refusal('prefill_not_supported', /assistant message prefill|conversation must end with a user message/i),
  refusal('sampling_conflict', /temperature.{1,9}top_?p.{1,20}cannot both/i),
  refusal('media_refused', /could not process image|unable to process provided|image exceeds .{0,40}maximum/i),
  refusal('malformed_body', /malformed input request/i),
  refusal('model_end_of_life', /reached the end of its life/i, 'rejected_by_bedrock', 'not_found'),
  refusal('model_not_available', /provided model identifier is invalid/i),
  refusal('account_restricted', /operation not allowed/i, 'rejected_by_bedrock', 'access_denied'),
  refusal('feature_not_supported', /(?:doesn['’]t|does not) support|isn['’]t supported|(?:is|are) not supported/i),
  refusal('use_case_form_missing', /use case details have not been submitted/i, 'not_found', 'access_denied'),
  refusal('model_legacy', /marked by provider as legacy/i, 'not_found', 'access_denied'),
  refusal('payment_missing', /INVALID_PAYMENT_INSTRUMENT/, 'access_denied'),
  refusal('marketplace_denied', /aws-marketplace:/i, 'access_denied'),
  refusal('daily_quota_exceeded', /per day/i, 'throttled'),
];

/** Narrows the code of an error by its message. @returns the limit, in digits, if the message has one */
export const refusalOf = (
  code: FailureCode,
  message: string,
): { readonly code: FailureCode; readonly limit?: string } => {
  for (const { from, text, code: narrowed } of REFUSALS) {
    const found = from.includes(code) ? text.exec(message.slice(0, 2_000)) : null;
    if (!found) continue;
    const limit = found.slice(1).find((group) => group !== undefined);
    return { code: narrowed, ...(limit !== undefined && { limit: `${limit} tokens` }) };
  }
  return { code };
};
