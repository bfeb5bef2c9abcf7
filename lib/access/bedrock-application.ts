import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { ApplicationsConfig } from '../../domain/deployment/config/applications-config';
import { RolePolicy } from '../iam/role-policy';
import { serviceTrust } from '../iam/service-trust';
import { trustAudience } from '../iam/tag-trust';
import { externalId } from './persona-trust';

export interface BedrockApplicationProps extends Omit<ApplicationsConfig, 'callModels'> {
  /**
   * Team whose applications these are.
   *
   * @default - none
   */
  readonly team?: string;
  /**
   * Sessions can carry the audience of their caller.
   *
   * @default false
   */
  readonly hasAudiences?: boolean;
}

/**
 * Role that applications assume: it has the invoker's right to call the models and no other. The roles of applications are
 * named one by one, without MFA, which no application can meet. A service is admitted only for its resource in this account.
 * Sessions last one hour, which is also the most that IAM allows to a role that assumes another.
 *
 * @example
 * const application = new BedrockApplication(stack, 'Application', {
 *   principals: ['arn:aws:iam::111122223333:role/web'],
 * });
 * inferenceFunction.grantInvoke(application.policy);
 */
export class BedrockApplication extends iam.Role {
  /** Policy for grants; it needs at least one, since IAM accepts no policy without a statement. */
  readonly policy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: BedrockApplicationProps) {
    const description = `Calls the inference function for ${props.team === undefined ? 'applications' : `the team ${props.team}`}`;
    const principals = (props.principals ?? []).map((arn) => new iam.ArnPrincipal(arn));
    super(scope, id, {
      description,
      assumedBy: new iam.CompositePrincipal(
        ...principals.map((principal) => principal.withConditions(externalId(props))),
        ...(props.services ?? []).map(({ service, sourceArn }) => serviceTrust(service, sourceArn)),
      ),
    });
    // A service has no tags that it could hand on.
    if (props.hasAudiences && principals.length > 0) trustAudience(this, principals);
    this.policy = new RolePolicy(this, 'Policy', { description, role: this, sizeRemedy: 'remove models from the row' });
  }
}
