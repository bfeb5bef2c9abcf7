import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { neededEndpoints, reusedEndpoint } from '../../domain/deployment/endpoints';
import { serviceOfName } from '../../domain/network/service-names';
import { NotModelledError } from '../not-modelled';
import { ATTACHED_TYPES, type Attachment, attachmentsOf } from './attachments';
import { managedPolicy } from './managed-policies';
import { list, type NamedPolicy, namedPolicy, type OneOrMore } from './policy';
import { POLICY_KINDS, type PolicyKind } from './policy-kinds';
import { Resolver } from './resolver';
import { roleWords } from './role-words';
import type { Placed, Templates } from './templates';

/** A deployment as IAM and the network see it: the templates with every reference resolved. */
export interface System {
  readonly deployment: string;
  readonly region: string;
  readonly resolver: Resolver;
  readonly roles: readonly Role[];
  /** Identity policies that are resources, whoever holds them. */
  readonly attachments: readonly Attachment[];
  readonly buckets: readonly Bucket[];
  /** Buckets of S3 Vectors. */
  readonly vectorBuckets: readonly Bucket[];
  readonly queues: readonly Bucket[];
  readonly topics: readonly Bucket[];
  readonly keys: readonly Key[];
  readonly endpoints: readonly Endpoint[];
  readonly functions: readonly FunctionInVpc[];
  /** ARNs of guardrails. */
  readonly guardrails: readonly string[];
  /** Application inference profiles. */
  readonly profiles: readonly { readonly name: string; readonly arn: string }[];
  /** ARNs of the indexes of S3 Vectors. */
  readonly indexes: readonly string[];
  /** ARNs. */
  readonly knowledgeBases: readonly string[];
  /** Ids of the subnets that the templates make. */
  readonly subnets: readonly string[];
  /** Ids of the VPCs that interfaces stand in. */
  readonly vpcs: readonly string[];
}

export interface Role {
  readonly at: string;
  /** In the words of the sentences: `reader`, `inference function`. */
  readonly name: string;
  readonly arn: string;
  readonly trust: NamedPolicy;
  readonly identity: readonly NamedPolicy[];
  /** Boundary of this project, or one of AWS. */
  readonly boundary?: NamedPolicy;
  /** ARN of the organization's boundary, whose document nobody here knows: it can only take permissions away. */
  readonly organizationBoundary?: string;
  /** Limits that hold for every role, if the boundary is the organization's: the Deny policies of the foundation. */
  readonly limits: readonly NamedPolicy[];
}

export interface Bucket {
  readonly at: string;
  readonly arn: string;
  readonly policy?: NamedPolicy;
}

export interface Key {
  readonly at: string;
  readonly arn: string;
  readonly policy: NamedPolicy;
}

export interface Endpoint {
  readonly at: string;
  readonly id: string;
  /** Service name without its beginning: `bedrock-runtime`, `s3`, `sagemaker.api`. */
  readonly service: string;
  readonly vpc: string;
  /** Without one AWS lets everything through. */
  readonly policy: NamedPolicy;
}

/** Functions by their unit, with the id of the construct if the unit has more than one. */
export type FunctionUnit =
  | `Asking/${'Delegated' | 'Ingestion' | 'Knowledge'}`
  | 'FineTuning'
  | 'Inference'
  | `Scribing/${'CheckAudio' | 'MakeDraft' | 'Purge'}`;

export interface FunctionInVpc {
  readonly at: string;
  readonly arn: string;
  readonly roleArn: string;
}

/** Policy of an endpoint without one. */
export const FULL_ACCESS = {
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
} as const;

/** Types that give or take permissions, or could: one that is not read here could say what no proof has heard. */
const PERMISSION_TYPES = /^AWS::(IAM|KMS|S3|S3Vectors|SSO|Organizations|RAM|SecretsManager)::|Policy$|::Permission$/;
const READ_TYPES = [
  ...ATTACHED_TYPES,
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::S3Vectors::Index',
  'AWS::S3Vectors::VectorBucket',
  'AWS::S3Vectors::VectorBucketPolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
];

const read = new WeakMap<Templates, System>();

/**
 * Read once for each set of templates, whichever proofs ask.
 *
 * @throws NotModelledError, which names the place
 */
export function systemOf(templates: Templates): System {
  const known = read.get(templates);
  if (known) return known;
  const system = readSystem(templates);
  read.set(templates, system);
  return system;
}

function readSystem(templates: Templates): System {
  const resolver = new Resolver(templates);
  const of = (type: string) => resolver.resources.filter(({ resource }) => resource.Type === type);
  for (const { at, resource } of resolver.resources) {
    if (PERMISSION_TYPES.test(resource.Type) && !READ_TYPES.includes(resource.Type)) {
      throw new NotModelledError(at, resource.Type, 'Teach proofs/model/system.ts what it permits.');
    }
  }
  const properties = (placed: Placed) => resolver.properties(placed) as Readonly<Record<string, OneOrMore>>;
  const attributes = (type: string, attribute: string) =>
    of(type).map((placed) => resolver.attributeOf(placed, attribute));
  const ownPolicies = of('AWS::IAM::ManagedPolicy');
  const attachments = attachmentsOf(resolver);
  const policyAt = (placed: Placed, property: string) => namedPolicy(placed.at, resolver.properties(placed)[property]);
  const ownPolicy = (arn: string) => {
    const found = ownPolicies.find((placed) => resolver.attributeOf(placed, 'Ref') === arn);
    return found && policyAt(found, 'PolicyDocument');
  };

  const role = (placed: Placed): Role => {
    const { ManagedPolicyArns, PermissionsBoundary, Policies } = properties(placed);
    const name = resolver.attributeOf(placed, 'Ref');
    const inline = ((Policies ?? []) as readonly unknown[]).map((policy) => {
      const { PolicyName, PolicyDocument } = policy as { PolicyName: string; PolicyDocument: unknown };
      return namedPolicy(`${placed.at} ${PolicyName}`, PolicyDocument);
    });
    const arns = list(ManagedPolicyArns);
    const attached = attachments
      .filter(({ principals }) => principals.includes(`role ${name}`))
      .map(({ policy }) => policy);
    return {
      at: placed.at,
      name: roleWords(placed),
      arn: resolver.attributeOf(placed, 'Arn'),
      trust: policyAt(placed, 'AssumeRolePolicyDocument'),
      identity: [
        ...arns.flatMap((arn) => (ownPolicy(arn) ? [] : managedPolicy(arn, placed.at))),
        ...inline,
        ...attached,
      ],
      limits: arns.flatMap((arn) => ownPolicy(arn) ?? []),
      ...(PermissionsBoundary === undefined ? {} : boundaryOf(String(PermissionsBoundary), placed.at)),
    };
  };

  const boundaryOf = (arn: string, at: string): Pick<Role, 'boundary' | 'organizationBoundary'> => {
    const ours = ownPolicy(arn);
    if (ours) return { boundary: ours };
    return arn.includes(':iam::aws:') ? { boundary: managedPolicy(arn, at) } : { organizationBoundary: arn };
  };

  /** A resource with the policy of another resource that names it. AWS keeps one. */
  const withPolicy =
    ({ type, property, attribute, document, arn = 'Arn' }: PolicyKind) =>
    (placed: Placed): Bucket => {
      const value = resolver.attributeOf(placed, attribute);
      const [policy, ...others] = of(type).filter((one) => list(properties(one)[property]).includes(value));
      if (others.length > 0) throw new NotModelledError(placed.at, `more than one ${type}`, 'AWS keeps one.');
      return {
        at: placed.at,
        arn: resolver.attributeOf(placed, arn),
        ...(policy && { policy: policyAt(policy, document) }),
      };
    };

  const endpoint = (placed: Placed): Endpoint => {
    const { ServiceName, VpcId, PolicyDocument } = properties(placed);
    return {
      at: placed.at,
      id: resolver.attributeOf(placed, 'Ref'),
      service: serviceOfName(String(ServiceName)),
      vpc: String(VpcId),
      policy: namedPolicy(placed.at, PolicyDocument ?? FULL_ACCESS),
    };
  };

  return {
    deployment: templates.deployment,
    region: Object.values(templates.stacks)[0]?.region ?? '',
    resolver,
    roles: of('AWS::IAM::Role').map(role),
    attachments,
    buckets: of('AWS::S3::Bucket').map(withPolicy(POLICY_KINDS.bucket)),
    vectorBuckets: of('AWS::S3Vectors::VectorBucket').map(withPolicy(POLICY_KINDS.vectorBucket)),
    queues: of('AWS::SQS::Queue').map(withPolicy(POLICY_KINDS.queue)),
    topics: of('AWS::SNS::Topic').map(withPolicy(POLICY_KINDS.topic)),
    keys: of('AWS::KMS::Key').map((placed) => ({
      at: placed.at,
      arn: resolver.attributeOf(placed, 'Arn'),
      policy: policyAt(placed, 'KeyPolicy'),
    })),
    endpoints: of('AWS::EC2::VPCEndpoint').map(endpoint),
    functions: of('AWS::Lambda::Function').map((placed) => ({
      at: placed.at,
      arn: resolver.attributeOf(placed, 'Arn'),
      roleArn: String(properties(placed).Role),
    })),
    guardrails: attributes('AWS::Bedrock::Guardrail', 'GuardrailArn'),
    profiles: of('AWS::Bedrock::ApplicationInferenceProfile').map((placed) => ({
      name: String(properties(placed).InferenceProfileName),
      arn: resolver.attributeOf(placed, 'InferenceProfileArn'),
    })),
    indexes: attributes('AWS::S3Vectors::Index', 'IndexArn'),
    knowledgeBases: attributes('AWS::Bedrock::KnowledgeBase', 'KnowledgeBaseArn'),
    subnets: attributes('AWS::EC2::Subnet', 'Ref'),
    vpcs: [...new Set(of('AWS::EC2::SecurityGroup').map((placed) => String(properties(placed).VpcId)))],
  };
}

/** Returns the existing endpoint that the row names for a service, as open as an endpoint without a policy. */
export function reusedEndpointOf(config: DeploymentConfig, service: string): Endpoint | undefined {
  const { network } = config;
  const known = neededEndpoints(config).find((needed) => needed === service);
  const id = known && reusedEndpoint(config, known);
  if (id === undefined || !('vpcId' in network)) return undefined;
  const policy = { name: `policy of ${id}`, document: FULL_ACCESS };
  return { at: 'the row', id, service, vpc: network.vpcId, policy };
}
