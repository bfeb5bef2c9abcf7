import type { CostRule } from './cost-context';
import { costLine, type LineParts } from './cost-line';

/** Prices `AWS::S3Vectors::Index`: vectors stored and written, and queries. The data that a query reads has no price here. */
export const vectorIndexCost: CostRule = (located, { assumptions, prices }) => {
  const line = (what: string, price: string, ...factor: LineParts['factors'][number]) =>
    costLine({ located, feature: 'knowledge', what, kind: 'usage', factors: [factor], price }, prices);
  return {
    lines: [
      line('vectors', 'vector-stored-gb', assumptions.vectorGb, 'GB'),
      line('vectors of a sync', 'vector-written-gb', assumptions.vectorWrittenGb, 'GB'),
      line('queries', 'vector-query', assumptions.vectorQueries, 'queries'),
    ],
    unpriced: ['the data that queries read'],
  };
};

/** Prices `AWS::Bedrock::KnowledgeBase`: it is free, and the model that embeds documents and questions has no price here. */
export const knowledgeBaseCost: CostRule = () => ({ unpriced: ['tokens of the embedding model'] });
