import { Aws } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type InvocableModel, invocableModel } from '../../domain/models/invocable-model';
import { PermissionsBoundary } from '../access/permissions-boundary';
import { Guardrail } from '../bedrock/guardrail';
import { CustomerManagedKey } from '../encryption/customer-managed-key';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

/** What all other stacks stand on: the key, the guardrail, and the boundary of every role. Costs nothing but the key. */
export class FoundationStack extends DeploymentStack {
  readonly key: CustomerManagedKey;
  readonly models: readonly InvocableModel[];
  readonly guardrail: Guardrail | undefined;
  readonly boundary: PermissionsBoundary;

  constructor(scope: Construct, id: string, props: DeploymentProps) {
    super(scope, id, props, {
      description: 'Private Bedrock: customer managed key, guardrail, permissions boundary',
      holdsData: true,
    });
    const { config } = props;
    this.key = new CustomerManagedKey(this, 'Key', {
      alias: this.names.keyAlias,
      logGroupPrefix: this.names.logGroups,
      keepData: config.keepData,
    });
    this.models = config.models.map((reference) =>
      invocableModel(reference, { region: config.region, account: Aws.ACCOUNT_ID, partition: this.partition }),
    );
    this.guardrail =
      config.guardrail &&
      new Guardrail(this, 'Guardrail', {
        name: this.names.prefix,
        encryptionKey: this.key,
        ...config.guardrail,
      });
    this.boundary = new PermissionsBoundary(this, 'Boundary', {
      models: this.models,
      guardrail: this.guardrail?.applied,
      passableRoles: this.names.bedrockRoles,
      // A model that is new is asked before it can be in any row.
      invokesOthers:
        config.fineTuning && `arn:${this.partition}:iam::${Aws.ACCOUNT_ID}:role/${this.names.tuningWorkflowRole}`,
    });
  }
}
