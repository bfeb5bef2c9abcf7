import { Aspects, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, type IConstruct } from 'constructs';
import { countPolicyCharacters, EMPTY_POLICY, limitPolicySize, MAX_MANAGED_POLICY } from '../../checks/policy-size';
import { BedrockPermissionsBoundary, type BedrockPermissionsBoundaryProps } from './bedrock-permissions-boundary';
import { boundaryAsDenies } from './boundary-as-denies';

/**
 * The limits of `BedrockPermissionsBoundary` as Deny policies, for roles whose boundary is that of the organization: IAM
 * attaches one boundary to a role. An administrator of the account can detach them with `iam:DetachRolePolicy`.
 *
 * @example
 * const denies = new BedrockDenyPolicies(stack, 'Denies', {
 *   models: [model],
 *   passableRolePrefix: 'AmazonBedrock-',
 * });
 * denies.applyTo(app);
 */
export class BedrockDenyPolicies extends Construct {
  /** As many as their size needs. A role takes ten policies. */
  readonly policies: readonly iam.ManagedPolicy[];

  constructor(scope: Construct, id: string, props: BedrockPermissionsBoundaryProps) {
    super(scope, id);
    const statements = boundaryAsDenies(BedrockPermissionsBoundary.statements(this, props));
    this.policies = this.pack(statements).map((some, index) => {
      const policy = new iam.ManagedPolicy(this, `Denies${index + 1}`, {
        description: 'What no role of this deployment may do',
        document: new iam.PolicyDocument({ minimize: true, statements: [...some] }),
      });
      limitPolicySize(policy, 'remove models from the row');
      return policy;
    });
  }

  /** Attaches the policies to every role in this scope. */
  applyTo(scope: IConstruct): void {
    Aspects.of(scope).add({
      visit: (node) => {
        if (node instanceof iam.Role) for (const policy of this.policies) node.addManagedPolicy(policy);
      },
    });
  }

  /** Puts the statements into documents, in order, each as long as IAM accepts. */
  private pack(statements: readonly iam.PolicyStatement[]): readonly (readonly iam.PolicyStatement[])[] {
    const documents: iam.PolicyStatement[][] = [];
    let room = 0;
    for (const statement of statements) {
      const size = countPolicyCharacters(Stack.of(this).resolve(statement.toStatementJson())) + 1;
      if (size > room) {
        documents.push([]);
        room = MAX_MANAGED_POLICY - EMPTY_POLICY;
      }
      documents.at(-1)?.push(statement);
      room -= size;
    }
    return documents;
  }
}
