import { usageError } from '../command';
import {
  type Assumptions,
  DEFAULT_OPERATIONS,
  flagOf,
  isOperation,
  QUANTITIES,
  type Quantity,
  quantities,
} from './assumptions';

/** What the command line may say of a month of use. */
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
      throw usageError('PB-COST-005', `--operations knows no ${name}.`);
    }),
    shares: sharesOf(share),
    tokens: Object.fromEntries(
      tokens.map((text) => {
        const [model, value] = pair('--tokens', text, '<model>=<input>/<output>');
        const [input, output, ...more] = value.split('/');
        if (output === undefined || more.length > 0)
          throw usageError('PB-COST-006', `--tokens takes <model>=<input>/<output>, not ${text}.`);
        return [model, { input: amount('--tokens')(input ?? ''), output: amount('--tokens')(output) }];
      }),
    ),
  };
}

/** @throws OperatorError if the flags name a model that none of these deployments may call */
export function assertModels({ shares, tokens }: Assumptions, allowed: readonly string[]): void {
  for (const model of [...Object.keys(shares), ...Object.keys(tokens)]) {
    if (!allowed.includes(model)) {
      throw usageError(
        'PB-COST-007',
        `${model} is no model that may be called here: ${allowed.join(', ') || 'there is none'}.`,
      );
    }
  }
}

/** Reads the value of a quantity's flag. */
export const quantity = (name: Quantity): ((value: string) => number) => {
  const { max } = QUANTITIES[name] as { readonly max?: number };
  return amount(flagOf(name), max);
};

/** A number from 0, such as `10000` or `0.5`; no sign, no exponent, no separators. */
const amount =
  (flag: string, max = Number.MAX_SAFE_INTEGER) =>
  (value: string): number => {
    if (!/^\d+(\.\d+)?$/.test(value) || Number(value) > max) {
      const upTo = max === Number.MAX_SAFE_INTEGER ? '' : ` to ${max}`;
      throw usageError('PB-COST-008', `${flag} takes a number from 0${upTo}, not ${value || 'nothing'}.`);
    }
    return Number(value);
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
    throw usageError('PB-COST-009', `--share must come to 100 percent, not ${all}.`);
  }
  return shares;
}

function pair(flag: string, text: string, form: string): [string, string] {
  const at = text.lastIndexOf('=');
  if (at < 1) throw usageError('PB-COST-010', `${flag} takes ${form}, not ${text}.`);
  return [text.slice(0, at), text.slice(at + 1)];
}
