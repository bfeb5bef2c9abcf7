import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

/**
 * Aliases of a function, each with its description. The function reads the alias by which it is called, so that the right to call
 * an alias is the right to be served as it says. All lead to one published version, whose code and environment nobody can change:
 * a deployment that changes either publishes another, moves every alias, and then deletes the one before.
 */
export class FunctionAliases extends Construct {
  constructor(
    scope: Construct,
    id: string,
    protected readonly fn: lambda.Function,
    descriptions: Readonly<Record<string, string>>,
  ) {
    super(scope, id);
    for (const [aliasName, description] of Object.entries(descriptions)) {
      new lambda.Alias(this, aliasName, {
        ...{ aliasName, description },
        version: fn.currentVersion,
        // Those of the function apply to calls without an alias only.
        retryAttempts: 0,
        maxEventAge: Duration.minutes(1),
      });
    }
  }
}
