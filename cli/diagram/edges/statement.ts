import type { AssemblyStack } from '../../../domain/template/assembly';
import { identityStatements, statementsOf } from '../../../domain/template/policies';
import type { Located, References } from '../../../domain/template/references';
import type { Statement } from '../../../domain/template/statement';

/** One Allow of a policy, with every reference resolved. */
export interface Allow {
  readonly actions: readonly string[];
  /** ARNs and patterns; a resource of the assembly is `<key>` or `<key.Attribute>`. */
  readonly resources: readonly string[];
  /** Condition keys in lower case, such as `bedrock:guardrailidentifier`, with their values. */
  readonly conditions: Readonly<Record<string, readonly string[]>>;
  /** Principals by kind (`AWS`, `Service`), in resource policies. */
  readonly principals: Readonly<Record<string, readonly string[]>>;
}

/** Returns the Allows of a policy document. Denies draw no arrow. */
export const allowsOf = (document: unknown, stack: AssemblyStack, { app }: References): Allow[] =>
  statementsOf(document, stack.id, app)
    .filter(({ allows }) => allows)
    .map(allowOf);

/** Returns what a role may do by the policies of this assembly: its own and those that name it. AWS's own are not read. */
export function identityAllows(role: Located, references: References): Allow[] {
  const attached = references.resources.filter(({ resource, stack }) => {
    if (!['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy'].includes(resource.Type)) return false;
    const roles = [resource.Properties?.Roles ?? []].flat();
    return roles.some((of) => references.target(of, stack)?.key === role.key);
  });
  return [role, ...attached]
    .flatMap(({ key }) => references.app.find(key) ?? [])
    .flatMap((holder) => identityStatements(holder, references.app))
    .filter(({ allows }) => allows)
    .map(allowOf);
}

function allowOf({ actions, resources, conditions, principals }: Statement): Allow {
  return {
    actions,
    resources,
    conditions: Object.fromEntries(conditions.map(({ key, values }) => [key, values])),
    principals: Object.fromEntries(
      [...new Set(principals.map(kindOf))].map((kind) => [
        kind,
        principals.filter((principal) => kindOf(principal) === kind).map(({ id }) => id),
      ]),
    ),
  };
}

/** Everybody (`*`) is drawn as a trusted AWS principal. */
const kindOf = ({ kind }: { readonly kind: string }) => (kind === '*' ? 'AWS' : kind);
