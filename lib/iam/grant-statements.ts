import * as iam from 'aws-cdk-lib/aws-iam';

/**
 * Adds statements to the policy of a principal, with their Sids and effects, which `iam.Grant.addToPrincipal` cannot set.
 * Statements with `notActions` or `notResources` are not supported.
 */
export function grantStatements(grantee: iam.IGrantable, statements: readonly iam.PolicyStatement[]): iam.Grant {
  return combineGrants(
    grantee,
    statements.map((statement) =>
      iam.Grant.addToPrincipal({
        grantee: { grantPrincipal: withSidAndEffect(grantee.grantPrincipal, statement) },
        actions: statement.actions,
        resourceArns: statement.resources,
        conditions: statement.conditions as Record<string, Record<string, unknown>>,
      }),
    ),
  );
}

/** Combines several grants into one; an empty list makes a grant without statements. */
export function combineGrants(grantee: iam.IGrantable, grants: readonly iam.Grant[]): iam.Grant {
  const [first, ...others] = grants;
  if (!first) return iam.Grant.drop(grantee, 'Nothing to grant');
  return others.reduce((combined, grant) => combined.combine(grant), first);
}

/** The same principal, which gives each statement that it receives the Sid and the effect of `source`. */
function withSidAndEffect(principal: iam.IPrincipal, { sid, effect }: iam.PolicyStatement): iam.IPrincipal {
  const addToPrincipalPolicy = (statement: iam.PolicyStatement) => {
    statement.effect = effect;
    if (sid !== undefined) statement.sid = sid;
    return principal.addToPrincipalPolicy(statement);
  };
  return Object.create(principal, { addToPrincipalPolicy: { value: addToPrincipalPolicy } }) as iam.IPrincipal;
}
