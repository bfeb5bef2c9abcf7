import { REMEMBERED, SeenExamples } from '../../../domain/fine-tuning/dataset/seen-examples';
import { BASE_MODELS } from '../../../domain/models/base-models';

describe('seen examples', () => {
  test('an example equals the earlier one with the same line, also when another one is nearly the same', () => {
    const seen = new SeenExamples();
    expect(seen.add({ near: 1, exact: 10 }, 1)).toBeUndefined();
    expect(seen.add({ near: 1, exact: 11 }, 2)).toEqual({ line: 1, isExact: false });
    expect(seen.add({ near: 1, exact: 11 }, 3)).toEqual({ line: 2, isExact: true });
    expect(seen.find({ near: 2, exact: 12 })).toBeUndefined();
  });

  test('more examples are remembered than any base model takes, and no more', () => {
    const most = Math.max(...BASE_MODELS.map(({ records }) => records.max ?? 0));
    expect(REMEMBERED).toBeGreaterThan(most);
    const seen = new SeenExamples();
    for (let line = 1; line <= REMEMBERED + 1; line++) seen.add({ near: line, exact: line }, line);
    expect(seen.find({ near: REMEMBERED, exact: REMEMBERED })).toEqual({ line: REMEMBERED, isExact: true });
    expect(seen.find({ near: REMEMBERED + 1, exact: REMEMBERED + 1 })).toBeUndefined();
  });
});
