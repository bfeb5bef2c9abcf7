import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { rowFaults } from '../../proofs/rows/row-faults';
import { row } from '../deployment/rows';

// A row with every setting is one of the odd rows of test/proofs/rows.test.ts.
test.each([
  ['nothing but the switch', { healthScribe: {} }],
  [
    'beside documents and training data, under the boundary of an organization',
    {
      permissionsBoundary: { name: 'team/boundary' },
      healthScribe: { keepSignedNotes: true },
      fineTuning: { baseModels: ['amazon.nova-lite-v1:0'], vpcOnly: true },
      knowledge: { vpcOnly: true, audiences: { board: ['board'] } },
      trustedPrincipals: { permissionSets: ['Ai'] },
      personas: { records: { trustedPrincipals: { principals: ['arn:aws:iam::444455556666:role/Records'] } } },
    },
  ],
] satisfies [string, Partial<DeploymentConfig>][])('a row works: %s', async (_, changes) => {
  expect(await rowFaults('clinic', row(changes))).toEqual([]);
});
