import { AwsRestJsonProtocol } from '@aws-sdk/core/protocols';
import { collectBody } from '@smithy/core/protocols';
import { isKnown, named, streamFailure } from '../../shared/failures/failures';
import type { RawInput } from '../request/request';
import { type RawEvent, readEvents } from './event-stream';

type Serialize = AwsRestJsonProtocol['serializeRequest'];
type Deserialize = AwsRestJsonProtocol['deserializeResponse'];
type Response = Parameters<Deserialize>[2];

/** Output of Converse and InvokeModel: the body as it was received. */
export interface RawDocument {
  readonly $metadata: object;
  readonly bytes: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** Output of the two streaming operations. */
export interface RawStream {
  readonly $metadata: object;
  readonly events: AsyncIterable<RawEvent>;
}

/**
 * Protocol of bedrock-runtime that leaves bodies as they are. The SDK's own reads them into its types and writes them
 * again: numbers change on the way, and so does everything that this version of the SDK does not know.
 */
export class BedrockProtocol extends AwsRestJsonProtocol {
  override async serializeRequest(...[operation, input, context]: Parameters<Serialize>): ReturnType<Serialize> {
    const { body, ...others } = input as RawInput;
    const request = await super.serializeRequest(operation, others, context);
    request.body = Buffer.from(body);
    return request;
  }

  override async deserializeResponse(...[operation, context, response]: Parameters<Deserialize>): Promise<never> {
    const $metadata = this.deserializeMetadata(response);
    if (response.statusCode >= 300) return this.fail(operation, context, response);
    if (!isType(response, TYPES[operation.name] ?? EVENT_STREAM)) throw named('UnreadableAnswerError');
    const answer = operation.name.endsWith('Stream')
      ? { $metadata, events: await openEvents(response) }
      : { $metadata, bytes: await collectBody(response.body, context), headers: response.headers };
    // The SDK's types have its own outputs here.
    return answer as never;
  }

  /** Throws the error that a response names. A page of a proxy names none, or one that is not of AWS. */
  private async fail(...[operation, context, response]: Parameters<Deserialize>): Promise<never> {
    try {
      return (await super.deserializeResponse(operation, context, response)) as never;
    } catch (error) {
      const isOfAws = MARKS_OF_AWS.some((header) => header in response.headers);
      if ((error as Error).name !== 'SyntaxError' && (isOfAws || isKnown(error))) throw error;
      throw Object.assign(named('UnknownError'), { $metadata: this.deserializeMetadata(response) });
    }
  }
}

/** AWS sends at least one of these with every error. */
const MARKS_OF_AWS = ['x-amzn-errortype', 'x-amzn-requestid', 'x-amz-request-id'];

const EVENT_STREAM = /^application\/vnd\.amazon\.eventstream\b/i;
/** Content types of the operations that answer with a document. A model can answer InvokeModel with media. */
const TYPES: Readonly<Record<string, RegExp>> = {
  Converse: /^application\/(?:[\w.+-]+\+)?json\b|^$/i,
  InvokeModel: /^application\/(?:(?:[\w.+-]+\+)?json|octet-stream)\b|^(?:audio|image|video)\/|^$/i,
};

/** Tells if a response has a content type, and its bytes are not packed. Bedrock never packs them. */
const isType = ({ headers }: Response, expected: RegExp): boolean =>
  expected.test(headers['content-type'] ?? '') && (headers['content-encoding'] ?? 'identity') === 'identity';

/** Waits for the first event: a throttle that opens the stream can still be retried. */
const openEvents = async (response: Response): Promise<AsyncIterable<RawEvent>> => {
  const events = readEvents(response.body);
  let first: IteratorResult<RawEvent>;
  try {
    first = await events.next();
  } catch (error) {
    throw streamFailure(error);
  }
  return (async function* () {
    if (first.done) return;
    yield first.value;
    yield* events;
  })();
};
