import { OperatorError } from '../../domain/operator-error';
import { type AwsFailure, awsFailure } from './aws-failure';

/** Failed call to AWS. `action` is the IAM action that the call needs. */
export class AwsCallError extends OperatorError {
  constructor(
    readonly action: string,
    readonly failure: AwsFailure,
    { subject, remedies = {} }: CallDetails,
    cause: unknown,
  ) {
    const { code, kind, name, message, remedy } = failure;
    super(
      code,
      `${action} failed${subject ? ` for ${subject}` : ''}: ${message} (${name})`,
      remedies[name] ?? remedies[kind] ?? remedy,
      { cause },
    );
  }
}

export interface CallDetails {
  /** Name of the resource that the call is about. */
  readonly subject?: string;
  /** Remedies that are more precise than the general one, by AWS's name of the error or by the kind of failure. */
  readonly remedies?: Readonly<Record<string, string>>;
}

/** Returns an error of the AWS SDK as one that a command prints. */
export const awsCallError = (action: string, error: unknown, details: CallDetails = {}): OperatorError =>
  error instanceof OperatorError ? error : new AwsCallError(action, awsFailure(error), details, error);

/**
 * Calls AWS.
 *
 * @param action the IAM action that the call needs, such as `s3:ListBucket`
 * @throws AwsCallError
 */
export function callAws<T>(action: string, call: () => Promise<T>, details?: CallDetails): Promise<T> {
  return call().catch((error) => Promise.reject(awsCallError(action, error, details)));
}

/**
 * Calls AWS. Returns undefined when AWS answers that the resource does not exist.
 *
 * @param absent AWS's names of further errors that mean the same
 * @throws AwsCallError
 */
export async function findInAws<T>(
  action: string,
  call: () => Promise<T>,
  absent: readonly string[] = [],
): Promise<T | undefined> {
  try {
    return await callAws(action, call);
  } catch (error) {
    if (error instanceof AwsCallError && (error.failure.kind === 'not-found' || absent.includes(error.failure.name))) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Lists all items of all pages.
 *
 * @param pages from one of the SDK's paginators
 * @throws AwsCallError
 */
export function listFromAws<Page, Item>(
  action: string,
  pages: AsyncIterable<Page>,
  itemsOf: (page: Page) => readonly Item[] | undefined,
): Promise<Item[]> {
  return callAws(action, async () => {
    const items: Item[] = [];
    for await (const page of pages) items.push(...(itemsOf(page) ?? []));
    return items;
  });
}
