import type { Assembly } from '../../domain/template/assembly';
import { type Located, References } from '../../domain/template/references';
import { type ExistingEndpoint, existingEndpoints } from './existing-endpoints';
import { EXTERNALS } from './external';
import type { GraphNode, Place } from './graph';
import { DRAWN } from './node-kinds';
import { withoutHash } from './words';

/** The resources that are drawn, and how an ARN of a policy leads to one of them. */
export class Scene {
  readonly references: References;
  /** A role that only one function, workflow, rule or flow log has is not drawn: what it may do, they may do. */
  private readonly owners: ReadonlyMap<string, Located>;
  private readonly ids: ReadonlyMap<string, string>;

  /** Endpoints of others that the row names. */
  readonly existingEndpoints: readonly ExistingEndpoint[];

  constructor(assembly: Assembly) {
    this.existingEndpoints = existingEndpoints(assembly);
    this.references = new References(assembly);
    this.owners = ownersOf(this.references);
    this.ids = idsOf(this.drawn);
  }

  get drawn(): readonly Located[] {
    return this.references.resources.filter(({ key, resource }) => resource.Type in DRAWN && !this.owners.has(key));
  }

  get roles(): readonly Located[] {
    return this.references.resources.filter(({ resource }) => resource.Type === 'AWS::IAM::Role');
  }

  ofType(...types: readonly string[]): readonly Located[] {
    return this.references.resources.filter(({ resource }) => types.includes(resource.Type));
  }

  nodes(): GraphNode[] {
    return this.drawn.map((of) => ({
      id: this.id(of) ?? '',
      label: DRAWN[of.resource.Type]?.label(of, this.references) ?? '',
      kind: DRAWN[of.resource.Type]?.kind ?? 'external',
      stack: unitOf(of),
      ...placeOf(of),
    }));
  }

  /** Returns the resource that acts with this role. */
  actor(role: Located): Located {
    return this.owners.get(role.key) ?? role;
  }

  /** The node of a resource; undefined of what is not drawn. */
  id({ key }: Located): string | undefined {
    return this.ids.get(key);
  }

  /** True if the role is a node of its own. */
  isDrawn({ key }: Located): boolean {
    return this.ids.has(key);
  }

  /** The node that an ARN of a policy names, with the actions of the statement that have to do with it. */
  target(
    arn: string,
    actions: readonly string[],
  ): { readonly id: string; readonly actions: readonly string[] } | undefined {
    const reference = /^(<[^<>]+>)(?=$|[/:])/.exec(arn)?.[1] ?? '';
    const [mentioned] = this.references.mentioned(reference);
    const own = this.drawn.find((of) => of.key === mentioned?.key || isWithin(arn, arnPart(of, this.references)));
    if (own) return { id: this.id(own) ?? '', actions };
    const external = EXTERNALS.find((each) => each.arn.test(arn) && actions.some((action) => each.action.test(action)));
    return external && { id: external.id, actions: actions.filter((action) => external.action.test(action)) };
  }
}

/** `sandbox/Inference` → `Inference` */
export const unitOf = ({ stack }: Located): string => stack.id.split('/').slice(1).join('/') || stack.id;

/** The role that a resource of these types acts as. */
function roleIn({ Type, Properties = {} }: Located['resource']): unknown {
  switch (Type) {
    case 'AWS::Bedrock::KnowledgeBase':
      return Properties.RoleArn;
    case 'AWS::EC2::FlowLog':
      return Properties.DeliverLogsPermissionArn;
    case 'AWS::Events::Rule':
      return [Properties.Targets].flat().map((target) => (target as { RoleArn?: unknown })?.RoleArn)[0];
    case 'AWS::Lambda::Function':
      return Properties.Role;
    case 'AWS::Pipes::Pipe':
    case 'AWS::StepFunctions::StateMachine':
      return Properties.RoleArn;
    default:
      return undefined;
  }
}

function ownersOf(references: References): Map<string, Located> {
  const owners = new Map<string, Located[]>();
  for (const of of references.resources) {
    const named = roleIn(of.resource);
    const role = named === undefined ? undefined : references.target(named, of.stack);
    if (role) owners.set(role.key, [...(owners.get(role.key) ?? []), of]);
  }
  return new Map(
    [...owners].flatMap(([role, [owner, ...more]]) => (owner && more.length === 0 ? [[role, owner]] : [])),
  );
}

/** Short ids, that do not change with a hash: but where two would be alike. */
function idsOf(drawn: readonly Located[]): Map<string, string> {
  const short = (of: Located) => `${unitOf(of)}_${withoutHash(of.logicalId)}`.replace(/\W/g, '_');
  const shorts = drawn.map(short);
  return new Map(
    drawn.map((of) => {
      const id = short(of);
      const isUnique = shorts.filter((other) => other === id).length === 1;
      return [of.key, isUnique ? id : `${unitOf(of)}_${of.logicalId}`.replace(/\W/g, '_')];
    }),
  );
}

function placeOf({ resource: { Type, Properties = {} } }: Located): { readonly place?: Place } {
  if (Type === 'AWS::EC2::VPCEndpoint') {
    return { place: Properties.VpcEndpointType === 'Interface' ? 'subnets' : 'vpc' };
  }
  return Properties.VpcConfig === undefined ? {} : { place: 'subnets' };
}

/** Beginning of the ARN of types whose names are in the template. */
const NAMED: Readonly<Record<string, readonly [property: string, prefix: string]>> = {
  'AWS::Events::Rule': ['Name', ':rule/'],
  'AWS::IAM::Role': ['RoleName', ':role/'],
  'AWS::Lambda::Function': ['FunctionName', ':function:'],
  'AWS::Logs::LogGroup': ['LogGroupName', ':log-group:'],
  'AWS::S3::Bucket': ['BucketName', ':s3:::'],
  'AWS::StepFunctions::StateMachine': ['StateMachineName', ':stateMachine:'],
};

/** Returns the part of its ARN that holds the name; undefined if the template does not name it. */
function arnPart({ resource, stack }: Located, references: References): string | undefined {
  const [property, prefix] = NAMED[resource.Type] ?? [];
  const name = property && resource.Properties?.[property];
  return name ? `${prefix}${references.text(name, stack)}` : undefined;
}

/** `…:s3:::name/datasets/*` is within `:s3:::name`, `…:s3:::name-logs` is not. */
function isWithin(arn: string, part: string | undefined): boolean {
  const at = part === undefined ? -1 : arn.indexOf(part);
  return part !== undefined && at >= 0 && ['', '/', ':'].includes(arn.charAt(at + part.length));
}
