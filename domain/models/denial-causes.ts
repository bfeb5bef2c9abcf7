import type { InvocableModel } from './invocable-model';

/**
 * Lists the usual causes why Bedrock denies an invocation, the most frequent first. docs/runbooks/access-denied.md
 * describes each.
 */
export function denialCauses(region: string, models: readonly Pick<InvocableModel, 'targets'>[]): readonly string[] {
  const behind = models.flatMap(({ targets }) => targets).filter(({ throughProfile }) => throughProfile !== undefined);
  const destinations = behind.map(({ arn, requestedRegion }) => requestedRegion ?? arn.split(':')[3] ?? '');
  const others = [...new Set(destinations)].filter((name) => name !== region).sort();
  return [
    `a service control policy that denies ${region}${
      others.length > 0 ? `, or a destination of an inference profile: ${others.join(', ')}` : ''
    }`,
    'the policies and the permissions boundary of the role, and the policy of the VPC endpoint',
    'access to the model in the account: agreement, use case form',
  ];
}
