import { DEFAULT_RETENTION_DAYS, LOGGED_KINDS } from '../../domain/account/account-config';
import { delivers, flagOf, plannedLogging } from '../../domain/account/logging-setting';
import { validateAccounts } from '../../domain/account/validate-account';
import { ConfigError } from '../../domain/deployment/config-error';
import { ACCOUNTS } from '../../lib/config/accounts';
import { selectAccount } from '../../lib/config/select-deployment';

const BASE = { region: 'us-east-1', audit: ['guardrails'] };
const codesOf = (row: unknown) => validateAccounts({ test: row }).map(({ code, path }) => `${code} ${path}`);

test('the rows of the table are valid', () => {
  expect(validateAccounts(ACCOUNTS)).toEqual([]);
});

test.each<[string, unknown, string]>([
  ['PB-CONFIG-002 test', 'text', 'no object'],
  ['PB-CONFIG-003 test.region', { audit: ['guardrails'] }, 'without a Region'],
  ['PB-CONFIG-020 test.region', { ...BASE, region: 'us-east-9' }, 'another Region'],
  ['PB-CONFIG-004 test.auditt', { ...BASE, auditt: [] }, 'a typing mistake'],
  ['PB-CONFIG-005 test.audit', { ...BASE, audit: [] }, 'no events'],
  ['PB-CONFIG-170 test.audit[0]', { ...BASE, audit: ['guardrail'] }, 'unknown events'],
  ['PB-CONFIG-006 test.audit[1]', { ...BASE, audit: ['guardrails', 'guardrails'] }, 'events twice'],
  ['PB-CONFIG-002 test.logging.retentionDays', { ...BASE, logging: { retentionDays: 31 } }, 'no period of Logs'],
  ['PB-CONFIG-002 test.logging.retentionDays', { ...BASE, logging: { retentionDays: 0 } }, 'no retention'],
  ['PB-CONFIG-170 test.logging.kinds[0]', { ...BASE, logging: { kinds: ['texts'] } }, 'unknown data'],
  ['PB-CONFIG-171 test.dataRetention', { ...BASE, dataRetention: 'aws_review' }, 'a weaker mode'],
  ['PB-CONFIG-171 test.dataRetention', { ...BASE, dataRetention: 'provider_data_share' }, 'the weakest mode'],
  [
    'PB-CONFIG-172 test.enforcedGuardrail.guardrail',
    { ...BASE, enforcedGuardrail: { guardrail: 'A B', version: '1' } },
    'no id',
  ],
  [
    'PB-CONFIG-173 test.enforcedGuardrail.guardrail',
    {
      ...BASE,
      enforcedGuardrail: { guardrail: 'arn:aws:bedrock:eu-west-1:111122223333:guardrail/abc', version: '1' },
    },
    'a guardrail of another Region',
  ],
  [
    'PB-CONFIG-174 test.enforcedGuardrail.version',
    { ...BASE, enforcedGuardrail: { guardrail: 'abc', version: 'DRAFT' } },
    'a draft',
  ],
  ['PB-CONFIG-175 test', { region: 'us-east-1' }, 'a row that does nothing'],
  [
    'PB-CONFIG-176 test.auditors',
    { region: 'us-east-1', dataRetention: 'none', auditors: { principals: ['111122223333'] } },
    'nobody to audit',
  ],
])('%s: %3$s', (code, row) => {
  expect(codesOf(row)).toEqual([code]);
});

test('a row that does not exist is named', () => {
  expect(() => selectAccount('prod', ACCOUNTS)).toThrow(ConfigError);
  expect(() => selectAccount('prod', ACCOUNTS)).toThrow(/PB-CONFIG-177 account 'prod'.*Use one of audit, copies/);
});

/** Every set of kinds. */
const SETS = Array.from({ length: 2 ** LOGGED_KINDS.length }, (_, bits) =>
  LOGGED_KINDS.filter((_kind, index) => bits & (1 << index)),
);

test('each of the five flags is set, whatever the row names', () => {
  for (const kinds of SETS.filter(({ length }) => length > 0)) {
    const planned = plannedLogging({ region: 'us-east-1', logging: { kinds } }, '111122223333');
    expect(delivers(planned)).toBe(true);
    for (const kind of LOGGED_KINDS) expect(planned?.[flagOf(kind)]).toBe(kinds.includes(kind));
  }
  expect(DEFAULT_RETENTION_DAYS).toBeLessThanOrEqual(30);
});
