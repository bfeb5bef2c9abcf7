import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { notProven } from '../../domain/deployment/not-proven';
import { rowFaults } from '../../proofs/rows/row-faults';
import { row } from '../deployment/rows';

// A row with every setting is one of the odd rows of test/proofs/rows.test.ts.
test.each([
  ['nothing but the switch', { developer: {} }],
  [
    'beside patient data, under the boundary of an organization',
    {
      keepData: true,
      permissionsBoundary: { name: 'team/boundary' },
      healthScribe: {},
      developer: { promptDays: 3653 },
      trustedPrincipals: { permissionSets: ['Ai'] },
      personas: {
        auditor: { trustedPrincipals: { principals: ['arn:aws:iam::444455556666:role/Audit'] }, sessionHours: 2 },
      },
    },
  ],
] satisfies [string, Partial<DeploymentConfig>][])('a row works: %s', async (_, changes) => {
  expect(await rowFaults('developers', row(changes))).toEqual([]);
});

test('nobody claims that the service writes its logs', () => {
  const says = expect.stringMatching(/Amazon Q Developer or Kiro writes its logs.*preflight/) as string;
  expect(notProven(row({ developer: {} }))).toEqual([says]);
  expect(notProven(row())).toEqual([]);
});
