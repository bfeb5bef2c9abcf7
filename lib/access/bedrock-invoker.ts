import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { RolePolicy } from '../iam/role-policy';
import { trustAudience } from '../iam/tag-trust';
import { BedrockPersona, type BedrockPersonaProps } from './bedrock-persona';
import { principalsOf } from './persona-trust';

export interface BedrockInvokerProps extends BedrockPersonaProps {
  /**
   * Sessions can carry the audience of their caller.
   *
   * @default false
   */
  readonly hasAudiences?: boolean;
}

/**
 * Person who calls the models through the inference function, and directly if the app grants it.
 *
 * @example
 * const invoker = new BedrockInvoker(stack, 'Invoker');
 * inferenceFunction.grantInvoke(invoker.policy);
 */
export class BedrockInvoker extends BedrockPersona {
  /** Policy for grants; it needs at least one, since IAM accepts no policy without a statement. */
  readonly policy: iam.ManagedPolicy;

  constructor(scope: Construct, id: string, props: BedrockInvokerProps = {}) {
    const description = 'Calls the inference function';
    super(scope, id, description, props);
    if (props.hasAudiences) trustAudience(this, principalsOf(props.trustedPrincipals));
    this.policy = new RolePolicy(this, 'Policy', {
      description,
      role: this,
      sizeRemedy: 'remove models from the row',
    });
  }
}
