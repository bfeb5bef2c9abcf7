import { createHash } from 'node:crypto';
import fc from 'fast-check';
import {
  AUDIO_EXTENSIONS,
  audioKey,
  CLINICIAN_ID,
  CONSULTATION_ID,
  draftKeys,
  JOB_NAME,
  jobName,
  NOBODY,
  outputKeys,
  parseAudioKey,
  parseDraftKey,
  parseSignedKey,
  purgeFolder,
  purgeKey,
  signedKey,
} from '../../domain/clinical-note/layout';
import { NOTE_TEMPLATES } from '../../domain/clinical-note/note-templates';
import { readUploadMetadata } from '../../domain/clinical-note/upload-metadata';

const clinician = fc.stringMatching(/^[a-z0-9][a-z0-9-]{7,63}$/);
const recording = fc.record({
  clinician,
  consultation: fc.uuid({ version: 4 }),
  extension: fc.constantFrom(...AUDIO_EXTENSIONS),
});
const ID = { clinician: 'c0ffee-0042', consultation: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff' };
const { clinician: C, consultation: U } = ID;

describe('keys of the store', () => {
  test('are those of the documentation', () => {
    expect(audioKey({ ...ID, extension: 'wav' })).toBe(`audio/${C}/${U}.wav`);
    expect(draftKeys(ID)).toEqual({
      folder: `drafts/${C}/${U}/`,
      claim: `drafts/${C}/${U}/claim.json`,
      draft: `drafts/${C}/${U}/draft.json`,
      token: `drafts/${C}/${U}/token`,
      review: `drafts/${C}/${U}/review.json`,
    });
    expect(signedKey(ID)).toBe(`signed/${C}/${U}.json`);
    expect(purgeFolder(ID)).toBe(`purges/${C}/${U}/`);
    expect(purgeKey(ID, 'arn:one')).toMatch(new RegExp(`^purges/${C}/${U}/[0-9a-f]{32}\\.json$`));
    expect(outputKeys('scribe-1')).toEqual({
      folder: 'scribe-1/',
      transcript: 'scribe-1/transcript.json',
      summary: 'scribe-1/summary.json',
    });
  });

  test('of records of purges differ by clinician, consultation and execution', () => {
    const other = { clinician: 'c0ffee-0043', consultation: '6f9619ff-8b86-4d01-b42d-00cf4fc964fe' };
    const keys = [
      purgeKey(ID, 'arn:one'),
      purgeKey(ID, 'arn:two'),
      purgeKey({ ...ID, clinician: other.clinician }, 'arn:one'),
      purgeKey({ ...ID, consultation: other.consultation }, 'arn:one'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    // Nobody is no clinician, so that no session has the id in its tag.
    expect(CLINICIAN_ID.test(NOBODY)).toBe(false);
  });

  test('are read as they are written', () => {
    fc.assert(
      fc.property(recording, ({ extension, ...id }) => {
        expect(parseAudioKey(audioKey({ ...id, extension }))).toEqual({ ...id, extension });
        expect(parseDraftKey(draftKeys(id).draft)).toEqual(id);
        expect(parseSignedKey(signedKey(id))).toEqual(id);
      }),
    );
  });

  test('are refused with anything else in them', () => {
    fc.assert(
      fc.property(recording, fc.nat(), fc.constantFrom('/', ' ', 'A', '.', '_', '\n', 'é', '%', ''), (id, at, more) => {
        const key = audioKey(id);
        const from = 'audio/'.length + (at % (key.length - 'audio/'.length));
        const changed = `${key.slice(0, from)}${more}${key.slice(from + (more === '' ? 1 : 0))}`;
        const read = parseAudioKey(changed);
        // Without one character, an id of a clinician can still be one: another, never a wider one.
        if (read) expect([more, audioKey(read)]).toEqual(['', changed]);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    'audio/jane-doe-1970-01-01.wav',
    `audio/${C}/jane-doe.wav`,
    `audio/Jane Doe/${U}.wav`,
    `audio/${C}/${U.toUpperCase()}.wav`,
    `audio/${C}/${U.replace('-4d01', '-1d01')}.wav`,
    `audio/${C}/${U}.WAV`,
    `audio/${C}/${U}.exe`,
    `audio/${C}/${U}`,
    `audio/${C}/${U}.wav/`,
    `audio/${C}/x/${U}.wav`,
    `audio//${U}.wav`,
    `audio/short/${U}.wav`,
    `audio/${'c'.repeat(65)}/${U}.wav`,
    `audio/../${U}.wav`,
    `drafts/${C}/${U}.wav`,
    `audio/${C}/${U}.wav\n`,
    '',
  ])('%j is not the key of a recording', (key) => {
    expect(parseAudioKey(key)).toBeUndefined();
  });

  test.each([`drafts/${C}/${U}/review.json`, `drafts/${C}/draft.json`, `drafts/${C}/x/${U}/draft.json`, 'drafts/'])(
    '%j is not the key of a draft',
    (key) => {
      expect(parseDraftKey(key)).toBeUndefined();
    },
  );

  test.each([`signed/${C}/${U}.wav`, `signed/${C}/jane-doe.json`, `signed/${C}/x/${U}.json`, `signed/${U}.json`])(
    '%j is not the key of a signed note',
    (key) => {
      expect(parseSignedKey(key)).toBeUndefined();
    },
  );

  test('have ids without a path', () => {
    for (const id of ['a/b', 'c0ffee-0042/', '-c0ffee-00', 'c0ffee-0042\n', '..', '*', '']) {
      expect([CLINICIAN_ID.test(id), CONSULTATION_ID.test(id)]).toEqual([false, false]);
    }
  });
});

describe('the name of a job', () => {
  test('is made of key and ETag, in quotes or not', () => {
    const digest = createHash('sha256').update('audio/x\nabc').digest('hex');
    expect(jobName('audio/x', 'abc')).toBe(`scribe-${digest.slice(0, 32)}`);
    expect(jobName('audio/x', '"abc"')).toBe(jobName('audio/x', 'abc'));
  });

  test('differs for another object, and fits the API', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.stringMatching(/^[0-9a-f]{32}$/), (one, other, etag) => {
        expect(jobName(one, etag)).toMatch(JOB_NAME);
        expect(jobName(one, etag)).toMatch(/^[0-9a-zA-Z._-]{1,200}$/);
        expect(jobName(one, etag) === jobName(other, etag)).toBe(one === other);
        expect(jobName(one, etag)).not.toBe(jobName(one, `${etag}-2`));
      }),
    );
  });
});

test('the note templates are the seven of the API, each with sections', () => {
  expect(Object.keys(NOTE_TEMPLATES).sort()).toEqual([
    'BEHAVIORAL_SOAP',
    'BIRP',
    'DAP',
    'GIRPP',
    'HISTORY_AND_PHYSICAL',
    'PHYSICAL_SOAP',
    'SIRP',
  ]);
  for (const sections of Object.values(NOTE_TEMPLATES)) expect(new Set(sections).size).toBe(sections.length);
});

describe('the metadata of an upload', () => {
  test.each([
    [{}, {}],
    [
      { template: 'DAP', speakers: '3' },
      { template: 'DAP', speakers: 3 },
    ],
    [{ channels: 'patient,clinician' }, { channels: 'patient,clinician' }],
    [{ speakers: '30' }, { speakers: 30 }],
  ])('%j is read', (metadata: Readonly<Record<string, string>>, expected) => {
    expect(readUploadMetadata(metadata)).toEqual(expected);
  });

  test.each([
    { patient: 'Jane Doe' },
    { Template: 'DAP' },
    { template: 'BH_SOAP' },
    { template: 'toString' },
    { template: '' },
    { speakers: '1' },
    { speakers: '31' },
    { speakers: '2.0' },
    { speakers: ' 2' },
    { speakers: '1e1' },
    { channels: 'clinician' },
    { channels: 'clinician, patient' },
    { channels: 'clinician,patient', speakers: '2' },
    JSON.parse('{"__proto__":"Jane Doe"}'),
  ])('%j is refused', (metadata) => {
    expect(readUploadMetadata(metadata)).toBeUndefined();
  });
});
