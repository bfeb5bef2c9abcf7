import {
  type ConverseCommandInput,
  ConverseRequest$,
  type ConverseStreamCommandInput,
  ConverseStreamRequest$,
  type InvokeModelCommandInput,
  InvokeModelRequest$,
  type InvokeModelWithResponseStreamCommandInput,
  InvokeModelWithResponseStreamRequest$,
} from '@aws-sdk/client-bedrock-runtime';
import { OPERATIONS, type Operation } from './contract';
import { checkDocument } from './document';
import type { Settings } from './env';
import type { Fields } from './fields';
import { withGuardrail } from './guardrail';
import { Issues, RequestError } from './issues';
import { checkShape, type Schema } from './shape';

/** What the SDK takes for each operation. */
interface Inputs {
  readonly converse: ConverseCommandInput;
  readonly converseStream: ConverseStreamCommandInput;
  readonly invokeModel: InvokeModelCommandInput;
  readonly invokeModelWithResponseStream: InvokeModelWithResponseStreamCommandInput;
}

/** A request that has been checked and completed: the model, the guardrail, bytes as bytes. */
export type Request = {
  readonly [O in Operation]: { readonly operation: O; readonly modelId: string; readonly input: Inputs[O] };
}[Operation];

const SCHEMAS: Readonly<Record<Operation, Schema>> = {
  converse: ConverseRequest$,
  converseStream: ConverseStreamRequest$,
  invokeModel: InvokeModelRequest$,
  invokeModelWithResponseStream: InvokeModelWithResponseStreamRequest$,
};

/** The operation that an event names, if it names one: it decides what form even a refusal takes. */
export const operationIn = (event: unknown): Operation | undefined => {
  const named = typeof event === 'object' && event !== null && 'operation' in event ? event.operation : undefined;
  return OPERATIONS.find((operation) => operation === named);
};

/** Reads an event, or throws a `RequestError` that names everything wrong with it. Nothing else looks at the event. */
export const readRequest = (event: unknown, settings: Settings): Request => {
  const issues = new Issues();
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw new RequestError([{ path: '', message: 'must be a JSON object' }]);
  }
  const operation = operationIn(event);
  if (!operation) throw new RequestError([{ path: 'operation', message: `must be one of: ${OPERATIONS.join(', ')}` }]);

  const { operation: _, ...fields } = event as Fields;
  const modelId = fields.modelId === undefined ? settings.allowedModels[0] : fields.modelId;
  if (!settings.allowedModels.includes(modelId as string)) {
    issues.add('modelId', `must be one of: ${settings.allowedModels.join(', ')}`);
  }
  const completed = withGuardrail(operation, { ...fields, modelId }, settings.guardrail, issues);
  const input =
    operation === 'converse' || operation === 'converseStream'
      ? conversation(operation, completed, issues)
      : invocation(operation, completed, issues);

  // Only what has been walked is measured: JSON.stringify would overflow on what the walk refuses.
  if (issues.count === 0 && Buffer.byteLength(JSON.stringify(event)) > settings.maxRequestBytes) {
    issues.add('', `must have at most ${settings.maxRequestBytes} bytes of JSON`);
  }
  if (issues.count > 0) throw new RequestError(issues.list);
  // The SDK's own schema of this very type has been held against the value: nothing narrower can be said in types.
  return { operation, modelId, input } as Request;
};

const conversation = (operation: Operation, fields: Fields, issues: Issues): unknown => {
  // Optional in the API only for prompts of prompt management, which are no model.
  if (fields.messages === undefined) issues.add('messages', 'is missing');
  return checkShape(SCHEMAS[operation], fields, issues);
};

/** The body is JSON here and bytes in the API. */
const invocation = (operation: Operation, fields: Fields, issues: Issues): unknown => {
  const { body, ...others } = fields;
  const input = checkShape(SCHEMAS[operation], { contentType: 'application/json', ...others }, issues) as object;
  if (body === undefined) issues.add('body', 'is missing');
  else checkDocument(body, 'body', issues);
  return { ...input, body: issues.count === 0 ? Buffer.from(JSON.stringify(body)) : undefined };
};
