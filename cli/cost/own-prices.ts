import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { OperatorError } from '../../domain/operator-error';
import { type Price, type Prices, perMillionTokens } from '../../domain/prices/price';

/**
 * Returns the price table with the prices of a JSON file, for example those of another Region or of a contract:
 * `{ "endpoint-hour": 0.011, "eu.amazon.nova-lite-v1:0 input": 0.078 }`. Each has the unit of its row; token prices are
 * per million.
 *
 * @param today ISO day on which the file was read
 * @param cwd folder that a relative path starts from
 * @throws OperatorError with everything that is wrong in the file
 */
export function withOwnPrices(prices: Prices, file: string, today: string, cwd: string): Prices {
  const own = Object.entries(readObject(file, cwd));
  const wrong = own.flatMap(([name, usd]) => {
    if (!(typeof usd === 'number' && Number.isFinite(usd) && usd >= 0)) return [`${name} is not a price: ${usd}`];
    return prices[name] || isTokenPrice(name) ? [] : [`${name} is not the name of a price`];
  });
  if (wrong.length > 0) {
    throw new OperatorError(
      'PB-COST-001',
      `${file}: ${wrong.join('; ')}.`,
      'Write numbers from 0 in US dollars under the names of domain/prices/prices.ts, or `<modelId> input`, `output`, `cache read` and `cache write`.',
    );
  }
  return {
    ...prices,
    ...Object.fromEntries(own.map(([name, usd]) => [name, ownPrice(prices[name], usd, file, today)])),
  };
}

const isTokenPrice = (name: string) => /^\S+ (input|output|cache read|cache write)$/.test(name);

const ownPrice = (listed: Price | undefined, usd: unknown, source: string, read: string): Price => ({
  ...(listed ?? perMillionTokens),
  usd: Number(usd),
  source,
  read,
  confidence: 'yours',
});

function readObject(file: string, cwd: string): object {
  try {
    const content: unknown = JSON.parse(readFileSync(resolve(cwd, file), 'utf8'));
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content;
  } catch (cause) {
    // A file that is missing or locked has a remedy of its own.
    throw cause instanceof SyntaxError ? unreadable(file, { cause }) : cause;
  }
  throw unreadable(file);
}

const unreadable = (file: string, options?: ErrorOptions) =>
  new OperatorError(
    'PB-COST-002',
    `${file} is not a JSON object.`,
    'Write for example { "endpoint-hour": 0.011 }.',
    options,
  );
