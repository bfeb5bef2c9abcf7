import type { ObservabilityConfig } from '../config/observability-config';
import {
  all,
  firstViolated,
  isObject,
  listOf,
  noDuplicates,
  objectOf,
  problem,
  text,
  type Validator,
  within,
} from '../validation';

/** Longest address that a mail server accepts. Source: RFC 5321, section 4.5.3.1. */
const LONGEST_ADDRESS = 254;

const email = text(
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

/** Validates `observability` of a row by itself. */
export const validateObservability: Validator = objectOf({
  emails: all(
    listOf(email, { max: 10, what: 'e-mail addresses' }),
    noDuplicates('Name each address once.', (address) =>
      typeof address === 'string' ? address.toLowerCase() : undefined,
    ),
  ),
} satisfies Record<keyof ObservabilityConfig, Validator>);

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
