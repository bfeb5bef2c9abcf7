import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { type Delegate, knowledgeOf } from '../../parts/knowledge';
import { actions, carrying, doors, each, key, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE } from '../access/boundary';
import { judgingSentences } from '../access/judging';
import { vpcFunctionSentences } from '../functions/vpc-function';
import { keySentences, noDataInS3 } from '../inference/inference-function';

const NAME = 'delegated function';
const GENERATE = actions('bedrock:RetrieveAndGenerate');
const INVOKE_AGENT = actions('bedrock:InvokeAgent');

/** Invocations that Bedrock makes on behalf of the role, and others. */
const BY_BEDROCK = key('aws:ViaAWSService', 'true');
const BY_ITSELF = key('aws:ViaAWSService', 'false', undefined);

/** The role in whose calls Bedrock answers by itself: what is left to say of it, and of nobody else. */
export function delegatedFunctionSentences(world: World): readonly Sentence[] {
  const knowledge = knowledgeOf(world);
  if (!knowledge?.delegate) return [];
  const { delegate, base } = knowledge;
  const role = world.role(NAME);
  const { cannot, region } = world;
  const others = [
    base.replace(/[^/]+$/, 'ANOTHER001'),
    base.replace(ACCOUNT, OTHER_ACCOUNT),
    base.replace(`:${region}:`, `:${world.elsewhere[0]}:`),
  ];
  return [
    ...vpcFunctionSentences(world, { name: NAME, unit: 'Asking/Delegated', log: 'delegated' }),
    noDataInS3(world, NAME),
    ...keySentences(
      world,
      NAME,
      delegate.isGenerating && world.guardrail !== undefined,
      ...(delegate.isGenerating ? [] : [false]),
    ),
    ...(delegate.isGenerating ? generating(world, base) : notGenerating(world, base)),
    ...ofAgents(world, delegate),
    cannot(
      role,
      'cannot find passages in another knowledge base by itself',
      each(actions('bedrock:Retrieve'), on(...others)),
    ),
    cannot(role, 'cannot use another agent, flow, session or ranking', [
      ...each(
        actions(
          'bedrock:InvokeInlineAgent',
          'bedrock:Rerank',
          'bedrock:CreateSession',
          'bedrock:AgenticRetrieveStream',
        ),
        on('*'),
      ),
      ...each(actions('bedrock:GetDocumentContent', 'bedrock:GenerateQuery'), on('*')),
    ]),
    ...(world.isBounded ? [...ofNobodyElse(world, delegate), ...throughTheEndpoint(world, delegate, base)] : []),
    ...(delegate.isGenerating
      ? []
      : [cannot(role, 'cannot apply a guardrail', each(actions('bedrock:ApplyGuardrail'), on('*')))]),
    ...(delegate.isGenerating && world.guardrail ? judgingSentences(world, role, world.guardrail) : []),
  ];
}

function generating(world: World, base: string): readonly Sentence[] {
  const { may, cannot, calls, callsBeside } = world;
  const role = world.role(NAME);
  return [
    may(role, 'lets Bedrock answer, from whatever knowledge base a request names', each(GENERATE, on('*'))),
    may(role, 'finds passages in the knowledge base of the deployment', each(actions('bedrock:Retrieve'), on(base))),
    may(
      role,
      'lets Bedrock invoke the models of the row, with a guardrail or without',
      each(actions(...INVOKE), calls, BY_BEDROCK),
    ),
    cannot(
      role,
      'cannot let Bedrock invoke another model, nor go around a profile',
      each(
        actions(...INVOKE),
        callsBeside.map(({ call }) => call),
        BY_BEDROCK,
      ),
    ),
    cannot(role, 'cannot invoke a model by itself', each(actions(...INVOKE), calls, BY_ITSELF, carryingAny(world))),
  ];
}

const carryingAny = ({ guardrail }: World) =>
  guardrail ? carrying({}, { 'bedrock:GuardrailIdentifier': `${guardrail}:1` }) : [{}];

function notGenerating(world: World, base: string): readonly Sentence[] {
  const role = world.role(NAME);
  return [
    world.cannot(role, 'cannot let Bedrock answer from a knowledge base', each(GENERATE, on('*'))),
    world.cannot(role, 'cannot find a passage', each(actions('bedrock:Retrieve'), on(base))),
    world.cannot(
      role,
      'cannot invoke a model, by itself or by Bedrock',
      each(actions(...INVOKE), world.calls, [...BY_BEDROCK, ...BY_ITSELF]),
    ),
  ];
}

/** Aliases beside that of the row: another one of its agent, another agent, another account. */
const otherAliases = (alias: string): readonly string[] => [
  alias.replace(/[^/]+$/, 'OTHER00001'),
  alias.replace(/agent-alias\/[^/]+/, 'agent-alias/OTHER00001'),
  alias.replace(ACCOUNT, OTHER_ACCOUNT),
];

function ofAgents(world: World, { agentAlias }: Delegate): readonly Sentence[] {
  const { may, cannot, region } = world;
  const role = world.role(NAME);
  const strange = `arn:aws:bedrock:${region}:${ACCOUNT}:agent-alias/STRANGE001/STRANGE002`;
  if (agentAlias === undefined) return [cannot(role, 'cannot ask an agent', each(INVOKE_AGENT, on(strange)))];
  const others = each(INVOKE_AGENT, on(strange, ...otherAliases(agentAlias)));
  return [
    may(role, 'asks the agent of the row', each(INVOKE_AGENT, on(agentAlias))),
    cannot(
      role,
      'cannot read or change the agent of the row',
      each(
        actions('bedrock:GetAgentAlias', 'bedrock:UpdateAgentAlias', 'bedrock:DeleteAgentAlias', 'bedrock:TagResource'),
        on(agentAlias),
      ),
    ),
    world.isBounded
      ? world.never(world.given(role), 'cannot ask another agent, nor another alias of it', others)
      : cannot(role, 'cannot ask another agent, nor another alias of it', others),
  ];
}

/** Denials for every other role, whatever it is given: Bedrock does not answer by itself for it. */
function ofNobodyElse(world: World, { who, agentAlias }: Delegate): readonly Sentence[] {
  return world.system.roles
    .filter(({ arn }) => arn !== who.principal)
    .map((role) =>
      world.never(world.given(role), 'cannot let Bedrock answer by itself', [
        ...each(GENERATE, on('*')),
        ...each(
          INVOKE_AGENT,
          on(agentAlias ?? `arn:aws:bedrock:${world.region}:${ACCOUNT}:agent-alias/A000000001/B000000001`),
        ),
      ]),
    );
}

function throughTheEndpoint(
  world: World,
  { who, isGenerating, agentAlias }: Delegate,
  base: string,
): readonly Sentence[] {
  if (!world.makes('bedrock-agent-runtime')) return [];
  const { may, cannot, anybody, stranger } = world;
  const door = doors('our bedrock-agent-runtime endpoint');
  const calls = [
    ...(isGenerating ? each(GENERATE, on('*'), door) : []),
    ...(agentAlias === undefined ? [] : each(INVOKE_AGENT, on(agentAlias), door)),
  ];
  const theirs = {
    ...who,
    principal: who.principal.replace(ACCOUNT, OTHER_ACCOUNT),
    words: 'a role of another account with the name of the delegated function',
  };
  return [
    may(who, 'lets Bedrock answer by itself through the bedrock-agent-runtime endpoint', calls),
    ...[anybody, stranger, theirs].map((one) =>
      cannot(one, 'cannot let Bedrock answer by itself through our bedrock-agent-runtime endpoint', calls),
    ),
    cannot(who, 'cannot use the bedrock-agent-runtime endpoint for anything else', [
      ...each(actions('bedrock:Retrieve'), on(base), door),
      ...each(actions('bedrock:Rerank', 'bedrock:InvokeInlineAgent', 'bedrock:GetDocumentContent'), on('*'), door),
      ...(isGenerating ? [] : each(GENERATE, on('*'), door)),
      ...(agentAlias === undefined ? [] : each(INVOKE_AGENT, on(...otherAliases(agentAlias)), door)),
    ]),
  ];
}
