import { homeOf } from '../../../domain/fine-tuning/dataset/duplicates';
import { nearOf } from '../../../domain/fine-tuning/dataset/record/fingerprint';

const COUNT = 5_000;

/** How many places they have between them. */
const places = (prompt: (index: number) => string) =>
  new Set(Array.from({ length: COUNT }, (_, index) => homeOf(nearOf(prompt(index), 'positive')))).size;

/** Letters that say a number. */
const word = (index: number) => [...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('');

describe('examples of one template', () => {
  test('are spread as well as others, or each would be held against all before it', () => {
    const template = places((index) => `Classify this text please now: it says ${word(index)}.`);
    const varied = places((index) => `${word(index)} is what it says.`);
    expect(template).toBeGreaterThan(0.9 * COUNT);
    expect(varied).toBeGreaterThan(0.9 * COUNT);
  });
});
