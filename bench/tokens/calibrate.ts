import llama from 'llama3-tokenizer-js';
import { WEIGHTS, type Weight } from '../../domain/fine-tuning/dataset/record/token-weights';
import { countWeights } from '../../domain/fine-tuning/dataset/record/tokens';
import { calibrationRows, latin1, SAMPLES } from './calibration-table';

// Fits the weights of the token estimate to the tokenizer of Llama 3, and prints them with the error of each sample.
// Run: npx esbuild bench/tokens/calibrate.ts --bundle --platform=node --format=esm | node --input-type=module

const WEIGHT_NAMES = Object.keys(WEIGHTS) as Weight[];

/** Samples with a higher weight: the most frequent ones, and those that a sum of characters estimates badly. */
const IMPORTANCE: Readonly<Record<string, number>> = { English: 4, TypeScript: 2, JSON: 2, base64: 3, base64url: 2 };

/** Each sample is cut into so many parts, which are fitted separately. */
const PARTS = 3;

const countLlamaTokens = (text: string) => llama.encode(text, { bos: false, eos: false }).length;

interface Row {
  readonly features: readonly number[];
  readonly tokens: number;
}

function rowsOf(text: string): Row[] {
  const characters = [...text];
  const size = Math.ceil(characters.length / PARTS);
  return Array.from({ length: PARTS }, (_, part) => characters.slice(part * size, (part + 1) * size).join('')).map(
    (part) => {
      const counts = countWeights(latin1(part));
      return { features: WEIGHT_NAMES.map((name) => counts[name] ?? 0), tokens: countLlamaTokens(part) };
    },
  );
}

/** Minimizes the squared relative errors by coordinate descent, without negative weights. */
function fitted(rows: readonly Row[]): number[] {
  const weights = WEIGHT_NAMES.map((name) => WEIGHTS[name] as number);
  const scaled = rows.map(({ features, tokens }) => features.map((feature) => feature / tokens));
  const errors = scaled.map((features) =>
    features.reduce((sum, feature, index) => sum + feature * (weights[index] ?? 0), -1),
  );
  for (let round = 0; round < 5000; round++) {
    for (let index = 0; index < weights.length; index++) {
      let gradient = 0;
      let curvature = 1e-9;
      for (const [row, features] of scaled.entries()) {
        const feature = features[index] ?? 0;
        gradient += feature * (errors[row] ?? 0);
        curvature += feature * feature;
      }
      const before = weights[index] ?? 0;
      const after = Math.max(0, before - gradient / curvature);
      weights[index] = after;
      for (const [row, features] of scaled.entries())
        errors[row] = (errors[row] ?? 0) + (features[index] ?? 0) * (after - before);
    }
  }
  return weights;
}

const weights = fitted(
  Object.entries(SAMPLES).flatMap(([name, text]) =>
    Array.from({ length: IMPORTANCE[name] ?? 1 }, () => rowsOf(text)).flat(),
  ),
);
console.log('Weights that fit best:');
console.log(Object.fromEntries(WEIGHT_NAMES.map((name, index) => [name, Number((weights[index] ?? 0).toFixed(2))])));
console.log('\nTable of docs/fine-tuning.md, with the weights that are in use:');
console.log(calibrationRows(countLlamaTokens).join('\n'));
