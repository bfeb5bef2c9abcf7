import type { Located } from '../../../domain/template/references';
import { type AgentLimits, ENV } from '../../../lambda/knowledge/contract';
import { asRecord, type CostContext, type CostRule, objectProperty } from './cost-context';
import { costLine, type LineParts, type ResourceCost } from './cost-line';

type Factor = LineParts['factors'][number];

/** Prices `AWS::S3Vectors::Index`: vectors stored and written, and queries. The data that a query reads has no price here. */
export const vectorIndexCost: CostRule = (located, { assumptions, prices }) => {
  const line = (what: string, price: string, ...factor: Factor) =>
    costLine({ located, feature: 'knowledge', what, kind: 'usage', factors: [factor], price }, prices);
  return {
    lines: [
      line('vectors', 'vector-stored-gb', assumptions.vectorGb, 'GB'),
      line('vectors of a sync', 'vector-written-gb', assumptions.vectorWrittenGb, 'GB'),
      line('queries', 'vector-query', assumptions.questions, 'queries'),
    ],
    unpriced: ['the data that queries read'],
  };
};

/** Prices `AWS::Bedrock::KnowledgeBase`: it is free, and the model that embeds documents and questions has no price here. */
export const knowledgeBaseCost: CostRule = () => ({ unpriced: ['tokens of the embedding model'] });

/** Returns the environment of the knowledge function, or undefined for any other resource. */
export function knowledgeEnvironment(located: Located): Readonly<Record<string, unknown>> | undefined {
  const variables = asRecord(objectProperty(located, 'Environment').Variables);
  return located.resource.Type === 'AWS::Lambda::Function' && ENV.knowledgeBaseId in variables ? variables : undefined;
}

/**
 * Prices the answers of the knowledge function and the runs of its agent, all by its default model. Its metrics have no price
 * here.
 */
export function answerCost(located: Located, context: CostContext): ResourceCost {
  const { references, assumptions, prices } = context;
  const environment = knowledgeEnvironment(located) ?? {};
  const [model = ''] = JSON.parse(references.text(environment[ENV.allowedModels], located.stack)) as string[];
  const line = (direction: 'input' | 'output', factors: LineParts['factors'], what = '') =>
    costLine(
      {
        ...{ located, feature: 'knowledge', what: `${model} ${direction}${what}`, kind: 'usage', factors },
        price: `${model} ${direction}`,
      },
      prices,
    );
  const isPriced = prices[`${model} input`] && prices[`${model} output`];
  const { questionTokens, outputTokens, agentRuns } = assumptions;
  const isDelegated = ENV.delegated in environment;
  const questions = isDelegated ? assumptions.delegatedQuestions : assumptions.questions;
  const turns = turnsOf(located, context);
  const lines = () => [
    line('input', [
      [questions, 'questions'],
      [questionTokens, 'tokens'],
    ]),
    line('output', [
      [questions, 'questions'],
      [outputTokens, 'tokens'],
    ]),
    ...(turns === 0
      ? []
      : [
          // Turn n sends everything before it again: 1 + 2 + … + turns times the input of an answer.
          line(
            'input',
            [
              [agentRuns, 'runs'],
              [(turns * (turns + 1)) / 2, 'inputs of an answer'],
              [questionTokens, 'tokens'],
            ],
            ' of the agent',
          ),
          line(
            'output',
            [
              [agentRuns, 'runs'],
              [turns, 'turns'],
              [outputTokens, 'tokens'],
            ],
            ' of the agent',
          ),
        ]),
  ];
  return {
    lines: isPriced ? lines() : [],
    unpriced: [
      'metrics of the knowledge function',
      ...(isPriced ? [] : [model]),
      ...(isDelegated ? ['what an agent of Bedrock costs'] : []),
      ...(ENV.guardrailId in environment ? ['passages that the guardrail judges'] : []),
    ],
  };
}

/** Turns of a run of the agent: those assumed, and at most those of the row; 0 without an agent. */
function turnsOf(located: Located, { references, assumptions }: CostContext): number {
  const limits = knowledgeEnvironment(located)?.[ENV.agent];
  if (limits === undefined) return 0;
  const { maxTurns } = JSON.parse(references.text(limits, located.stack)) as AgentLimits;
  return Math.min(assumptions.agentTurns, maxTurns);
}
