import { CfnOutput, Stack } from 'aws-cdk-lib';
import * as organizations from 'aws-cdk-lib/aws-organizations';
import type { Construct } from 'constructs';
import type { OrganizationConfig } from '../../../domain/organization/organization-config';
import { organizationPolicies } from '../../../domain/organization/organization-policies';

/** Policies of an organization, in its management account. */
export class OrganizationStack extends Stack {
  constructor(scope: Construct, id: string, config: OrganizationConfig) {
    super(scope, id, {
      // No deployment has this name: theirs begin with `private-bedrock-`.
      stackName: 'bedrock-organization',
      description: 'Private Bedrock: policies of the organization for Amazon Q Developer, Kiro and AI services',
      // With the account named, the CDK refuses credentials of any other one.
      env: { account: config.managementAccount, region: config.region },
      terminationProtection: true,
    });
    const policies = organizationPolicies(config).map(
      ({ name, type, description, content }) =>
        new organizations.CfnPolicy(
          this,
          name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
          {
            ...{ name, type, description, content, targetIds: [...config.targets] },
          },
        ),
    );
    // Organizations refuses two changes at once: ConcurrentModificationException.
    for (const [index, policy] of policies.entries()) {
      const before = policies[index - 1];
      if (before) policy.addResourceDependency(before);
    }
    new CfnOutput(this, 'Policies', { value: policies.map((policy) => policy.name).join(', ') });
  }

  /** Returns the only partition whose Regions the configuration supports; the CDK would load the facts of all Regions. */
  override get partition(): string {
    return 'aws';
  }
}
