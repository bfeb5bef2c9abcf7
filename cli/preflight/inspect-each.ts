import { OperatorError } from '../../domain/operator-error';
import { AwsCallError, awsCallError } from '../aws/call-aws';
import { fail, type InspectionResult, skip } from './inspection-result';

/** Runs an inspection. Never rejects, so that a failed part does not end the others. */
export async function inspectSafely(
  inspect: () => Promise<readonly InspectionResult[]>,
): Promise<readonly InspectionResult[]> {
  try {
    return await inspect();
  } catch (error) {
    return [resultOfError(error)];
  }
}

/**
 * Returns an error as a line of the report. A denied call is a skip that names the IAM action. Any other error is a fail:
 * the account may then not be ready.
 */
export function resultOfError(error: unknown): InspectionResult {
  if (error instanceof AwsCallError && error.failure.kind === 'access-denied') {
    return { ...skip(`not permitted: ${error.action}`), denied: error.action };
  }
  const { message, remedy } = error instanceof OperatorError ? error : awsCallError('The inspection', error);
  return fail(message, { say: remedy });
}

/** Inspects several subjects at once. Returns the results in order; an error that several of them have appears once. */
export async function inspectEach<T>(
  subjects: readonly T[],
  inspect: (subject: T) => Promise<readonly InspectionResult[]>,
): Promise<readonly InspectionResult[]> {
  const results = (await Promise.all(subjects.map((subject) => inspectSafely(() => inspect(subject))))).flat();
  return results.filter(({ text }, at) => results.findIndex((earlier) => earlier.text === text) === at);
}
