/** Protocol between LocalFunction and its child process: HTTP with the names of Lambda's runtime API. */

/** Request header: id of the invocation. */
export const REQUEST_ID = 'lambda-runtime-aws-request-id';
/** Request header: deadline, in milliseconds since 1970. */
export const DEADLINE_MS = 'lambda-runtime-deadline-ms';
/** Request header. */
export const FUNCTION_ARN = 'lambda-runtime-invoked-function-arn';

/** Trailers of an answer that the handler did not finish: the name of the error, and a FunctionErrorBody in base64. */
export const ERROR_TYPE = 'lambda-runtime-function-error-type';
export const ERROR_BODY = 'lambda-runtime-function-error-body';

/** Error as Lambda returns it to the caller. */
export interface FunctionErrorBody {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

/** First message of the child: the port it listens on, or the reason why it cannot. */
export type Started = { readonly port: number } | { readonly error: FunctionErrorBody };

export function errorBody(error: unknown): FunctionErrorBody {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: error.stack?.split('\n') ?? [] };
}
