import { OperatorError } from '../../domain/operator-error';
import type { Located, References } from '../../domain/template/references';
import { words } from './words';

export type NodeKind =
  | 'bucket'
  | 'endpoint'
  | 'external'
  | 'flow log'
  | 'function'
  | 'guardrail'
  | 'interfaces'
  | 'key'
  | 'knowledge base'
  | 'log group'
  | 'person'
  | 'pipe'
  | 'queue'
  | 'role'
  | 'rule'
  | 'vectors'
  | 'workflow';

interface Drawn {
  readonly kind: NodeKind;
  readonly label: (of: Located, references: References) => string;
}

/** The last part of a name such as `/private-bedrock/sandbox/inference`. */
const lastPart = (name: string) => name.split('/').at(-1) ?? name;

/** The last part of a name such as `private-bedrock-sandbox-ingestion`. */
const lastWord = (name: string) => name.split('-').at(-1) ?? name;

/** Resource types that are drawn. A note counts all others. */
export const DRAWN: Readonly<Record<string, Drawn>> = {
  'AWS::Bedrock::Guardrail': { kind: 'guardrail', label: () => 'guardrail' },
  'AWS::Bedrock::KnowledgeBase': { kind: 'knowledge base', label: () => 'knowledge base' },
  'AWS::EC2::FlowLog': { kind: 'flow log', label: () => 'VPC flow logs' },
  'AWS::EC2::VPCEndpoint': { kind: 'endpoint', label: endpointLabel },
  'AWS::Events::Rule': { kind: 'rule', label: ({ logicalId }) => words(logicalId) },
  'AWS::IAM::Role': { kind: 'role', label: roleLabel },
  'AWS::KMS::Key': { kind: 'key', label: () => 'customer managed key' },
  'AWS::Lambda::Function': { kind: 'function', label: ({ logicalId }) => words(logicalId) },
  'AWS::Logs::LogGroup': {
    kind: 'log group',
    label: ({ resource, stack, logicalId }, references) => {
      const name = resource.Properties?.LogGroupName;
      return `log group ${name ? lastPart(references.text(name, stack)) : words(logicalId)}`;
    },
  },
  'AWS::Pipes::Pipe': { kind: 'pipe', label: ({ logicalId }) => words(logicalId) },
  'AWS::S3::Bucket': { kind: 'bucket', label: ({ logicalId }) => `${words(logicalId)} bucket` },
  'AWS::S3Vectors::Index': { kind: 'vectors', label: () => 'vector index' },
  'AWS::SQS::Queue': { kind: 'queue', label: ({ logicalId }) => words(logicalId) },
  'AWS::StepFunctions::StateMachine': {
    kind: 'workflow',
    label: ({ resource, stack, logicalId }, references) => {
      const name = resource.Properties?.StateMachineName;
      return name ? `${lastWord(references.text(name, stack))} workflow` : words(logicalId);
    },
  },
};

const ENDPOINTS: ReadonlyMap<unknown, string> = new Map([
  ['Interface', 'interface endpoint'],
  ['Gateway', 'gateway endpoint'],
]);

function endpointLabel({ resource, stack, logicalId }: Located, references: References): string {
  const { VpcEndpointType: type = 'Gateway' } = resource.Properties ?? {};
  const kind = ENDPOINTS.get(type);
  if (kind === undefined) {
    throw new OperatorError(
      'PB-DIAGRAM-007',
      `${stack.id} ${logicalId}: cannot draw an endpoint of type ${JSON.stringify(type)}.`,
      'Add it to cli/diagram/node-kinds.ts.',
    );
  }
  const service = references
    .text(resource.Properties?.ServiceName ?? '', stack)
    .split('.')
    .slice(3)
    .join('.');
  return `${service}\n${kind}`;
}

/** With the policies of AWS that it carries. */
function roleLabel({ resource, stack, logicalId }: Located, references: References): string {
  const managed = [resource.Properties?.ManagedPolicyArns ?? []]
    .flat()
    .map((arn) => references.text(arn, stack))
    .filter((arn) => arn.includes(':iam::aws:policy/'))
    .map(lastPart);
  return [words(logicalId), ...managed].join('\n');
}
