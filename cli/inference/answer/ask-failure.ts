import { OperatorError } from '../../../domain/operator-error';
import type { AnswerError } from '../../../lambda/inference/contract';
import { awsFailure, operatorErrorOf } from '../../aws/aws-failure';
import { parsed } from '../question/parsed';

/** What to do about an error of the function, by its code: lambda/inference/failures.ts. */
const REMEDIES: Readonly<Record<string, string>> = {
  invalid_request: 'Mend what is listed. docs/inference.md has every field.',
  access_denied: 'Look whether the account has access to the model: npm run preflight.',
  not_found: 'Look whether the model is offered in this Region, and not past its end of life: npm run preflight.',
  quota_exceeded: 'Raise the quota: npm run preflight says which.',
  no_credentials: "Look at the function's role: it was changed, or is being made.",
  deadline_exceeded: 'Ask for less with --max-tokens, or give the function more time: `inference.timeoutSeconds`.',
};

/** An answer of the function that says what went wrong. Its words are the function's own: no prompt is in them. */
export function operatorErrorOfAnswer(error: AnswerError): OperatorError {
  const { code, message, requestId, issues = [] } = error;
  const lines = issues.map(({ path, message: wrong }) => `  ${path || 'the request'}: ${wrong}`);
  const wrongModel = issues.some(({ path }) => path === 'modelId');
  const otherwise = error.retryable ? 'Ask again in a little while.' : `Its log has the request id ${requestId}.`;
  return new OperatorError(
    'PB-ASK-001',
    [`The function answers ${code}: ${message}`, ...lines].join('\n'),
    wrongModel
      ? 'Take one of these, or add yours to `models` in lib/config/deployments.ts and deploy.'
      : (REMEDIES[code] ?? otherwise),
  );
}

/** Errors that Lambda itself makes; in all others the words are those of the code, and may quote what it was given. */
const BY_LAMBDA = /^(Runtime|Sandbox|Function|Extension)\./;

/** The end of a stream of Lambda that has an error: the function did not live to answer. */
export function operatorErrorOfFunction(name: string, code: string, details: string | undefined): OperatorError {
  const said = BY_LAMBDA.test(code) ? messageIn(details) : undefined;
  return new OperatorError(
    'PB-ASK-002',
    `${name} failed: ${code}${said ? `: ${said}` : ''}`,
    'Look at its log, in the log group /private-bedrock/<deployment>/inference.',
  );
}

function messageIn(details = ''): string | undefined {
  const { errorMessage } = (parsed(details) ?? {}) as { readonly errorMessage?: unknown };
  return typeof errorMessage === 'string' ? errorMessage : undefined;
}

const notThere = (what: string, region: string, options: ErrorOptions) =>
  new OperatorError(
    'PB-ASK-003',
    `${what} is not in ${region} of this account.`,
    'Deploy it (`npx cdk deploy --all`), or look whether Region and account are right: `aws sts get-caller-identity`.',
    options,
  );

/** A stack whose outputs could not be read. */
export function operatorErrorOfStack(error: unknown, stack: string, region: string): OperatorError {
  // CloudFormation has no error of its own for this.
  if (awsFailure(error).name === 'ValidationError' && /does not exist/.test(awsFailure(error).what)) {
    return notThere(`Stack ${stack}`, region, { cause: error });
  }
  return operatorErrorOf(error, `Stack ${stack} in ${region} could not be read`);
}

/** A function that could not be invoked. */
export function operatorErrorOfInvoke(error: unknown, name: string, region: string): OperatorError {
  const { kind, name: errorName } = awsFailure(error);
  const cause = { cause: error };
  if (errorName === 'ResourceNotFoundException') return notThere(`Function ${name}`, region, cause);
  if (errorName === 'InvalidRequestContentException') {
    return new OperatorError(
      'PB-ASK-004',
      `Lambda cannot read the request to ${name}.`,
      'Look at the JSON of the request.',
      cause,
    );
  }
  if (errorName === 'RequestTooLargeException') {
    return new OperatorError(
      'PB-ASK-005',
      'The request is larger than Lambda takes: 6 MB.',
      'Ask with less text or fewer files.',
      cause,
    );
  }
  const failure = operatorErrorOf(error, `${name} in ${region} could not be asked`);
  if (kind !== 'access-denied') return failure;
  return new OperatorError(
    'PB-ASK-006',
    failure.message,
    "Ask as the deployment's invoker: its role is the output InvokerRoleArn of the access stack.",
    cause,
  );
}
