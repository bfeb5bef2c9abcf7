import { ConfigError, type Problem } from '../deployment/config-error';
import { validateTrustedPrincipals } from '../deployment/row/access/validate-principals';
import { validateRegion } from '../deployment/row/validate-row';
import {
  all,
  firstViolated,
  flag,
  isObject,
  listOf,
  noDuplicates,
  objectOf,
  type Place,
  problem,
  text,
  typed,
  type Validator,
  within,
} from '../deployment/validation';
import { withoutUndefined } from '../deployment/without-undefined';
import { CATALOGUE } from '../models/model-catalogue';
import { nearest } from '../nearest';
import {
  type AccountConfig,
  AUDITED,
  type EnforcedGuardrailConfig,
  LOGGED_KINDS,
  type LoggingConfig,
} from './account-config';

/** Periods of CloudWatch Logs in days. Source: CloudWatch Logs API Reference, PutRetentionPolicy. */
export const RETENTION_DAYS: readonly number[] = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
];

const oneOf = (values: readonly string[]) =>
  text(
    values.map((value) => `'${value}'`).join(' or '),
    firstViolated<string>([
      {
        code: 'PB-CONFIG-170',
        holds: (value) => values.includes(value),
        message: `is none of ${values.join(', ')}`,
        remedy: (value) => `Use '${nearest(value, values, 1)[0] ?? values[0]}'.`,
      },
    ]),
  );

const choices = (values: readonly string[], what: string): Validator =>
  all(listOf(oneOf(values), { min: 1, what }), noDuplicates('Name each once.'));

const logging = objectOf({
  retentionDays: typed(
    (value): value is number => RETENTION_DAYS.includes(value as number),
    'a period that CloudWatch Logs offers',
    `Use one of ${RETENTION_DAYS.join(', ')}.`,
  ),
  kinds: choices(LOGGED_KINDS, 'kinds of data'),
} satisfies Record<keyof LoggingConfig, Validator>);

const dataRetention = text(
  "'none'",
  firstViolated<string>([
    {
      code: 'PB-CONFIG-171',
      holds: (mode) => mode === 'none',
      message: "is a mode in which AWS or a model provider can store prompts; this project sets only 'none'",
      remedy: "Use 'none', or omit dataRetention and set the mode yourself.",
    },
  ]),
);

const GUARDRAIL = /^([a-z0-9]{1,64}|arn:aws:bedrock:([a-z0-9-]+):\d{12}:guardrail\/[a-z0-9]{1,64})$/;

const guardrail = text(
  'the id or ARN of a guardrail',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-172',
      holds: (id) => GUARDRAIL.test(id),
      message: 'is neither the id nor the ARN of a guardrail',
      remedy: 'Copy the id, without its version, from the output of the deployment that makes it.',
    },
    {
      code: 'PB-CONFIG-173',
      holds: (id, { region }) => region === undefined || [undefined, region].includes(GUARDRAIL.exec(id)?.[2]),
      message: (_, { region }) => `is a guardrail of another Region than ${region}`,
      remedy: 'Name a guardrail of the Region of the row: Bedrock enforces each in its own Region.',
    },
  ]),
);

const version = text(
  'a version as text',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-174',
      holds: (value) => /^[1-9]\d{0,7}$/.test(value),
      message: 'is not the number of a version',
      remedy: "Publish a version of the guardrail and use its number, such as '1': Bedrock enforces no draft.",
    },
  ]),
);

const enforcedGuardrail = objectOf(
  {
    guardrail,
    version,
    exceptModels: all(
      listOf(
        text('the id of a model', () => []),
        { min: 1, what: 'models' },
      ),
      noDuplicates('Name each model once.'),
    ),
  } satisfies Record<keyof EnforcedGuardrailConfig, Validator>,
  ['guardrail', 'version'],
);

const properties = objectOf(
  {
    region: validateRegion,
    keepData: flag('Write true to keep the data.'),
    audit: choices(AUDITED, 'kinds of events'),
    logging,
    dataRetention,
    enforcedGuardrail,
    trustedPrincipals: validateTrustedPrincipals,
    auditors: validateTrustedPrincipals,
  } satisfies Record<keyof AccountConfig, Validator>,
  ['region'],
);

/** Reports a row that would make roles and a key, and change nothing. */
const doesSomething: Validator = (row, place) => {
  const doing = ['audit', 'logging', 'dataRetention', 'enforcedGuardrail'];
  if (!isObject(row) || doing.some((name) => row[name] !== undefined)) return [];
  return [
    problem('PB-CONFIG-175', place, {
      message: 'sets nothing in the account',
      remedy: `Add one of ${doing.join(', ')}; audit is the recommendation, since it records no content.`,
    }),
  ];
};

const hasAuditor: Validator = (row, place) =>
  isObject(row) && row.auditors !== undefined && row.logging === undefined && row.audit === undefined
    ? [
        problem('PB-CONFIG-176', within(place, 'auditors'), {
          message: 'has no role in this row, which has neither logging nor audit',
          remedy: 'Remove it, or add logging or audit.',
        }),
      ]
    : [];

const row = all(properties, doesSomething, hasAuditor);

/** Returns every problem of a table of account deployments. Takes any value and never throws. */
export function validateAccounts(table: Readonly<Record<string, unknown>>): readonly Problem[] {
  return Object.entries(table).flatMap(([name, config]) => {
    const region = isObject(config) && typeof config.region === 'string' ? config.region : undefined;
    const place: Place = { deployment: name, path: name, region, today: '', catalogue: CATALOGUE };
    return row(withoutUndefined(config), place);
  });
}

/** @throws ConfigError that lists every problem */
export function assertAccounts(table: Readonly<Record<string, unknown>>): void {
  const problems = validateAccounts(table);
  if (problems.length > 0) throw new ConfigError(problems);
}
