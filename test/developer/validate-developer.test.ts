import { DEVELOPER_REGIONS } from '../../domain/deployment/row/validate-developer';
import { BEDROCK_REGIONS } from '../../domain/models/regions';
import { problemsOf } from '../deployment/rows';

const codes = (changes: Readonly<Record<string, unknown>>) =>
  problemsOf(changes).map(({ code, path }) => `${code} ${path}`);

test.each([
  ['no settings', {}],
  ['the shortest times', { promptDays: 1, reportDays: 1 }],
  ['the longest times', { promptDays: 3653, reportDays: 3653 }],
])('accepts %s', (_, developer) => {
  expect(codes({ developer })).toEqual([]);
});

test.each([
  ['no day', { promptDays: 0 }, 'PB-CONFIG-002 test.developer.promptDays'],
  ['part of a day', { promptDays: 1.5 }, 'PB-CONFIG-002 test.developer.promptDays'],
  ['more than ten years', { reportDays: 3654 }, 'PB-CONFIG-002 test.developer.reportDays'],
  ['text', { reportDays: '30' }, 'PB-CONFIG-002 test.developer.reportDays'],
])('refuses %s', (_, developer, expected) => {
  expect(codes({ developer })).toEqual([expected]);
});

test('every Region without profiles of the service is refused, with the Regions that have them', () => {
  for (const region of BEDROCK_REGIONS) {
    const own = problemsOf({ region, developer: {} }).filter(({ path }) => path === 'test.developer');
    if (DEVELOPER_REGIONS.includes(region)) {
      expect(own).toEqual([]);
      continue;
    }
    expect(own).toEqual([
      expect.objectContaining({
        code: 'PB-CONFIG-200',
        message: expect.stringContaining(`is not possible in ${region}`) as string,
        remedy: expect.stringContaining("'us-east-1' or 'eu-central-1'") as string,
      }),
    ]);
  }
});

const WAIVED = { principals: ['arn:aws:iam::111122223333:role/ops'], mfa: false };
const SETS = { trustedPrincipals: { permissionSets: ['Audit'] } };

test.each([
  ['by the row', { trustedPrincipals: WAIVED }, ['auditor', 'reportReader']],
  ['by the row, except one', { trustedPrincipals: WAIVED, personas: { auditor: SETS } }, ['reportReader']],
  ['by its own principals', { personas: { auditor: { trustedPrincipals: WAIVED } } }, ['auditor']],
] as const)('refuses readers without MFA, waived %s', (_, changes, personas) => {
  expect(codes({ developer: {}, ...changes })).toEqual(personas.map((name) => `PB-CONFIG-201 test.personas.${name}`));
});

test('a row without developer can do without MFA', () => {
  expect(codes({ trustedPrincipals: WAIVED })).toEqual([]);
});

test.each(['auditor', 'reportReader'])('refuses an exception for the %s of a row without developer', (name) => {
  expect(codes({ personas: { [name]: SETS } })).toEqual([`PB-CONFIG-087 test.personas.${name}`]);
});
