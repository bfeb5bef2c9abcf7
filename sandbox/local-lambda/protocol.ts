/** How LocalFunction and its child talk: HTTP, by the names of Lambda's own runtime API. */

/** Of a request: what the invocation is. */
export const REQUEST_ID = 'lambda-runtime-aws-request-id';
/** Milliseconds since 1970. */
export const DEADLINE_MS = 'lambda-runtime-deadline-ms';
export const FUNCTION_ARN = 'lambda-runtime-invoked-function-arn';

/** Trailers of an answer that the handler did not finish: a name, and a FunctionErrorBody in base64. */
export const ERROR_TYPE = 'lambda-runtime-function-error-type';
export const ERROR_BODY = 'lambda-runtime-function-error-body';

/** An error as Lambda shows it to whoever invoked the function. */
export interface FunctionErrorBody {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** The child's one message: where it listens, or why it cannot. */
export type Started = { readonly port: number } | { readonly error: FunctionErrorBody };

export function errorBody(error: unknown): FunctionErrorBody {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
}
