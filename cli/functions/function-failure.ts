import { OperatorError } from '../../domain/operator-error';
import type { AnswerError } from '../../lambda/shared/contract';
import type { DeploymentCommands } from '../app/deployment-commands';
import { parseJson } from './parse-json';

/** Returns the remedy if the stack or the function of a deployment does not exist. @param commands undefined if only the function is known */
export const notDeployed = (commands: DeploymentCommands | undefined): string =>
  `Deploy it${commands ? ` (\`${commands.cdk(`deploy ${commands.everything}`)}\`)` : ''}, or check the Region and the account: \`aws sts get-caller-identity\`.`;

/**
 * Returns the remedies for an invocation that Lambda refuses, by the name or the kind of the error.
 *
 * @param alias alias that was called: IAM lets a session call only that of its own audience, and a team only its own
 */
export const invokeRemedies = (
  commands?: DeploymentCommands,
  alias?: string,
  aliasOf: 'audience' | 'team' = 'audience',
): Readonly<Record<string, string>> => ({
  'access-denied':
    alias === undefined
      ? "Assume the deployment's invoker role: output invokerRoleArn of the access stack."
      : ALIAS_DENIED[aliasOf](alias),
  'not-found':
    alias === undefined
      ? notDeployed(commands)
      : `The function has no alias ${alias}: deploy the row that declares it, or omit --${aliasOf}.`,
  InvalidRequestContentException: 'Correct the JSON of the request.',
  RequestTooLargeException: 'Send less text or fewer files: Lambda accepts 6 MB.',
});

const ALIAS_DENIED = {
  audience: (name: string) =>
    `Use a session whose tag private-bedrock:audience is ${name}, or omit --audience: docs/knowledge.md says how to get one.`,
  team: (name: string) =>
    `Assume the role of the team: output team${name}RoleArn of the access stack. Without --team, assume that of the invoker.`,
} as const;

/** Remedies for an error of the function, by its code: lambda/shared/failures/failure-rows.ts. */
const remediesWith = (preflight: string, docs: string): Readonly<Record<string, string>> => ({
  invalid_request: `Correct the fields above. ${docs} describes every field.`,
  access_denied:
    'Check the three causes in this order; docs/runbooks/access-denied.md describes each, and ' +
    `${preflight} finds the third.`,
  not_found: `Check that this Region offers the model, and its end of life: ${preflight}.`,
  use_case_form_missing: 'Submit the form in the Bedrock console, then ask again in 15 minutes.',
  daily_quota_exceeded: `Ask again tomorrow, or raise the quota: ${preflight} names it.`,
  knowledge_base_not_found: 'Deploy the knowledge stack again, then sync the documents.',
  retrieval_denied: 'Check the two causes in this order; docs/runbooks/access-denied.md describes each.',
  retrieval_refused: 'Compare --filter with the attributes of the documents. docs/knowledge.md describes filters.',
  quota_exceeded: `Raise the quota: ${preflight} names it.`,
  no_credentials: "Check the function's role: it is changed, or not ready yet.",
  deadline_exceeded: 'Ask for less with --max-tokens, or give the function more time: `inference.timeoutSeconds`.',
});

/** Failure that the function reports in its answer. */
export class FunctionAnsweredError extends OperatorError {
  constructor(
    code: OperatorError['code'],
    message: string,
    remedy: string,
    readonly isRetryable: boolean,
  ) {
    super(code, message, remedy);
  }
}

/**
 * Returns the error for an answer of the function that reports a failure. The function puts no prompt into it.
 *
 * @param commands undefined if only the function is known
 * @param docs page about the fields of its requests
 */
export function functionAnsweredError(
  error: AnswerError,
  commands: DeploymentCommands | undefined,
  docs = 'docs/inference.md',
): OperatorError {
  const { code, message, requestId, issues = [] } = error;
  const lines = issues.map(({ path, message: issue }) => `  ${path || 'the request'}: ${issue}`);
  const isWrongModel = issues.some(({ path }) => path === 'modelId');
  const notRetryable =
    error.status < 500
      ? 'docs/inference.md has the remedy of each code.'
      : `Look up request id ${requestId} in the function's log.`;
  const fallback = error.retryable ? 'Ask again in a minute.' : notRetryable;
  return new FunctionAnsweredError(
    'PB-ASK-001',
    [`The function answers ${code}: ${message}`, ...lines].join('\n'),
    isWrongModel
      ? 'Use one of these models, or add yours to `models` of the row and deploy.'
      : (remediesWith(commands ? `\`${commands.own('preflight')}\`` : 'preflight', docs)[code] ?? fallback),
    error.retryable,
  );
}

/** Errors of Lambda itself. All other messages come from code, and can quote its input. */
const LAMBDA_ERROR = /^(Runtime|Sandbox|Function|Extension)\./;

/** Returns the error for a stream of Lambda that ends with one: the function died before it could answer. */
export function functionFailed(name: string, code: string, details: string | undefined): OperatorError {
  const message = LAMBDA_ERROR.test(code) ? messageIn(details) : undefined;
  return new OperatorError(
    'PB-ASK-002',
    `${name} failed: ${code}${message ? `: ${message}` : ''}`,
    'Read its log, in a log group below /private-bedrock/<deployment>/.',
  );
}

function messageIn(details = ''): string | undefined {
  const { errorMessage } = (parseJson(details) ?? {}) as { readonly errorMessage?: unknown };
  return typeof errorMessage === 'string' ? errorMessage : undefined;
}
