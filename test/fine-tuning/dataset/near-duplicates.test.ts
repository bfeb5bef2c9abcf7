import { validateDataset } from '../../../domain/fine-tuning/dataset/validate-dataset';
import { findBaseModel } from '../../../domain/models/base-models';

const NOVA = findBaseModel('amazon.nova-lite-v1:0');

const LABELS = ['damaged', 'complete', 'not readable'];

const text = (value: string) => ({ text: value });
const image = (name: string) => ({
  image: { format: 'png', source: { s3Location: { uri: `s3://bucket/${name}.png` } } },
});

interface Turn {
  readonly role: 'user' | 'assistant';
  readonly content: readonly object[];
}

const user = (...content: readonly object[]): Turn => ({ role: 'user', content });
const assistant = (answer: string): Turn => ({ role: 'assistant', content: [text(answer)] });

function file(records: readonly unknown[]) {
  const bytes = Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  return { name: 'x.jsonl', key: 'x.jsonl', bytes: () => bytes.length, chunks: () => [bytes] };
}

/** Finds duplicates and leaks by code. */
async function twins(training: readonly unknown[], validation: readonly unknown[] = []) {
  if (!NOVA) throw new Error('no base model');
  const files = { training: file(training), ...(validation.length > 0 && { validation: file(validation) }) };
  const report = await validateDataset(files, NOVA, { limit: 1 });
  const counts = { ...report.training.counts, ...report.validation?.counts };
  return Object.fromEntries(Object.entries(counts).filter(([code]) => /duplicate|leakage/.test(code)));
}

const each = <T>(count: number, record: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => record(index));

const labelled = (index: number) => ({
  messages: [
    user(text('What is the state of this parcel?'), image(`parcel-${index}`)),
    assistant(LABELS[index % 3] ?? ''),
  ],
});

/** A word for each number, so that texts differ in letters. */
const word = (index: number) => [...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('');

describe('examples that only look alike', () => {
  test('a thousand images with three labels have no near-duplicates, and a hundred others do not leak', async () => {
    expect(
      await twins(
        each(1000, labelled),
        each(100, (index) => labelled(index + 1000)),
      ),
    ).toEqual({});
  });

  test('another system prompt makes another example', async () => {
    const record = (system: string) => ({
      system: [text(system)],
      messages: [user(text('Hello?')), assistant('Good day.')],
    });
    expect(
      await twins([record('You are a postman.'), record('You are a pirate.'), record('You are a postman.')]),
    ).toEqual({
      duplicate: 1,
    });
  });

  test('another earlier turn makes another example', async () => {
    const record = (first: string) => ({
      messages: [user(text(first)), assistant('I see.'), user(text('What now?')), assistant('Please wait.')],
    });
    expect(await twins([record('My parcel is lost.'), record('My parcel is wet.')])).toEqual({});
  });

  test('texts of one template are told apart by their middle', async () => {
    const record = (index: number) => ({
      messages: [
        user(
          text(
            `Classify this review in one word: the ${word(index)} ${'is '.repeat(9)}${word(index)} in the ${word(index)}. Answer: `,
          ),
        ),
        assistant('positive'),
      ],
    });
    expect(await twins(each(200, record))).toEqual({});
  });

  test('rows that cannot be read are not near-duplicates of each other', async () => {
    const broken = [
      ...each(20, (index) => ({ messages: null, note: index })),
      ...each(20, (index) => ({ messages: [{ role: 'user', content: index }] })),
      ...each(20, (index) => ({ messages: [user({ audio: index }), user({ audio: index })] })),
    ];
    expect(await twins(broken)).toEqual({});
  });
});

describe('examples that are nearly the same', () => {
  const record = (question: string, answer: string) => ({ messages: [user(text(question)), assistant(answer)] });

  test('are found without case, digits and punctuation, in either set', async () => {
    const one = record('Where is parcel 17, please?', 'At the northern ramp.');
    const other = record('where is parcel 18 please', 'at the northern ramp');
    expect(await twins([one, other])).toEqual({ 'near-duplicate': 1 });
    expect(await twins([one], [other])).toEqual({ 'near-leakage': 1 });
    expect(await twins([one, one], [one])).toEqual({ duplicate: 1, leakage: 1 });
  });

  test('are found also with the same image', async () => {
    expect(await twins([labelled(1), { ...labelled(1), id: 'again' }])).toEqual({ 'near-duplicate': 1 });
  });
});
