import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { DEPLOYMENT_TAG } from '../../domain/deployment/names/tags';
import { ADMINISTRATOR_ACTIONS } from '../bedrock/administrator-actions';
import { acknowledge } from '../checks/acknowledge';
import { RolePolicy } from '../iam/role-policy';
import { BedrockPersona, type BedrockPersonaProps } from './bedrock-persona';

const TAG_ACTIONS = ['bedrock:Create*', 'bedrock:TagResource', 'bedrock:UntagResource'] as const;

/**
 * Matches requests that set or remove the tag of a deployment, by which the workflow and the tuner stop and delete. In any
 * case of its letters, since a condition on a tag matches the key in any case.
 */
const TAGS = { 'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': DEPLOYMENT_TAG } };

/**
 * Person who administers Bedrock in this account: the AWS managed policy AmazonBedrockFullAccess, within the permissions
 * boundary. A Deny leaves only `ADMINISTRATOR_ACTIONS`, and no tag of a deployment.
 *
 * @example
 * const administrator = new BedrockAdministrator(stack, 'Administrator');
 * guardrail.grantApply(administrator.policy);
 * iam.PermissionsBoundary.of(administrator).apply(boundary);
 */
export class BedrockAdministrator extends BedrockPersona {
  /**
   * Policy for grants. AmazonBedrockFullAccess has no KMS action that applies to a customer managed key.
   * Made with the first grant, since IAM accepts no policy without a statement.
   */
  get policy(): iam.ManagedPolicy {
    const existing = this.node.tryFindChild('Policy') as iam.ManagedPolicy | undefined;
    return existing ?? new RolePolicy(this, 'Policy', { description: 'Keys of Bedrock administration', role: this });
  }

  constructor(scope: Construct, id: string, props: BedrockPersonaProps = {}) {
    super(scope, id, 'Administers Amazon Bedrock within the permissions boundary', props);
    this.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AmazonBedrockFullAccess'));
    new RolePolicy(this, 'Limits', {
      description: 'Denies everything except administration, and setting the tag of a deployment',
      role: this,
      statements: [
        deny('OnlyAdministration', { notActions: [...ADMINISTRATOR_ACTIONS] }),
        deny('SetNoDeploymentTag', { actions: [...TAG_ACTIONS], conditions: TAGS }),
      ],
    });
    acknowledge(this, {
      rule: 'AwsSolutions-IAM4',
      finding: 'Policy::arn:<AWS::Partition>:iam::aws:policy/AmazonBedrockFullAccess',
      reason: 'The administrator needs this AWS managed policy; the permissions boundary of the role limits it.',
    });
  }
}

const deny = (sid: string, props: iam.PolicyStatementProps) =>
  new iam.PolicyStatement({ sid, effect: iam.Effect.DENY, resources: ['*'], ...props });
