import fc from 'fast-check';
import { optional, type PropertyRows, textOf } from '../property';

const label = textOf('abcdefghijklmnopqrstuvwxyz0123456789', 1, 12);

const email = fc.tuple(label, label).map(([name, domain]) => `${name}@${domain}.example`);

/** Alarms with any settings, to their limits. */
export const observability: PropertyRows<'observability'> = () =>
  optional(
    fc.record(
      {
        emails: fc.uniqueArray(email, { maxLength: 10 }),
      },
      { requiredKeys: [] },
    ),
  );
