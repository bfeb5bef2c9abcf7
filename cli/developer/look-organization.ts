import { DescribeOrganizationCommand, OrganizationsClient, paginateListRoots } from '@aws-sdk/client-organizations';
import { OperatorError } from '../../domain/operator-error';
import type { OrganizationPolicy } from '../../domain/organization/organization-policies';
import { findInAws, listFromAws } from '../aws/call-aws';
import { callerIdentity, stsClient } from '../aws/caller-identity';
import { clientConfig } from '../aws/client-config';

/** Region of the API of Organizations in the aws partition, whose organizations have none. */
const REGION = 'us-east-1';

/**
 * Looks whether the credentials can change policies of these types in the organization. Changes nothing.
 *
 * @returns what it found, in lines
 * @throws OperatorError in a member account, without an organization, or without a type of policy
 */
export async function lookOrganization(policies: readonly OrganizationPolicy[]): Promise<readonly string[]> {
  const { account } = await callerIdentity(stsClient(REGION));
  const client = new OrganizationsClient(clientConfig(REGION));
  try {
    const found = await findInAws(
      'organizations:DescribeOrganization',
      () => client.send(new DescribeOrganizationCommand({})),
      ['AWSOrganizationsNotInUseException'],
    );
    const { Id, MasterAccountId, FeatureSet } = found?.Organization ?? {};
    if (MasterAccountId === undefined) {
      throw new OperatorError(
        'PB-POLICIES-003',
        `Account ${account} is in no organization: nothing applies a service control policy.`,
        'Use credentials of the management account of an organization.',
      );
    }
    if (MasterAccountId !== account) {
      throw new OperatorError(
        'PB-POLICIES-004',
        `Account ${account} is a member of organization ${Id}. Only its management account, ${MasterAccountId}, sets policies.`,
        `Use credentials of ${MasterAccountId}, and deploy PrivateBedrockOrganization there.`,
      );
    }
    if (FeatureSet !== 'ALL') {
      throw new OperatorError(
        'PB-POLICIES-005',
        `Organization ${Id} has only consolidated billing, which has no policies.`,
        'Enable all features: `aws organizations enable-all-features`. Every member account must agree.',
      );
    }
    const roots = await listFromAws('organizations:ListRoots', paginateListRoots({ client }, {}), (page) => page.Roots);
    for (const { Id: root, PolicyTypes = [] } of roots) assertTypes(policies, root, PolicyTypes);
    return [
      `Account ${account} is the management account of organization ${Id}, which has both types of policies.`,
      '',
    ];
  } finally {
    client.destroy();
  }
}

function assertTypes(
  policies: readonly OrganizationPolicy[],
  root: string | undefined,
  types: readonly { readonly Type?: string; readonly Status?: string }[],
): void {
  const enabled = types.filter(({ Status }) => Status === 'ENABLED').map(({ Type }) => Type);
  const missing = [...new Set(policies.map(({ type }) => type))].filter((type) => !enabled.includes(type));
  if (missing.length === 0) return;
  throw new OperatorError(
    'PB-POLICIES-006',
    `Root ${root} does not have the type ${missing.join(' and ')} enabled: such a policy cannot be attached.`,
    missing.map((type) => `aws organizations enable-policy-type --root-id ${root} --policy-type ${type}`).join('\n'),
  );
}
