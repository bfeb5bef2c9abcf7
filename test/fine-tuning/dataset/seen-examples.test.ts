import { REMEMBERED, SeenExamples } from '../../../domain/fine-tuning/dataset/seen-examples';
import { BASE_MODELS } from '../../../domain/models/base-models';

const print = (key: number) => ({ key, rest: 0 });
const seen = (...examples: readonly (readonly [near: number, exact: number])[]) => {
  const all = new SeenExamples();
  const twins = examples.map(([near, exact], index) => all.add(print(near), () => print(exact), index + 1));
  return { all, twins };
};

describe('seen examples', () => {
  test('an example equals the earlier one with the same line, also when another one is nearly the same', () => {
    const { all, twins } = seen([1, 10], [1, 11], [1, 11], [2, 12]);
    expect(twins).toEqual([undefined, { line: 1, isExact: false }, { line: 2, isExact: true }, undefined]);
    expect(all.find(print(3), () => print(13))).toBeUndefined();
  });

  test('fingerprints that share only their key are not confused', () => {
    const all = new SeenExamples();
    all.add({ key: 1, rest: 1 }, () => print(10), 1);
    expect(all.add({ key: 1, rest: 2 }, () => print(11), 2)).toBeUndefined();
  });

  test('more examples are remembered than any base model takes, and no more', () => {
    const most = Math.max(...BASE_MODELS.map(({ records }) => records.max ?? 0));
    expect(REMEMBERED).toBeGreaterThan(most);
    const { all } = seen(...Array.from({ length: REMEMBERED + 1 }, (_, index) => [index, index] as const));
    expect(all.find(print(REMEMBERED - 1), () => print(REMEMBERED - 1))).toEqual({ line: REMEMBERED, isExact: true });
    expect(all.find(print(REMEMBERED), () => print(REMEMBERED))).toBeUndefined();
  });
});
