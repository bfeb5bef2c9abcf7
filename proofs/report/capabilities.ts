import { catalogueOf } from '../../domain/models/declared-model';
import { callsOf } from '../decisions/calls';
import { knowledgeOf } from '../decisions/parts/knowledge';
import { each, type Question } from '../decisions/question';
import { INVOKE } from '../decisions/sentences/access/boundary';
import { simulate } from '../decisions/simulator';
import type { World } from '../decisions/world';
import { ACCOUNT } from '../model/physical-ids';
import type { Role } from '../model/system';

/** A thing that a role may be able to do, asked in the circumstances that favour it most. */
interface Capability {
  readonly words: string;
  readonly questions: (world: World) => readonly Partial<Question>[];
}

const through = (service: string, world: World) => ({ 'kms:ViaService': `${service}.${world.region}.amazonaws.com` });

/** The columns of the matrix. */
const CAPABILITIES: readonly Capability[] = [
  {
    words: 'invoke a model of the row',
    questions: ({ config, region, guardrail }) => {
      const carried = guardrail ? { 'bedrock:GuardrailIdentifier': `${guardrail}:1` } : {};
      return callsOf(config.models[0], region, catalogueOf(config)).map((call) => ({
        ...call,
        action: INVOKE[0],
        context: { ...call.context, ...carried },
      }));
    },
  },
  {
    words: 'invoke another model',
    questions: ({ region, guardrail }) => [
      {
        action: INVOKE[0],
        resource: `arn:aws:bedrock:${region}::foundation-model/amazon.nova-9-lite-v1:0`,
        context: guardrail ? { 'bedrock:GuardrailIdentifier': `${guardrail}:1` } : {},
      },
    ],
  },
  {
    words: 'invoke the inference function',
    questions: (world) => [{ action: 'lambda:InvokeFunction', resource: world.fn('Inference') }],
  },
  { words: 'see models and jobs', questions: () => [{ action: 'bedrock:ListFoundationModels' }] },
  {
    words: 'make a guardrail or agent',
    questions: () => [{ action: 'bedrock:CreateGuardrail' }],
  },
  {
    words: 'remove a guardrail',
    questions: ({ region }) => [
      { action: 'bedrock:DeleteGuardrail', resource: `arn:aws:bedrock:${region}:${ACCOUNT}:guardrail/zzzzzzzzzzzz` },
    ],
  },
  ...(['GetObject', 'PutObject', 'DeleteObject'] as const).map((action) => ({
    words: { GetObject: 'read datasets', PutObject: 'write datasets', DeleteObject: 'delete datasets' }[action],
    questions: ({ bucket }: World) =>
      bucket
        ? [{ action: `s3:${action}`, resource: `${bucket.arn}/datasets/x`, door: 'our s3 endpoint' as const }]
        : [],
  })),
  {
    words: 'read documents',
    questions: (world) => {
      const documents = knowledgeOf(world)?.documents;
      const door = 'our s3 endpoint' as const;
      return documents ? [{ action: 's3:GetObject', resource: `${documents.arn}/documents/x`, door }] : [];
    },
  },
  {
    words: 'find passages',
    questions: (world) => {
      const base = knowledgeOf(world)?.base;
      return base ? [{ action: 'bedrock:Retrieve', resource: base }] : [];
    },
  },
  {
    words: 'start a customization job',
    questions: ({ config, region }) =>
      (config.fineTuning?.baseModels ?? []).map((id) => ({
        action: 'bedrock:CreateModelCustomizationJob',
        resource: `arn:aws:bedrock:${region}::foundation-model/${id}`,
      })),
  },
  {
    words: 'decrypt by itself',
    questions: (world) => [{ action: 'kms:Decrypt', resource: world.key }],
  },
  {
    words: 'decrypt through S3 or Bedrock',
    questions: (world) =>
      ['s3', 'bedrock'].map((service) => ({
        action: 'kms:Decrypt',
        resource: world.key,
        context: { ...through(service, world), 'kms:EncryptionContext:aws:bedrock:guardrail-id': 'x' },
      })),
  },
  {
    words: 'change who may do what',
    questions: ({ system }) =>
      Object.entries({
        'iam:PutRolePolicy': system.roles,
        'kms:PutKeyPolicy': system.keys,
        's3:PutBucketPolicy': system.buckets,
      }).flatMap(([action, [first]]) => (first ? [{ action, resource: first.arn }] : [])),
  },
];

/** Roles × capabilities: `yes`, or empty for no. Decided by the simulator. */
export async function matrixOf(world: World): Promise<readonly (readonly string[])[]> {
  const rows = await Promise.all(world.system.roles.map((role) => rowOf(world, role)));
  return [['role', ...CAPABILITIES.map(({ words }) => words)], ...rows];
}

async function rowOf(world: World, role: Role): Promise<readonly string[]> {
  const cells: string[] = [];
  for (const { questions } of CAPABILITIES) cells.push((await can(world, role, questions(world))) ? 'yes' : '');
  return [role.name, ...cells];
}

/** Any of the questions is enough. */
async function can(world: World, role: Role, questions: readonly Partial<Question>[]): Promise<boolean> {
  const { points } = world.may(world.role(role.name), '', each(questions));
  for (const { request } of points) if ((await simulate(request)) === 'allowed') return true;
  return false;
}
