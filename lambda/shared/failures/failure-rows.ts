import { METRICS } from '../contract';

/** Metric that a failure adds to: it says who acts next. */
type Counted = typeof METRICS.rejections | typeof METRICS.throttles | typeof METRICS.failures;

export interface FailureRow {
  /** Bedrock's own status if the failure is Bedrock's. */
  readonly status: number;
  /** True if the same request may succeed later. */
  readonly retryable: boolean;
  readonly counted: Counted;
  /** Text for the caller, with the remedy. `{model}`, `{region}`, `{profile}` and `{limit}` are replaced. */
  readonly message: string;
}

const { rejections, throttles, failures } = METRICS;

const row = (status: number, retryable: boolean, counted: Counted, message: string): FailureRow => ({
  status,
  retryable,
  counted,
  message,
});

/** Rejection of a request that never succeeds as it is. */
const wrong = (message: string): FailureRow => row(400, false, rejections, message);

/** Every failure by its code. docs/inference.md has the same table; a test compares them. */
export const FAILURE_ROWS = {
  invalid_request: wrong('The request is wrong in the fields listed. Correct them.'),
  rejected_by_bedrock: wrong(
    'Bedrock refuses this request for {model}. Compare it with the documentation of the model.',
  ),
  blank_text: wrong('A text block or a message is blank. Remove it or add text.'),
  country_not_supported: wrong(
    'The provider does not offer {model} in the country of the account or of the request. Use another model.',
  ),
  document_name: wrong(
    'The name of a document has characters that Bedrock refuses, or two documents have the same name. Use letters, digits, single spaces, hyphens, parentheses and square brackets, and each name once.',
  ),
  feature_not_supported: wrong(
    '{model} does not support a field or a kind of content of this request. Remove it or use another model.',
  ),
  first_message_not_user: wrong('The conversation does not begin with a user message. Begin it with one.'),
  input_too_long: wrong(
    'The request has more tokens than {model} reads; the limit is {limit}. Shorten the conversation, the documents or the tool results.',
  ),
  malformed_body: wrong(
    'The body does not have the form that {model} expects. Compare it with the documentation of the model.',
  ),
  max_tokens_too_large: wrong(
    'The request asks for more tokens than {model} writes; the limit is {limit}. Lower maxTokens to it.',
  ),
  media_refused: wrong(
    'An image, a video or a document cannot be processed. Check its format, its size and its dimensions.',
  ),
  model_not_available: wrong(
    'The id {model} is not valid in {region}. Compare it with `aws bedrock list-inference-profiles` and `aws bedrock list-foundation-models` in this Region.',
  ),
  on_demand_not_supported: wrong(
    '{model} cannot be invoked by its own id in {region}. Use an inference profile of this Region that has it, such as {profile}: `aws bedrock list-inference-profiles` lists them.',
  ),
  prefill_not_supported: wrong(
    '{model} does not continue an assistant message. End the conversation with a user message.',
  ),
  quota_exceeded: row(
    400,
    false,
    throttles,
    'A quota of the account is exceeded. Request a higher one in Service Quotas.',
  ),
  reasoning_conflict: wrong(
    'The reasoning of {model} does not fit the rest of the request. Its budget must be below maxTokens, temperature, topP and a forced tool must be absent, and each answer goes back with its reasoning blocks.',
  ),
  retrieval_refused: wrong(
    'Bedrock refuses this search of the knowledge base. Compare the filter with the attributes of the documents.',
  ),
  generation_refused: wrong(
    'Bedrock refuses to answer from the knowledge base. Check that the model supports RetrieveAndGenerate, and compare the filter with the attributes of the documents.',
  ),
  agent_refused: wrong(
    'Bedrock refuses the question for the agent. Check that the alias leads to a version that is prepared.',
  ),
  roles_not_alternating: wrong(
    '{model} requires user and assistant messages in turn. Merge consecutive messages of one role.',
  ),
  sampling_conflict: wrong('{model} does not accept temperature and topP together. Use one of them.'),
  tool_config_missing: wrong(
    'The conversation has toolUse or toolResult blocks, but no toolConfig. Send the tools with every request.',
  ),
  tool_ids_repeated: wrong('Two toolUse blocks have the same toolUseId. Give each block its own.'),
  tool_result_missing: wrong(
    'A toolUse block has no result. Answer every toolUse block of a message in the next message.',
  ),
  tool_result_unexpected: wrong(
    'A toolResult block answers no toolUse block of the message before it. Keep the message with its toolUse block, or remove the result.',
  ),
  access_denied: row(
    403,
    false,
    failures,
    'The function may not invoke {model} in {region}. Check in this order: a service control policy that denies this Region or a destination Region of the inference profile; the policies of the role and of the VPC endpoint; whether access to this model may be missing in the account.',
  ),
  account_restricted: row(
    403,
    false,
    failures,
    'Bedrock does not allow this operation for the account. Open a case with AWS Support.',
  ),
  marketplace_denied: row(
    403,
    false,
    failures,
    'The first use of {model} needs AWS Marketplace permissions. Invoke it once as a role that has aws-marketplace:Subscribe and aws-marketplace:ViewSubscriptions.',
  ),
  retrieval_denied: row(
    403,
    false,
    failures,
    'The function may not search the knowledge base in {region}. Check in this order: a service control policy that denies this Region; the policies of the role and of the VPC endpoint of bedrock-agent-runtime.',
  ),
  generation_denied: row(
    403,
    false,
    failures,
    'Bedrock may not answer from the knowledge base in {region} as this function. Check in this order: a service control policy; the policy of the VPC endpoint of bedrock-agent-runtime; whether the model is one of the row.',
  ),
  agent_denied: row(
    403,
    false,
    failures,
    'The function may not invoke the agent in {region}. Check in this order: a service control policy; knowledge.agentAlias of the row; the policy of the VPC endpoint of bedrock-agent-runtime.',
  ),
  payment_missing: row(
    403,
    false,
    failures,
    'The account has no valid payment method for {model}. Add one in AWS Billing.',
  ),
  not_found: row(
    404,
    false,
    failures,
    'Bedrock does not find {model} in {region}. Check its id, and whether a custom model is still deployed.',
  ),
  knowledge_base_not_found: row(
    404,
    false,
    failures,
    'The knowledge base does not exist in {region}. Deploy the stack that has it again, and then the documents.',
  ),
  agent_not_found: row(
    404,
    false,
    failures,
    'The agent or its alias does not exist in {region}. Correct knowledge.agentAlias of the row, and deploy it.',
  ),
  model_end_of_life: row(404, false, failures, '{model} has reached its end of life. Use another model.'),
  model_legacy: row(
    404,
    false,
    failures,
    '{model} is legacy, and the account has not used it recently. Bedrock then refuses it. Use an active model.',
  ),
  use_case_form_missing: row(
    404,
    true,
    failures,
    'The account has not submitted the use case form of Anthropic. Submit it once in the Bedrock console; then try again in 15 minutes.',
  ),
  model_timeout: row(408, true, failures, '{model} took too long. Try again.'),
  conflict: row(409, true, failures, 'Bedrock could not serve {model} because of a conflict. Try again.'),
  answer_too_large: row(
    413,
    false,
    rejections,
    'The answer exceeds 6 MB, which Lambda does not return in one piece. Ask with a streaming operation and call the function by InvokeWithResponseStream.',
  ),
  model_error: row(424, true, failures, '{model} failed at this request. Try again.'),
  model_stream_error: row(424, true, failures, '{model} failed within its answer. Try again.'),
  dependency_failed: row(
    424,
    true,
    failures,
    'Something that {model} uses failed. Try again; if it stays, look at the action groups, the store and the keys behind it.',
  ),
  daily_quota_exceeded: row(
    429,
    true,
    throttles,
    'The daily token quota for {model} is used up. Try again tomorrow, or request a higher quota in Service Quotas.',
  ),
  model_not_ready: row(429, true, failures, '{model} is not ready yet. Try again later.'),
  throttled: row(429, true, throttles, 'Bedrock throttles {model}. Try again later.'),
  caller_gone: row(499, false, rejections, 'The caller disconnected. Only the log has this code.'),
  bedrock_internal: row(500, true, failures, 'Bedrock had an internal error. Try again.'),
  internal: row(500, false, failures, 'The function failed. Find this request id in its log.'),
  no_credentials: row(500, false, failures, "Bedrock refuses the function's credentials. Check its role."),
  agent_sends_files: row(
    501,
    false,
    failures,
    'The agent answers with files, which this function does not pass on. Switch off the code interpreter of the agent.',
  ),
  agent_wants_action: row(
    501,
    false,
    failures,
    'The agent asks its caller to act (return of control), which this function does not do. Give its action group a function of its own.',
  ),
  foreign_reference: row(
    502,
    false,
    failures,
    'Bedrock names a document that the caller may not see, so that the answer ends here. Report it: the filter of the audience was not applied.',
  ),
  connection_failed: row(
    502,
    true,
    failures,
    'The connection to Bedrock failed. Try again; if it stays, check the VPC endpoint.',
  ),
  stream_interrupted: row(502, true, failures, 'The answer of {model} broke off before its end. Try again.'),
  unreadable_answer: row(
    502,
    true,
    failures,
    'The answer is not one that Bedrock gives. Try again; if it stays, look for a proxy between the function and Bedrock.',
  ),
  service_unavailable: row(503, true, failures, 'Bedrock is not available for {model} at the moment. Try again later.'),
  deadline_exceeded: row(
    504,
    true,
    failures,
    'The time ended before the answer did. Ask for fewer tokens, or raise the timeout of the function.',
  ),
} as const satisfies Readonly<Record<string, FailureRow>>;

export type FailureCode = keyof typeof FAILURE_ROWS;
