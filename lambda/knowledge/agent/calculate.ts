import { ToolError } from './tool-error';

/** Fraction of whole numbers; the denominator is positive. */
interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Digits after the point of a result that no decimal number of this length equals. */
const DIGITS = 20;

/** Most brackets within brackets. */
const DEEPEST = 50;

const TOKENS = /\s*(?:(\d+(?:\.\d+)?|\.\d+)|([-+*/()]))/y;

/**
 * Calculates an expression of decimal numbers, `+`, `-`, `*`, `/` and brackets, exactly: with fractions, and never with
 * floating point.
 *
 * @returns the decimal number; one that has no end is rounded to 20 digits after the point and begins with `≈`
 * @throws ToolError
 */
export const calculate = (expression: string): string => format(new Reader(expression).whole());

class Reader {
  private readonly tokens: readonly string[];
  private index = 0;
  private depth = 0;

  constructor(expression: string) {
    this.tokens = tokensOf(expression);
  }

  whole(): Fraction {
    const value = this.sum();
    if (this.index < this.tokens.length) throw new ToolError('expected an operator or the end');
    return value;
  }

  private sum(): Fraction {
    let value = this.product();
    for (let sign = this.take('+', '-'); sign; sign = this.take('+', '-')) {
      const { numerator, denominator } = this.product();
      const signed = sign === '+' ? numerator : -numerator;
      value = fraction(value.numerator * denominator + signed * value.denominator, value.denominator * denominator);
    }
    return value;
  }

  private product(): Fraction {
    let value = this.signed();
    for (let sign = this.take('*', '/'); sign; sign = this.take('*', '/')) {
      const { numerator, denominator } = this.signed();
      if (sign === '/' && numerator === 0n) throw new ToolError('division by zero');
      const [above, below] = sign === '*' ? [numerator, denominator] : [denominator, numerator];
      value = fraction(value.numerator * above, value.denominator * below);
    }
    return value;
  }

  private signed(): Fraction {
    let isNegative = false;
    for (let sign = this.take('+', '-'); sign; sign = this.take('+', '-')) isNegative = isNegative !== (sign === '-');
    const value = this.atom();
    return isNegative ? { ...value, numerator: -value.numerator } : value;
  }

  private atom(): Fraction {
    if (this.take('(')) {
      this.depth += 1;
      if (this.depth > DEEPEST) throw new ToolError(`more than ${DEEPEST} brackets within brackets`);
      const value = this.sum();
      this.depth -= 1;
      if (!this.take(')')) throw new ToolError('expected a closing bracket');
      return value;
    }
    const token = this.tokens[this.index];
    if (token === undefined || !/\d/.test(token)) throw new ToolError('expected a number');
    this.index += 1;
    const [whole = '', decimals = ''] = token.split('.');
    return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length));
  }

  private take(...expected: readonly string[]): string | undefined {
    const token = this.tokens[this.index];
    if (token === undefined || !expected.includes(token)) return undefined;
    this.index += 1;
    return token;
  }
}

function tokensOf(expression: string): readonly string[] {
  const text = expression.trimEnd();
  const tokens: string[] = [];
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < text.length) {
    const found = TOKENS.exec(text);
    if (!found) throw new ToolError('only numbers such as 1250.50, the operators + - * / and brackets are known');
    tokens.push(found[1] ?? found[2] ?? '');
  }
  return tokens;
}

/** Returns a fraction in lowest terms, so that the numbers stay as short as the result. */
function fraction(numerator: bigint, denominator: bigint): Fraction {
  let [divisor, rest] = [abs(numerator), abs(denominator)];
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  const sign = denominator < 0n ? -1n : 1n;
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

function format({ numerator, denominator }: Fraction): string {
  const digits = exactDigits(denominator);
  const scaled = abs(numerator) * 10n ** BigInt(digits ?? DIGITS);
  const rounded = digits === undefined ? (2n * scaled + denominator) / (2n * denominator) : scaled / denominator;
  const text = String(rounded).padStart((digits ?? DIGITS) + 1, '0');
  const point = text.length - (digits ?? DIGITS);
  const decimals = text.slice(point).replace(/0+$/, '');
  const value = `${text.slice(0, point)}${decimals && `.${decimals}`}`;
  return `${digits === undefined ? '≈ ' : ''}${numerator < 0n && rounded !== 0n ? '-' : ''}${value}`;
}

/** Returns the number of decimals of a fraction in lowest terms; undefined if it has no end. */
function exactDigits(denominator: bigint): number | undefined {
  let rest = denominator;
  const powers = [2n, 5n].map((prime) => {
    let power = 0;
    for (; rest % prime === 0n; power += 1) rest /= prime;
    return power;
  });
  return rest === 1n ? Math.max(...powers) : undefined;
}

const abs = (value: bigint): bigint => (value < 0n ? -value : value);
