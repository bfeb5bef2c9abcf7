import { costLine } from './cost-line';
import type { CostRule } from './costing';

/**
 * `AWS::KMS::Key`. Rotation keeps the old material, for one more dollar a month after each of the first two rotations
 * and nothing after that: AWS KMS pricing, and its change of 2024.
 */
export const keyCost: CostRule = (of, { assumptions, prices }) => {
  const rotates = of.resource.Properties?.EnableKeyRotation === true;
  return {
    lines: [
      costLine(
        {
          of,
          feature: 'encryption',
          what: 'customer managed key',
          kind: 'fixed',
          factors: [[1, 'key']],
          price: 'key-month',
          note: rotates ? 'twice that after the first rotation, three times after the second' : undefined,
        },
        prices,
      ),
      costLine(
        {
          of,
          feature: 'encryption',
          what: 'requests to the key',
          kind: 'usage',
          factors: [[assumptions.keyRequests, 'requests']],
          price: 'key-request',
        },
        prices,
      ),
    ],
  };
};
