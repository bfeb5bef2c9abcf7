import * as sdk from '@aws-sdk/client-bedrock-runtime';
import { CODES, failureOf } from '../../../lambda/shared/failures/failures';
import { CLAUDE, MESSAGES, NOVA, named, run, streamOf } from '../../support/inference-run';
import { parseEvents } from '../../support/server-sent-events';

describe('failures', () => {
  const EXPECTED: Readonly<Record<string, readonly [number, string, boolean, string]>> = {
    RequestError: [400, 'invalid_request', false, 'Rejections'],
    ValidationException: [400, 'rejected_by_bedrock', false, 'Rejections'],
    AccessDeniedException: [403, 'access_denied', false, 'Failures'],
    ResourceNotFoundException: [404, 'not_found', false, 'Failures'],
    KnowledgeBaseNotFoundError: [404, 'knowledge_base_not_found', false, 'Failures'],
    RetrievalDeniedError: [403, 'retrieval_denied', false, 'Failures'],
    RetrievalRefusedError: [400, 'retrieval_refused', false, 'Rejections'],
    GenerationDeniedError: [403, 'generation_denied', false, 'Failures'],
    GenerationRefusedError: [400, 'generation_refused', false, 'Rejections'],
    ForeignReferenceError: [502, 'foreign_reference', false, 'Failures'],
    AgentNotFoundError: [404, 'agent_not_found', false, 'Failures'],
    AgentDeniedError: [403, 'agent_denied', false, 'Failures'],
    AgentRefusedError: [400, 'agent_refused', false, 'Rejections'],
    AgentWantsActionError: [501, 'agent_wants_action', false, 'Failures'],
    AgentSendsFilesError: [501, 'agent_sends_files', false, 'Failures'],
    DependencyFailedException: [424, 'dependency_failed', true, 'Failures'],
    BadGatewayException: [424, 'dependency_failed', true, 'Failures'],
    ConflictException: [409, 'conflict', true, 'Failures'],
    ServiceQuotaExceededException: [400, 'quota_exceeded', false, 'Throttles'],
    ThrottlingException: [429, 'throttled', true, 'Throttles'],
    TooManyRequestsException: [429, 'throttled', true, 'Throttles'],
    ModelNotReadyException: [429, 'model_not_ready', true, 'Failures'],
    ModelTimeoutException: [408, 'model_timeout', true, 'Failures'],
    ModelErrorException: [424, 'model_error', true, 'Failures'],
    ModelStreamErrorException: [424, 'model_stream_error', true, 'Failures'],
    ServiceUnavailableException: [503, 'service_unavailable', true, 'Failures'],
    InternalServerException: [500, 'bedrock_internal', true, 'Failures'],
    InternalFailure: [500, 'bedrock_internal', true, 'Failures'],
    StreamInterruptedError: [502, 'stream_interrupted', true, 'Failures'],
    UnreadableAnswerError: [502, 'unreadable_answer', true, 'Failures'],
    SyntaxError: [502, 'unreadable_answer', true, 'Failures'],
    AnswerTooLargeError: [413, 'answer_too_large', false, 'Rejections'],
    DeadlineError: [504, 'deadline_exceeded', true, 'Failures'],
    CallerGoneError: [499, 'caller_gone', false, 'Rejections'],
    TimeoutError: [502, 'connection_failed', true, 'Failures'],
    ...Object.fromEntries(
      [
        'CredentialsProviderError',
        'ExpiredTokenException',
        'InvalidSignatureException',
        'SignatureDoesNotMatch',
        'InvalidClientTokenId',
        'UnrecognizedClientException',
        'MissingAuthenticationTokenException',
        'RequestTimeTooSkewed',
      ].map((name) => [name, [500, 'no_credentials', false, 'Failures'] as const]),
    ),
  };

  test('the table has no row that is not tested here', () => {
    expect(Object.keys(CODES).sort()).toEqual(Object.keys(EXPECTED).sort());
    for (const error of Object.keys(sdk).filter(
      (name) => name.endsWith('Exception') && !name.startsWith('BedrockRuntimeService'),
    )) {
      expect(CODES).toHaveProperty(error);
    }
  });

  /** Codes of Node. Its errors have the name Error. */
  const CONNECTIONS = Object.fromEntries(
    [
      ...['ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EPROTO', 'EADDRNOTAVAIL'],
      ...['EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL'],
      ...['HPE_INVALID_CONSTANT', 'HPE_INVALID_CHUNK_SIZE', 'HPE_HEADER_OVERFLOW', 'ERR_STREAM_PREMATURE_CLOSE'],
      ...['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_TLS_CERT_ALTNAME_INVALID', 'SELF_SIGNED_CERT_IN_CHAIN'],
      ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
      ...['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'INVALID_CA', 'HOSTNAME_MISMATCH'],
    ].map((code) => [code, [502, 'connection_failed', true, 'Failures'] as const]),
  );

  test('other codes of Node are faults of the function', () => {
    for (const code of ['ENOENT', 'EACCES', 'ERR_INVALID_ARG_TYPE', 'ERR_STREAM_WRITE_AFTER_END', '']) {
      expect(failureOf(Object.assign(new Error('x'), { code }), NOVA)).toMatchObject({ code: 'internal' });
    }
  });

  test.each(Object.entries({ ...EXPECTED, ...CONNECTIONS }))('%s', async (name, [status, code, retryable, counted]) => {
    const error = Object.hasOwn(CONNECTIONS, name) ? Object.assign(new Error('SECRET'), { code: name }) : named(name);
    const reply = () => Promise.reject(Object.assign(error, { $metadata: { attempts: 3, requestId: 'up-1' } }));
    const whole = await run({ operation: 'converse', messages: MESSAGES }, { reply });
    expect(JSON.parse(whole.text)).toEqual({
      error: { status, code, retryable, message: expect.any(String), requestId: 'r-1' },
    });
    expect(whole.text).not.toMatch(/SECRET|\{model\}/);
    expect(whole.log).toMatchObject({
      outcome: code,
      status,
      attempts: 3,
      Retries: 2,
      bedrockRequestId: 'up-1',
      [counted]: 1,
      Requests: 1,
    });
    expect(JSON.stringify(whole.log)).not.toContain('SECRET');

    const streamed = await run({ operation: 'converseStream', messages: MESSAGES }, { reply });
    expect(parseEvents(streamed.text)).toEqual([{ event: 'error', data: JSON.parse(whole.text).error }]);
  });

  test('what no row knows goes by its status, else is internal', () => {
    const coded = (httpStatusCode: number) => failureOf({ name: 'Odd', $metadata: { httpStatusCode } }, NOVA).code;
    expect([403, 429, 500, 502, 503, 504, 418, 507, 200].map(coded)).toEqual([
      'access_denied',
      'throttled',
      'bedrock_internal',
      'service_unavailable',
      'service_unavailable',
      'service_unavailable',
      'rejected_by_bedrock',
      'bedrock_internal',
      'internal',
    ]);
    // An answer without the name of an error is not from Bedrock: a proxy's page, a redirect.
    const unnamed = (httpStatusCode: number) =>
      failureOf({ name: 'Unknown', $metadata: { httpStatusCode } }, NOVA).code;
    expect([301, 304, 403, 404, 407, 413, 429, 503].map(unnamed)).toEqual([
      ...Array<string>(6).fill('unreadable_answer'),
      'throttled',
      'service_unavailable',
    ]);
    for (const thrown of [
      undefined,
      null,
      'text',
      1,
      {},
      [],
      named('toString'),
      named('__proto__'),
      named('constructor'),
    ]) {
      expect(failureOf(thrown, undefined)).toMatchObject({ status: 500, code: 'internal', retryable: false });
    }
  });

  test.each([
    ['us-east-1', 'us.'],
    ['us-gov-west-1', 'us-gov.'],
    ['ca-central-1', 'us.'],
    ['eu-central-1', 'eu.'],
    ['ap-northeast-1', 'jp.'],
    ['ap-northeast-2', 'apac.'],
    ['ap-southeast-2', 'au.'],
    ['sa-east-1', 'global.'],
  ])('a model that only profiles reach, in %s: names one with %s', (region, prefix) => {
    const refused = named('ValidationException', 'Invocation of model ID x with on-demand throughput isn’t supported.');
    expect(failureOf(refused, 'anthropic.claude-x', region).message).toContain(`such as ${prefix}anthropic.claude-x:`);
  });

  test.each([
    ["The text field isn't supported", (text: string) => text.replaceAll("'", '\u2019')],
    ["The text field isn't supported", (text: string) => text.replaceAll("'", '\u02bc')],
    ["The text field isn't supported", (text: string) => text.replaceAll("'", '&#39;')],
    ['on-demand throughput is not supported', (text: string) => text.replaceAll('-', '\u2011')],
    ['on-demand throughput is not supported', (text: string) => text.replaceAll(' ', '\u00a0')],
    ['on-demand throughput is not supported', (text: string) => text.replaceAll(' ', '\n  ')],
    ['on-demand throughput is not supported', (text: string) => text.toUpperCase()],
  ])('%s: another spelling has the same code', (text, respell) => {
    const codeOf = (message: string) => failureOf(named('ValidationException', message), NOVA).code;
    expect(codeOf(text)).not.toBe('rejected_by_bedrock');
    expect(codeOf(respell(text))).toBe(codeOf(text));
  });

  test('a denial names the model and what may be missing', () => {
    const { message } = failureOf(named('AccessDeniedException'), CLAUDE);
    expect(message).toContain(CLAUDE);
    expect(message).toContain('access to this model may be missing');
  });
});

describe('streams that fail', () => {
  const metadata = { $metadata: { requestId: 'up-1', attempts: 2 } };
  const delta = (text: string) => ({ contentBlockDelta: { contentBlockIndex: 0, delta: { text } } });
  const STOP = { messageStop: { stopReason: 'end_turn' } };

  test.each<[string, readonly object[], string]>([
    ['thrown', [delta('a'), named('ThrottlingException')], 'throttled'],
    [
      'as an event',
      [delta('a'), { modelStreamErrorException: named('ModelStreamErrorException') }],
      'model_stream_error',
    ],
    ['as an event without a name', [delta('a'), { internalServerException: {} }], 'stream_interrupted'],
    ['a disconnect', [delta('a'), Object.assign(new Error('aborted'), { code: 'ECONNRESET' })], 'stream_interrupted'],
    ['an event that cannot be read', [delta('a'), named('SyntaxError')], 'unreadable_answer'],
    ['an end without messageStop', [delta('a')], 'stream_interrupted'],
    ['an end before anything', [], 'stream_interrupted'],
    ['after messageStop', [delta('a'), STOP, new Error('SECRET')], 'stream_interrupted'],
  ])('a stream that fails ends with an error event: %s', async (_, events, code) => {
    const { text, sent, log } = await run(
      { operation: 'converseStream', messages: MESSAGES },
      { reply: () => ({ ...metadata, stream: streamOf(...events) }) },
    );
    const parsed = parseEvents(text);
    expect(parsed.at(-1)).toEqual({ event: 'error', data: expect.objectContaining({ code, requestId: 'r-1' }) });
    expect(parsed.filter(({ event }) => event === 'error')).toHaveLength(1);
    expect(text).not.toContain('SECRET');
    expect(log.outcome).toBe(code);
    expect(sent[0]?.signal.aborted).toBe(true);
  });
});
