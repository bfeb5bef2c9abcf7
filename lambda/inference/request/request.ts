import {
  ConverseRequest$,
  ConverseStreamRequest$,
  InvokeModelRequest$,
  InvokeModelWithResponseStreamRequest$,
} from '@aws-sdk/client-bedrock-runtime';
import { type Fields, isObject } from '../../shared/fields';
import { Issues, RequestError } from '../../shared/issues';
import { toJson } from '../../shared/numbers';
import { OPERATIONS, type Operation } from '../contract';
import type { Settings } from '../env';
import { checkConversation } from './conversation';
import { checkDocument } from './document';
import { withGuardrail } from './guardrail';
import { checkShape, type Schema } from './shape';

/** Input of every command: the body as it is sent, and the fields that become the path or headers. */
export interface RawInput {
  readonly modelId: string;
  readonly body: string;
}

/** Request that has been checked and completed with the model and the guardrail. */
export interface Request {
  readonly operation: Operation;
  readonly modelId: string;
  readonly input: RawInput;
}

const SCHEMAS: Readonly<Record<Operation, Schema>> = {
  converse: ConverseRequest$,
  converseStream: ConverseStreamRequest$,
  invokeModel: InvokeModelRequest$,
  invokeModelWithResponseStream: InvokeModelWithResponseStreamRequest$,
};

/** Returns the operation that an event names, if any. It decides the form of every answer, also of a refusal. */
export const operationIn = (event: unknown): Operation | undefined => {
  const named = isObject(event) ? event.operation : undefined;
  return OPERATIONS.find((operation) => operation === named);
};

/** Reads an event. @throws RequestError with all issues. No other code reads the event. */
export const readRequest = (event: unknown, settings: Settings): Request => {
  const issues = new Issues();
  if (!isObject(event)) throw new RequestError([{ path: '', message: 'must be a JSON object' }]);
  const operation = operationIn(event);
  if (!operation) throw new RequestError([{ path: 'operation', message: `must be one of: ${OPERATIONS.join(', ')}` }]);

  const { operation: _, ...fields } = event;
  const modelId = fields.modelId === undefined ? settings.allowedModels[0] : fields.modelId;
  if (!settings.allowedModels.includes(modelId as string)) {
    issues.add('modelId', `must be one of: ${settings.allowedModels.join(', ')}`);
  }
  const completed = withGuardrail(operation, { ...fields, modelId }, settings.guardrail, issues);
  if (operation === 'converse' || operation === 'converseStream') checkConverse(operation, completed, issues);
  else checkInvokeModel(operation, completed, issues);

  // The size is measured after the walk, which refuses what would overflow JSON.stringify.
  if (issues.count === 0 && Buffer.byteLength(toJson(event)) > settings.maxRequestBytes) {
    issues.add('', `must have at most ${settings.maxRequestBytes} bytes of JSON`);
  }
  if (issues.count > 0) throw new RequestError(issues.list);
  return { operation, modelId: modelId as string, input: inputOf(operation, completed) };
};

const checkConverse = (operation: Operation, fields: Fields, issues: Issues): void => {
  // The API only allows its absence for prompts of prompt management, which are no models.
  if (fields.messages === undefined) issues.add('messages', 'is missing');
  const before = issues.count;
  checkShape(SCHEMAS[operation], fields, issues);
  if (issues.count === before) checkConversation(fields, issues);
};

/** The body is JSON here and bytes in the API. */
const checkInvokeModel = (operation: Operation, { body, ...others }: Fields, issues: Issues): void => {
  checkShape(SCHEMAS[operation], others, issues);
  if (body === undefined) issues.add('body', 'is missing');
  else checkDocument(body, 'body', issues);
};

/** Splits the checked fields into the body that is sent and the rest, which the SDK puts into path and headers. */
const inputOf = (operation: Operation, fields: Fields): RawInput => {
  const { modelId, body, ...others } = fields;
  const input =
    operation === 'converse' || operation === 'converseStream'
      ? { modelId, body: toJson(others) }
      : { contentType: 'application/json', ...others, modelId, body: toJson(body) };
  // The SDK's own schema has been checked against these values; types cannot say it.
  return input as RawInput;
};
