import fc from 'fast-check';
import { OUTPUT_LIMITS, OutputError, parseOutput } from '../../domain/clinical-note/outputs/output-error';
import { readNote } from '../../domain/clinical-note/outputs/read-note';
import { readTranscript } from '../../domain/clinical-note/outputs/read-transcript';
import { consultations, draftOf, filesOf, thrownBy } from './generated-consultation';

const PATIENT = 'PATIENT-NAME-7f3a';

const everything = (error: unknown): string =>
  error instanceof Error
    ? [error.name, error.message, error.stack, JSON.stringify(error), everything(error.cause)].join('\n')
    : String(error);

/** All paths of values in a JSON document. */
function paths(value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [path, ...entries.flatMap(([key, more]) => paths(more, [...path, Array.isArray(value) ? Number(key) : key]))];
}

/** Returns the document with another value at a path. */
function replaced(document: unknown, [key, ...path]: readonly (string | number)[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(document)) return document.map((entry, at) => (at === key ? replaced(entry, path, value) : entry));
  const object = document as Readonly<Record<string, unknown>>;
  return { ...object, [key]: replaced(object[key], path, value) };
}

const hostile = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    undefined,
    PATIENT,
    [PATIENT],
    { [PATIENT]: PATIENT },
    [[PATIENT]],
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -1,
    1e308,
    '0.16',
    true,
    1n,
    JSON.parse(`{"__proto__":{"Content":"${PATIENT}"},"constructor":"${PATIENT}","length":-1}`),
    JSON.parse(`${'['.repeat(2_000)}"${PATIENT}"${']'.repeat(2_000)}`),
  ),
);

describe('a file cut, swapped or changed', () => {
  test('at any place is no JSON, and the error says nothing of it', () => {
    fc.assert(
      fc.property(consultations, fc.nat(), (source, at) => {
        const { transcript } = filesOf({ ...source, turns: [...source.turns, { C: PATIENT }] });
        const bytes = Buffer.from(JSON.stringify(transcript));
        const error = thrownBy(() => parseOutput('transcript.json', bytes.subarray(0, at % bytes.length)));
        expect(error).toBeInstanceOf(OutputError);
        expect(error).toMatchObject({ where: 'transcript.json', what: expect.stringMatching(/^is not (JSON|UTF-8)$/) });
        expect(everything(error)).not.toContain(PATIENT);
      }),
    );
  });

  test('has a named error for any value at any place, or is read', () => {
    let named = 0;
    fc.assert(
      fc.property(
        consultations,
        fc.constantFrom('transcript', 'summary'),
        fc.nat(),
        hostile,
        (source, file, at, value) => {
          const files = filesOf({ ...source, turns: [...source.turns, { C: PATIENT }] });
          const all = paths(files[file as 'transcript']);
          const changed = {
            ...files,
            [file]: replaced(files[file as 'transcript'], all[at % all.length] ?? [], value),
          };
          const error = thrownBy(() => draftOf(changed));
          if (error === undefined) return;
          named += 1;
          expect(error).toBeInstanceOf(OutputError);
          expect(String(error)).toMatch(
            /^OutputError: (The file|[A-Z][A-Za-z]+(\[\d+\])?(\.[A-Z][A-Za-z]+(\[\d+\])?)*) is (missing|null|a list|a string|a number|a boolean|a bigint|an object|not a finite number); expected (an object|a list|a string|a finite number)$/,
          );
          expect(everything(error)).not.toContain(PATIENT);
        },
      ),
      { numRuns: 400 },
    );
    expect(named).toBeGreaterThan(40);
  });

  test('is named when the other file is in its place', () => {
    const { transcript, summary } = filesOf({ name: 'a', template: 'DAP', turns: [{ C: 'One.' }], note: { DATA: [] } });
    expect(String(thrownBy(() => readTranscript(summary)))).toBe(
      'OutputError: Conversation is missing; expected an object',
    );
    expect(String(thrownBy(() => readNote(transcript)))).toBe(
      'OutputError: ClinicalDocumentation is missing; expected an object',
    );
  });
});

describe('what cannot be parsed', () => {
  test.each<readonly [string, Uint8Array | string, string]>([
    ['nothing', '', 'is not JSON'],
    ['a zip', Buffer.from('504b0304', 'hex'), 'is not JSON'],
    ['bytes of no text', Buffer.from('7b22ff', 'hex'), 'is not UTF-8'],
    ['two documents', '{}{}', 'is not JSON'],
    ['a NaN', '{"BeginAudioTime":NaN}', 'is not JSON'],
  ])('%s', (_, content, what) => {
    expect(thrownBy(() => parseOutput('summary.json', content))).toMatchObject({ where: 'summary.json', what });
  });

  test('more than the limit', () => {
    const error = thrownBy(() => parseOutput('summary.json', new Uint8Array(OUTPUT_LIMITS.bytes + 1)));
    expect(String(error)).toBe('OutputError: summary.json is larger than 33554432 bytes');
  });

  test('not a document with a byte order mark', () => {
    expect(parseOutput('summary.json', Buffer.from('\uFEFF{"a":1}'))).toEqual({ a: 1 });
  });
});

test('a transcript with markup stays text', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('<script>alert(1)</script>', '<img/src=x>', '\'"`&amp;', '\u202Eabc', '{{7*7}}'),
      (text) => {
        const { transcript, note } = draftOf(
          filesOf({ name: 'a', template: 'DAP', turns: [{ C: text }], note: { [text]: [`${text} [1]`] } }),
        );
        expect(transcript.segments[0]?.text).toBe(text);
        expect(note.sections[0]).toMatchObject({ name: text, sentences: [{ text }] });
      },
    ),
  );
});
