import fc from 'fast-check';
import { rateRanking } from '../../domain/knowledge/ranking';

test.each([
  [['a', 'b', 'c'], ['a'], 3, { hit: 1, reciprocalRank: 1, ndcg: 1 }],
  [['b', 'a', 'c'], ['a'], 3, { hit: 1, reciprocalRank: 0.5, ndcg: 1 / Math.log2(3) }],
  [['b', 'b', 'a'], ['a'], 3, { hit: 1, reciprocalRank: 0.5, ndcg: 1 / Math.log2(3) }],
  [['b', 'c', 'a'], ['a'], 2, { hit: 0, reciprocalRank: 0, ndcg: 0 }],
  [[], ['a'], 5, { hit: 0, reciprocalRank: 0, ndcg: 0 }],
  [['a', 'x', 'b'], ['a', 'b'], 3, { hit: 1, reciprocalRank: 1, ndcg: 1.5 / (1 + 1 / Math.log2(3)) }],
])('%j with relevant %j at %d', (results, relevant, k, expected) => {
  expect(rateRanking(results, new Set(relevant), k)).toEqual(expected);
});

test('every measure is from 0 to 1, and 1 for the ideal order', () => {
  const documents = fc.uniqueArray(fc.nat(20).map(String), { minLength: 1, maxLength: 10 });
  fc.assert(
    fc.property(documents, documents, fc.integer({ min: 1, max: 10 }), (results, relevant, k) => {
      for (const measure of Object.values(rateRanking(results, new Set(relevant), k))) {
        expect(measure).toBeGreaterThanOrEqual(0);
        expect(measure).toBeLessThanOrEqual(1);
      }
      expect(rateRanking([...relevant, ...results], new Set(relevant), k).ndcg).toBeCloseTo(1);
    }),
  );
});

test('a question without a relevant document is refused', () => {
  expect(() => rateRanking(['a'], new Set(), 1)).toThrow('no ranking');
});
