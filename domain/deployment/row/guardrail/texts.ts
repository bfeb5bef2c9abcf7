import { nearest } from '../../../nearest';
import { either, firstViolated, text, type Validator } from '../../validation';

/** Validates text of 1 to this many characters. */
export function textUpTo(most: number): Validator {
  return text(
    'text',
    firstViolated<string>([
      {
        code: 'PB-CONFIG-053',
        holds: (value) => value.length > 0 && value.length <= most,
        message: (value) => `has ${value.length} characters, and takes 1 to ${most}`,
        remedy: (value) => (value.length === 0 ? 'Fill it in.' : `Shorten it by ${value.length - most}.`),
      },
    ]),
  );
}

/** Validates a choice of few names. */
export function oneOf(names: readonly string[]): Validator {
  return text(
    `one of ${names.join(', ')}`,
    firstViolated<string>([
      {
        code: 'PB-CONFIG-061',
        holds: (name) => names.includes(name),
        message: `is not one of ${names.join(', ')}`,
        remedy: (name) => `Use ${either(nearest(name, names, 1)) || either(names)}.`,
      },
    ]),
  );
}
