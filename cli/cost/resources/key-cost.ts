import type { CostRule } from './cost-context';
import { costLine } from './cost-line';

/**
 * Prices `AWS::KMS::Key`. Each of the first two rotations adds one dollar per month; later ones add nothing.
 * Source: AWS KMS pricing, with its change of 2024.
 */
export const keyCost: CostRule = (located, { assumptions, prices }) => {
  const { KeySpec: spec = 'SYMMETRIC_DEFAULT' } = located.resource.Properties ?? {};
  if (spec !== 'SYMMETRIC_DEFAULT') return { unpriced: [`a key of type ${JSON.stringify(spec)}`] };
  const rotates = located.resource.Properties?.EnableKeyRotation === true;
  return {
    lines: [
      costLine(
        {
          located,
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
          located,
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
