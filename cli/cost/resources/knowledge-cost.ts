import type { Located } from '../../../domain/template/references';
import { ENV } from '../../../lambda/knowledge/contract';
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

/** Prices the answers of the knowledge function, all by its default model. Its metrics have no price here. */
export function answerCost(located: Located, { references, assumptions, prices }: CostContext): ResourceCost {
  const environment = knowledgeEnvironment(located) ?? {};
  const [model = ''] = JSON.parse(references.text(environment[ENV.allowedModels], located.stack)) as string[];
  const line = (direction: 'input' | 'output', tokens: number) =>
    costLine(
      {
        ...{ located, feature: 'knowledge', what: `${model} ${direction}`, kind: 'usage' },
        factors: [
          [assumptions.questions, 'questions'],
          [tokens, 'tokens'],
        ],
        price: `${model} ${direction}`,
      },
      prices,
    );
  const isPriced = prices[`${model} input`] && prices[`${model} output`];
  return {
    lines: isPriced ? [line('input', assumptions.questionTokens), line('output', assumptions.outputTokens)] : [],
    unpriced: [
      'metrics of the knowledge function',
      ...(isPriced ? [] : [model]),
      ...(ENV.guardrailId in environment ? ['passages that the guardrail judges'] : []),
    ],
  };
}
