import type { Draft } from './draft';
import type { Edit } from './edits';
import { DEFECTS } from './evidence';
import { NOTE_TEMPLATES } from './note-templates';
import type { Review, SignedNote } from './signature';

/** Returns a stored draft, or undefined if the value is none. */
export const readDraft = (json: unknown): Draft | undefined => (isDraft(json) ? (json as Draft) : undefined);

/** Returns a stored review, or undefined if the value is none. */
export const readReview = (json: unknown): Review | undefined => (isReview(json) ? (json as Review) : undefined);

/** Returns a stored signature, or undefined if the value is none. */
export const readSignedNote = (json: unknown): SignedNote | undefined =>
  isSignedNote(json) ? (json as SignedNote) : undefined;

/** Returns changes to a draft, or undefined if the value is none. */
export const readEdits = (json: unknown): readonly Edit[] | undefined =>
  isEdits(json) ? (json as readonly Edit[]) : undefined;

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';

/** Form of `toISOString`. `Date.parse` also takes free text in parentheses, which would come along into the record of a purge. */
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z$/;

const time: Check = (value) => typeof value === 'string' && ISO_TIME.test(value) && Number.isFinite(Date.parse(value));

const sha256: Check = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);

const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);

const list =
  (entry: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(entry);

/** Accepts objects with these fields and no others: an unknown field could carry anything into a stored note. */
const object =
  (fields: Readonly<Record<string, Check>>, optional: Readonly<Record<string, Check>> = {}): Check =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    return (
      Object.keys(fields).every((field) => Object.hasOwn(value, field)) &&
      Object.entries(value).every(([field, content]) => {
        const check = Object.hasOwn(fields, field) ? fields[field] : Object.hasOwn(optional, field) && optional[field];
        return check ? check(content) : false;
      })
    );
  };

const either =
  (...checks: readonly Check[]): Check =>
  (value) =>
    checks.some((check) => check(value));

const note = object({
  sections: list(object({ name: text, sentences: list(object({ id: text, text, evidence: list(text) })) })),
});

const word = object({ text, begin: number, end: number }, { confidence: number });

const transcript = object({
  segments: list(
    object({ id: text, speaker: text, begin: number, end: number, text, words: list(word) }, { section: text }),
  ),
  shape: oneOf('batch', 'streaming'),
});

const evidence = object({
  status: oneOf('READY', 'NEEDS_REVIEW'),
  doubts: list(
    object({
      sentence: text,
      defects: list(object({ defect: oneOf(...Object.keys(DEFECTS)) }, { segment: text })),
    }),
  ),
  unlinked: list(text),
  silences: list(object({ begin: number, end: number })),
});

const isDraft = object({
  version: oneOf(1),
  consultation: text,
  template: oneOf(...Object.keys(NOTE_TEMPLATES)),
  createdAt: time,
  audio: object({ key: text, seconds: number }),
  transcript,
  note,
  evidence,
});

const isEdits = list(
  either(
    object({ kind: oneOf('change'), sentence: text, text }),
    object({ kind: oneOf('remove'), sentence: text }),
    object({ kind: oneOf('add'), section: text, text }),
  ),
);

const isReview = object(
  { version: oneOf(1), draftSha256: sha256, reviewer: text, openedAt: time, looked: list(text) },
  { edits: isEdits },
);

const change = { sentence: text, section: text };

const isSignedNote = object({
  version: oneOf(1),
  consultation: text,
  draftSha256: sha256,
  signer: text,
  signedAt: time,
  note,
  changes: list(
    either(
      object({ ...change, kind: oneOf('changed'), before: text, after: text }),
      object({ ...change, kind: oneOf('removed'), before: text }),
      object({ ...change, kind: oneOf('added'), after: text }),
    ),
  ),
});
