import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { notProven } from '../../domain/deployment/not-proven';
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

const PRINCIPALS = { trustedPrincipals: { principals: ['arn:aws:iam::111122223333:role/clinic'] } };
const SETS = { trustedPrincipals: { permissionSets: ['Clinician'] } };

test.each([
  ['whoever is in the account', {}, true],
  ['permission sets', { personas: { clinician: SETS, records: PRINCIPALS } }, true],
  ['permission sets of the readers of records', { personas: { clinician: PRINCIPALS, records: SETS } }, true],
  ['permission sets of all personas', SETS, true],
  ['principals', PRINCIPALS, false],
  [
    'principals in place of permission sets',
    { ...SETS, personas: { clinician: PRINCIPALS, records: PRINCIPALS } },
    false,
  ],
] satisfies [string, Partial<DeploymentConfig>, boolean][])(
  'MFA of IAM Identity Center is not proven if clinicians are %s',
  (_, changes, isOpen) => {
    const says = expect.stringMatching(/clinicians .* have signed in with MFA/) as string;
    expect(notProven(row({ healthScribe: {}, ...changes }))).toEqual(isOpen ? [says] : []);
    expect(notProven(row(changes))).toEqual([]);
  },
);
