import type { CallerIdentity } from '../../aws/caller-identity';

/** Principal of the credentials. */
export interface Caller extends CallerIdentity {
  readonly kind: 'root' | 'user' | 'role' | 'federated-user' | 'unknown';
  /** Name of the user, or of the role without its path, which the ARN of a session does not contain. */
  readonly name: string;
  /** Name of the session, for example a person's name with Identity Center. */
  readonly session?: string;
}

/** Reads the principal from its ARN. Source: IAM User Guide, "IAM identifiers". */
export function callerOf({ account, arn }: CallerIdentity): Caller {
  const resource = arn.split(':').slice(5).join(':');
  const [type = '', ...path] = resource.split('/');
  const last = path.at(-1) ?? '';
  if (resource === 'root') return { account, arn, kind: 'root', name: 'root' };
  if (type === 'user') return { account, arn, kind: 'user', name: last };
  if (type === 'federated-user') return { account, arn, kind: 'federated-user', name: last };
  if (type === 'assumed-role') return { account, arn, kind: 'role', name: path[0] ?? '', session: last };
  return { account, arn, kind: 'unknown', name: resource };
}
