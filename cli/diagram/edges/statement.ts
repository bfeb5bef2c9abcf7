import type { AssemblyStack } from '../../../domain/template/assembly';
import type { Located, References } from '../../../domain/template/references';

/** One Allow of a policy, with every reference resolved. */
export interface Allow {
  readonly actions: readonly string[];
  /** ARNs and patterns; a resource of the assembly is `${<key>}`. */
  readonly resources: readonly string[];
  /** Condition keys, such as `bedrock:GuardrailIdentifier`, with their values. */
  readonly conditions: Readonly<Record<string, readonly string[]>>;
  /** Principals by kind (`AWS`, `Service`), in policies of resources. */
  readonly principals: Readonly<Record<string, readonly string[]>>;
}

interface Statement {
  readonly Effect?: string;
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The Allows of a policy document. Denies draw no arrow. */
export function allowsOf(document: unknown, stack: AssemblyStack, references: References): Allow[] {
  const { Statement: statements = [] } = (document ?? {}) as { readonly Statement?: unknown };
  const texts = (value: unknown) => (value === undefined ? [] : [value].flat().map((v) => references.text(v, stack)));
  const each = (record: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, texts(value)]));
  return ([statements].flat() as Statement[])
    .filter(({ Effect }) => Effect === 'Allow')
    .map(({ Action, Resource, Principal, Condition = {} }) => ({
      actions: texts(Action),
      resources: texts(Resource),
      conditions: Object.assign({}, ...Object.values(Condition).map(each)),
      principals:
        typeof Principal === 'string'
          ? { AWS: [Principal] }
          : each((Principal ?? {}) as object as Record<string, unknown>),
    }));
}

/** What a role may do by the policies of this assembly: its own and those that name it. AWS's own are not read. */
export function identityAllows(role: Located, references: References): Allow[] {
  const inline = [role.resource.Properties?.Policies ?? []].flat() as { readonly PolicyDocument?: unknown }[];
  const attached = references.resources.filter(({ resource, stack }) => {
    if (!['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy'].includes(resource.Type)) return false;
    const roles = [resource.Properties?.Roles ?? []].flat();
    return roles.some((of) => references.target(of, stack)?.key === role.key);
  });
  return [
    ...inline.flatMap(({ PolicyDocument }) => allowsOf(PolicyDocument, role.stack, references)),
    ...attached.flatMap(({ resource, stack }) => allowsOf(resource.Properties?.PolicyDocument, stack, references)),
  ];
}
