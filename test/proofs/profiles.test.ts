import { CATALOGUE } from '../../domain/models/model-catalogue';
import { evaluate } from '../../proofs/decisions/evaluator';
import { simulate } from '../../proofs/decisions/simulator';
import {
  type Invocation,
  invocations,
  type ProfilePoint,
  pointsOf,
  samples,
  wrong,
} from '../../proofs/profiles/profiles';

const every = invocations();
const points = new Map(every.map((invocation) => [invocation, pointsOf(invocation)]));
const of = (invocation: Invocation): readonly ProfilePoint[] => points.get(invocation) ?? [];

test('role, boundary and endpoint policy agree on every ARN of every model, and of every route from every Region', () => {
  const decided = every.flatMap(of);
  expect(decided.length).toBeGreaterThan(40_000);
  expect(wrong(decided, evaluate)).toEqual([]);
});

test.each(samples().map((sample) => [`${sample.words} from ${sample.region}`, sample] as const))(
  'the simulator says the same of %s',
  async (_, sample) => {
    const asked = pointsOf(sample);
    const outcomes = await Promise.all(asked.map(({ request }) => simulate(request)));
    expect(outcomes).toEqual(asked.map(({ request }) => evaluate(request)));
    expect(new Set(outcomes).size).toBeGreaterThan(1);
  },
);

test('each kind and geography is among the samples', () => {
  const prefix = ({ words }: Invocation) => words.split(/[ .]/)[0];
  expect(new Set(samples().map(prefix))).toEqual(
    new Set(every.map(prefix).filter((word) => !isVendor(word ?? ''))).add('amazon'),
  );
});

/** First word of a foundation model, of which one is enough. */
const isVendor = (word: string) => CATALOGUE.models.some(({ id }) => id.startsWith(`${word}.`));
