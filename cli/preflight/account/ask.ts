import { awsFailure } from '../../aws/aws-failure';
import { type Finding, fail, skip } from '../finding';

/** A call to AWS failed; `action` is the IAM action that it needs. */
export class CallError extends Error {
  override readonly name = 'CallError';

  constructor(
    readonly action: string,
    readonly error: unknown,
  ) {
    super(`${action}: ${awsFailure(error).what}`, { cause: error });
  }
}

/**
 * One call to AWS, by the name of the IAM action that it needs, so that a refusal can be told by that name.
 *
 * @throws CallError
 */
export function ask<T>(action: string, call: () => Promise<T>): Promise<T> {
  return call().catch((error: unknown) => Promise.reject(new CallError(action, error)));
}

/** The same, with `undefined` for an answer by one of these errors, such as `ResourceNotFoundException`. */
export async function askOr<T>(
  action: string,
  absent: readonly string[],
  call: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await ask(action, call);
  } catch (error) {
    if (error instanceof CallError && absent.includes(awsFailure(error.error).name)) return undefined;
    throw error;
  }
}

/** Names of refusals that only one service has, beside those that every command knows. */
const REFUSALS = ['DependencyAccessDeniedException'];

/**
 * What is found, or why it could not be: a refusal is a skip that names the IAM action. Anything else is a fail, since
 * whether the account is ready is then not known. Never rejects, so that one part of a check cannot end the others.
 */
export async function settled(find: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await find();
  } catch (error) {
    return [findingOf(error)];
  }
}

/** An error as a line of the report. */
export function findingOf(error: unknown): Finding {
  const call = error instanceof CallError ? error : undefined;
  const { kind, name, what, remedy } = awsFailure(call ? call.error : error);
  if (call && (kind === 'access-denied' || REFUSALS.includes(name))) {
    return { ...skip(`not permitted: ${call.action}`), denied: call.action };
  }
  const asked = call ? `${call.action}: ` : '';
  if (name === 'SyntaxError' || /parse error/i.test(what)) {
    return fail(`could not be looked at: ${asked}what answers is not AWS`, {
      say: 'Look at AWS_ENDPOINT_URL, and for a proxy that answers in the place of AWS.',
    });
  }
  return fail(`could not be looked at: ${asked}${what} (${name})`, { say: remedy });
}

/** Findings of several things at once, in their order; what is in the way of several of them is said once. */
export async function eachSettled<T>(
  things: readonly T[],
  find: (thing: T) => Promise<readonly Finding[]>,
): Promise<readonly Finding[]> {
  const findings = (await Promise.all(things.map((thing) => settled(() => find(thing))))).flat();
  return findings.filter(({ text }, at) => findings.findIndex((earlier) => earlier.text === text) === at);
}
