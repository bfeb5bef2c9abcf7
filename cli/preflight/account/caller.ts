/** Who the credentials are, from the ARN that `GetCallerIdentity` answers. */
export interface Caller {
  readonly account: string;
  readonly arn: string;
  readonly kind: 'root' | 'user' | 'role' | 'federated-user' | 'other';
  /** Name of the user, or of the role without its path, which a session's ARN does not tell. */
  readonly name: string;
  /** Name of the session, such as a person's name with Identity Center. */
  readonly session?: string;
}

/** Source: IAM User Guide, "IAM identifiers": arn:aws:sts::<account>:assumed-role/<role>/<session>, and its kind. */
export function callerOf(account: string, arn: string): Caller {
  const resource = arn.split(':').slice(5).join(':');
  const [type = '', ...path] = resource.split('/');
  const last = path.at(-1) ?? '';
  if (resource === 'root') return { account, arn, kind: 'root', name: 'root' };
  if (type === 'user') return { account, arn, kind: 'user', name: last };
  if (type === 'federated-user') return { account, arn, kind: 'federated-user', name: last };
  if (type === 'assumed-role') return { account, arn, kind: 'role', name: path[0] ?? '', session: last };
  return { account, arn, kind: 'other', name: resource };
}
