import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { AUDIENCE_TAG } from '../../domain/deployment/names/tags';

/**
 * Aliases of the knowledge function, one for each audience. The function reads the audience from the alias by which it is
 * called, so that the right to call an alias is the right to see its documents. All lead to one published version, whose
 * code and environment nobody can change: a deployment that changes either publishes another, moves every alias, and then
 * deletes the one before.
 */
export class AudienceAliases extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly fn: lambda.Function,
    private readonly audiences: readonly string[],
  ) {
    super(scope, id);
    for (const audience of audiences) {
      new lambda.Alias(this, audience, {
        aliasName: audience,
        description: `Sees documents as the audience ${audience}`,
        version: fn.currentVersion,
        // Those of the function apply to calls without an alias only.
        retryAttempts: 0,
        maxEventAge: Duration.minutes(1),
      });
    }
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
