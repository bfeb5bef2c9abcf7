import { OPERATIONS } from '../../lambda/inference/contract';
import { flagOf, usageError } from '../command';
import {
  type Assumptions,
  DEFAULT_OPERATIONS,
  isOperation,
  QUANTITIES,
  type Quantity,
  quantities,
} from './assumptions';

/** Flags for the use in a month. */
export interface AssumptionFlags extends Readonly<Partial<Record<Quantity, number>>> {
  readonly operations?: readonly string[];
  readonly share?: readonly string[];
  readonly tokens?: readonly string[];
}

/** @throws OperatorError */
export function assumptionsOf({
  operations = DEFAULT_OPERATIONS,
  share = [],
  tokens = [],
  ...given
}: AssumptionFlags): Assumptions {
  return {
    ...quantities(given),
    operations: operations.map((name) => {
      if (isOperation(name)) return name;
      throw usageError('PB-COST-005', `--operations '${name}' is not an operation.`, `Use ${OPERATIONS.join(', ')}.`);
    }),
    shares: sharesOf(share),
    tokens: Object.fromEntries(
      tokens.map((text) => {
        const [model, value] = pair('--tokens', text, '<model>=<input>/<output>');
        const [input, output, ...more] = value.split('/');
        if (output === undefined || more.length > 0)
          throw usageError(
            'PB-COST-006',
            `--tokens '${text}' is not <model>=<input>/<output>.`,
            'Write for example --tokens amazon.nova-lite-v1:0=1000/300.',
          );
        return [model, { input: amount('--tokens')(input ?? ''), output: amount('--tokens')(output) }];
      }),
    ),
  };
}

/** @throws OperatorError if the flags name a model that no deployment contains */
export function assertModels({ shares, tokens }: Assumptions, allowed: readonly string[]): void {
  for (const model of [...Object.keys(shares), ...Object.keys(tokens)]) {
    if (!allowed.includes(model)) {
      throw usageError(
        'PB-COST-007',
        `${model} is not a model of this deployment.`,
        allowed.length > 0 ? `Use one of: ${allowed.join(', ')}.` : 'Omit it: the templates contain no model.',
      );
    }
  }
}

/** Returns the parser for the flag of a quantity. */
export const quantity = (name: Quantity): ((value: string) => number) => {
  const { max } = QUANTITIES[name] as { readonly max?: number };
  return amount(flagOf(name), max);
};

/** Groups of digits (first alternative) or digits, then a fraction, then an exponent. */
const NUMBER = /^(?:\d{1,3}([,_])\d{3}(?:\1\d{3})*|\d+)(?:\.\d+)?(?:e\+?\d{1,2})?$/i;

/** Parses a number from 0 as people write it: `10000`, `10_000`, `10,000`, `1e4`, `0.5`. A sign is an error. */
const amount =
  (flag: string, max = Number.MAX_SAFE_INTEGER) =>
  (text: string): number => {
    const value = NUMBER.test(text) ? Number(text.replace(/[,_]/g, '')) : Number.NaN;
    if (value <= max) return value;
    const upTo = max === Number.MAX_SAFE_INTEGER ? '' : ` to ${max}`;
    const examples = max === Number.MAX_SAFE_INTEGER ? '1000000, 1_000_000, 1,000,000, 1e6 or 0.5' : '10';
    throw usageError(
      'PB-COST-008',
      `${flag} '${text}' is not a number from 0${upTo}.`,
      `Write for example ${flag} ${examples}.`,
    );
  };

function sharesOf(share: readonly string[]): Record<string, number> {
  const shares = Object.fromEntries(
    share.map((text) => {
      const [model, percent] = pair('--share', text, '<model>=<percent>');
      return [model, amount('--share', 100)(percent)];
    }),
  );
  const all = Object.values(shares).reduce((sum, percent) => sum + percent, 0);
  if (share.length > 0 && Math.abs(all - 100) > 1e-9) {
    throw usageError('PB-COST-009', `--share totals ${all} percent.`, 'Give shares that total 100 percent.');
  }
  return shares;
}

function pair(flag: string, text: string, form: string): [string, string] {
  const at = text.lastIndexOf('=');
  if (at < 1) throw usageError('PB-COST-010', `${flag} '${text}' is not ${form}.`, `Write ${flag} ${form}.`);
  return [text.slice(0, at), text.slice(at + 1)];
}
