import type { FailureCode } from './failure-rows';

/** Frequent refusal that Bedrock only tells apart by its message. */
interface Refusal {
  /** Code by the name of the error. */
  readonly from: readonly FailureCode[];
  /** Matches the message in lower case. Its first group, if any, is the limit: digits, the only part of a message that a caller may read. */
  readonly text: RegExp;
  readonly code: FailureCode;
}

const refusal = (code: FailureCode, text: RegExp, ...from: readonly FailureCode[]): Refusal => ({
  from: from.length > 0 ? from : ['rejected_by_bedrock'],
  text,
  code,
});

/** Parts of Bedrock's and of the models' own messages, as users publish them. The first match counts. */
const REFUSALS: readonly Refusal[] = [
  refusal(
    'on_demand_not_supported',
    /on-demand throughput is(?:n't| not) supported|(?:n't| not) support on-demand throughput/,
  ),
  refusal(
    'max_tokens_too_large',
    /maximum tokens you requested exceeds the model limit(?: of (\d+))?|max_tokens: \d+ > (\d+)|max_?\w{0,4}(?:tokens?|len)\w{0,6}: \d+ is not less or equal to (\d+)/,
  ),
  refusal(
    'input_too_long',
    /prompt is too long(?:: \d+ tokens > (\d+))?|input is too long|too many input tokens(?:\W+max input tokens: (\d+))?|input tokens?\b.{0,60}exceed|exceed.{0,40}context (?:length|window|limit)(?:: [\d +]+> (\d+))?|maximum context length(?: is (\d+))?/,
  ),
  refusal(
    'tool_result_missing',
    /expected toolresult blocks|`?tool_use`? ids were found without|did not find \d+ `?tool_result/,
  ),
  refusal(
    'tool_result_unexpected',
    /toolresult blocks.{0,60}exceeds the number of tooluse blocks|unexpected `?tool_use_id|toolresult blocks.{0,60}duplicate ids|multiple `?tool_result`? blocks/,
  ),
  refusal('tool_ids_repeated', /tooluse blocks.{0,60}duplicate ids|`?tool_use`? ids must be unique/),
  refusal(
    'first_message_not_user',
    /conversation must start with a user message|first message must use the .?user.? role/,
  ),
  refusal('roles_not_alternating', /must alternate/),
  refusal(
    'blank_text',
    /contentblock object at .{1,80} is blank|text content blocks must (?:be non-empty|contain non)|message object at .{1,80} is empty|content blocks are empty|must have non-empty content/,
  ),
  refusal('document_name', /document (?:file )?name can only contain|duplicate document names/),
  refusal('tool_config_missing', /toolconfig field must be defined/),
  refusal('prefill_not_supported', /assistant message prefill|conversation must end with a user message/),
  refusal('sampling_conflict', /temperature.{1,9}top_?p.{1,20}cannot both/),
  refusal('reasoning_conflict', /thinking\W{0,3}(?:is|may not be) enabled|thinking\.budget_tokens|expected `?thinking/),
  refusal(
    'media_refused',
    /could not process (?:image|video|document)|unable to process provided|image exceeds .{0,40}maximum|image dimensions exceed|does not match the (?:provided media type|specified image format)|pdf specified (?:was|is) not valid/,
  ),
  refusal('malformed_body', /malformed input request/),
  refusal('model_end_of_life', /reached the end of its life/, 'rejected_by_bedrock', 'not_found'),
  refusal('model_not_available', /provided model identifier is invalid/),
  refusal('country_not_supported', /not allowed from unsupported countries/, 'rejected_by_bedrock', 'access_denied'),
  refusal(
    'account_restricted',
    /operation not allowed|your account is not authorized/,
    'rejected_by_bedrock',
    'access_denied',
  ),
  refusal(
    'feature_not_supported',
    /(?:doesn't|do not|does not) support|(?:isn't|aren't|is not|are not) supported|deprecated for this model|extra inputs are not permitted/,
  ),
  refusal('use_case_form_missing', /use case details have not been submitted/, 'not_found', 'access_denied'),
  refusal('model_legacy', /marked by (?:the )?provider as legacy/, 'not_found', 'access_denied'),
  refusal('payment_missing', /invalid_payment_instrument/, 'access_denied'),
  refusal('marketplace_denied', /aws-marketplace:/, 'access_denied'),
  refusal('daily_quota_exceeded', /per day/, 'throttled'),
];

/** Makes the spellings of one message equal: AWS writes some apostrophes as U+2019, and a gateway may change others. */
const plain = (message: string): string =>
  message
    .slice(0, 2_000)
    .normalize('NFKC')
    .replace(/[\u2018\u2019\u02bc\u2032\u00b4]|&(?:#0?39|#x27|apos|rsquo);/gi, "'")
    .replace(/[\u2010-\u2014\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .toLowerCase();

/** Narrows the code of an error by its message. @returns the limit, in digits, if the message has one */
export const refusalOf = (
  code: FailureCode,
  message: string,
): { readonly code: FailureCode; readonly limit?: string } => {
  const compared = plain(message);
  for (const { from, text, code: narrowed } of REFUSALS) {
    const found = from.includes(code) ? text.exec(compared) : null;
    if (!found) continue;
    const limit = found.slice(1).find((group) => group !== undefined);
    return { code: narrowed, ...(limit !== undefined && { limit: `${limit} tokens` }) };
  }
  return { code };
};
