import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { AUDIENCE_TAG } from '../../domain/deployment/names/tags';
import { FunctionAliases } from '../functions/function-aliases';

/** Aliases of the knowledge function, one for each audience: the right to call an alias is the right to see its documents. */
export class AudienceAliases extends FunctionAliases {
  constructor(
    scope: Construct,
    id: string,
    fn: lambda.Function,
    private readonly audiences: readonly string[],
  ) {
    super(
      scope,
      id,
      fn,
      Object.fromEntries(audiences.map((audience) => [audience, `Sees documents as the audience ${audience}`])),
    );
  }

  /**
   * Lets a session call the alias of the audience that its tag names. The ARN is made of that of the function: an import of
   * the alias would keep CloudFormation from deleting it.
   */
  grantInvoke(policy: iam.ManagedPolicy): void {
    for (const audience of this.audiences) {
      policy.addStatements(
        new iam.PolicyStatement({
          actions: ['lambda:InvokeFunction'],
          resources: [`${this.fn.functionArn}:${audience}`],
          conditions: { StringEquals: { [`aws:PrincipalTag/${AUDIENCE_TAG}`]: audience } },
        }),
      );
    }
  }
}
