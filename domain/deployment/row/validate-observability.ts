import { nearest } from '../../nearest';
import { ALARM_KINDS, type AlarmKind, isAlarmKind } from '../../observability/alarm-kinds';
import type { ModelQuota, ObservabilityConfig } from '../config/observability-config';
import {
  all,
  at,
  either,
  firstViolated,
  isList,
  isObject,
  isText,
  listOf,
  noDuplicates,
  objectOf,
  problem,
  text,
  typed,
  type Validator,
  wholeNumber,
  within,
} from '../validation';

/** Longest address that a mail server accepts. Source: RFC 5321, section 4.5.3.1. */
const LONGEST_ADDRESS = 254;

/** Validates an e-mail address. */
export const validateEmail = text(
  'an e-mail address',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-150',
      holds: (value) => /^[^\s@<>"]+@[^\s@<>".]+(\.[^\s@<>".]+)+$/.test(value) && value.length <= LONGEST_ADDRESS,
      message: 'is not an e-mail address such as on-call@example.com',
      remedy: 'Write the address alone, without a name.',
    },
  ]),
);

const KINDS = Object.keys(ALARM_KINDS);

const kind = firstViolated<string>([
  {
    code: 'PB-CONFIG-152',
    holds: isAlarmKind,
    message: `is no kind of alarm; the kinds are ${KINDS.join(', ')}`,
    remedy: (name) => `Use ${either(nearest(name, KINDS, 1)) || 'one of these'}.`,
  },
]);

const threshold = typed(
  (value): value is number => typeof value === 'number' && value > 0 && value <= 1_000_000,
  'a number above 0, at most 1,000,000',
  'Set the value at which the alarm is raised, in the unit of its kind.',
);

const thresholds = typed(
  isObject,
  'an object of kinds of alarms with their thresholds',
  'Write it as { … }.',
  (all, place) =>
    Object.entries(all).flatMap(([name, value]) => [
      ...kind(name, within(place, name)),
      ...threshold(value, within(place, name)),
    ]),
);

const quota = objectOf(
  {
    model: text('the id of a model', () => []),
    tokensPerMinute: wholeNumber(1, 1_000_000_000, 'Copy the quota of tokens per minute from Service Quotas.'),
  } satisfies Record<keyof ModelQuota, Validator>,
  ['model', 'tokensPerMinute'],
);

/** Validates `observability` of a row by itself. */
export const validateObservability: Validator = objectOf({
  emails: all(
    listOf(validateEmail, { max: 10, what: 'e-mail addresses' }),
    noDuplicates('Name each address once.', (address) =>
      typeof address === 'string' ? address.toLowerCase() : undefined,
    ),
  ),
  thresholds,
  anomalyBand: typed(
    (value): value is number => typeof value === 'number' && value >= 1 && value <= 10,
    'a number from 1 to 10',
    'Set the number of standard deviations.',
  ),
  quotas: all(
    listOf(quota, { what: 'quotas' }),
    noDuplicates('Name each model once.', (one) => (isObject(one) ? one.model : undefined)),
  ),
} satisfies Record<keyof ObservabilityConfig, Validator>);

type Row = Readonly<Record<string, unknown>>;

/** Properties of a row, one of which gives it alarms of a kind, for the kinds that not every row has. */
const NEEDS: Readonly<Partial<Record<AlarmKind, readonly string[]>>> = {
  'event-failures': ['fineTuning', 'knowledge', 'healthScribe', 'spend'],
  'guardrail-interventions': ['guardrail'],
  'queue-age': ['knowledge'],
  'workflow-failures': ['fineTuning', 'knowledge', 'healthScribe', 'spend'],
};

const withoutAlarm = (row: Row, observability: Row, name: string): readonly string[] | undefined => {
  if (!isAlarmKind(name)) return undefined;
  if (name === 'quota') return isList(observability.quotas) ? undefined : ['observability.quotas'];
  const needed = NEEDS[name];
  return needed?.some((property) => row[property] !== undefined) ? undefined : needed;
};

/** A threshold of an alarm that the row does not have, and a quota of a model that it does not name, change nothing. */
export const alarmsAreOfRow: Validator = (row, place) => {
  if (!isObject(row) || !isObject(row.observability)) return [];
  const { observability } = row;
  const here = within(place, 'observability');
  const quotas = isList(observability.quotas) ? observability.quotas : [];
  const named = quotas.map((one) => (isObject(one) ? one.model : undefined));
  const models = isList(row.models) ? row.models.filter(isText).filter((model) => !model.startsWith('arn:')) : [];
  return [
    ...namesIn(observability.thresholds).flatMap((name) => {
      const needed = withoutAlarm(row, observability, name);
      if (!needed) return [];
      const message = `has no effect: a row without ${needed.join(', ')} has no alarm of this kind`;
      return [problem('PB-CONFIG-153', within(within(here, 'thresholds'), name), { message, remedy: 'Remove it.' })];
    }),
    ...quotas.flatMap((one, index) => {
      if (!isObject(one) || !isText(one.model) || models.includes(one.model)) return [];
      const unnamed = models.filter((model) => !named.includes(model));
      return [
        problem('PB-CONFIG-154', within(at(within(here, 'quotas'), index), 'model'), {
          value: one.model,
          message: `is no model of the row by id; those are ${models.join(', ') || 'none'}`,
          remedy: unnamed.length > 0 ? `Use ${either(nearest(one.model, unnamed, 1))}.` : 'Remove it.',
        }),
      ];
    }),
  ];
};

const namesIn = (value: unknown): readonly string[] => (isObject(value) ? Object.keys(value) : []);

/** The breaker notifies by the topic of the alarms: without it, nobody would learn that it stopped the models. */
export const spendIsTold: Validator = (row, place) => {
  if (!isObject(row) || row.spend === undefined || row.observability !== undefined) return [];
  return [
    problem('PB-CONFIG-151', within(place, 'spend'), {
      message: 'requires observability: without its topic, nobody would learn that the limit stopped the models',
      remedy: "Add observability, for example { emails: ['on-call@example.com'] }.",
    }),
  ];
};
