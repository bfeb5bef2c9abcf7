import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDraft } from '../../domain/clinical-note/draft';
import { DEFECTS } from '../../domain/clinical-note/evidence';
import { NOTE_TEMPLATES } from '../../domain/clinical-note/note-templates';
import { parseOutput } from '../../domain/clinical-note/outputs/output-error';
import { readNote } from '../../domain/clinical-note/outputs/read-note';
import { readTranscript } from '../../domain/clinical-note/outputs/read-transcript';
import { SIGNATURE_REFUSALS } from '../../domain/clinical-note/signature';
import { readUploadMetadata } from '../../domain/clinical-note/upload-metadata';
import {
  readConsultations,
  type WrittenConsultation,
  writeConsultations,
} from '../../sandbox/consultations/write-consultations';

describe('the synthetic consultations', () => {
  let folder: string;
  let all: readonly WrittenConsultation[];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'consultations-'));
    all = writeConsultations(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const named = (name: string) => {
    const found = all.find(({ consultation }) => consultation.name === name);
    if (!found) throw new Error(`no consultation ${name}`);
    return found;
  };

  const jobFile = ({ recording }: WrittenConsultation, file: string) => join(folder, recording.sha256, file);

  const draftOf = (written: WrittenConsultation) => {
    const parsed = (file: string) => parseOutput(file, readFileSync(jobFile(written, file)));
    const { recording, consultation } = written;
    const seconds = recording.content.readUInt32LE(40) / recording.content.readUInt32LE(28);
    return makeDraft({
      consultation: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
      template: consultation.template,
      createdAt: '2026-11-28T04:00:00.000Z',
      audio: { key: 'audio/c0ffee-0042/6f9619ff-8b86-4d01-b42d-00cf4fc964ff.wav', seconds },
      transcript: readTranscript(parsed('transcript.json')),
      note: readNote(parsed('summary.json')),
    });
  };

  const withDraft = () =>
    all.filter(({ consultation: { outcome } }) => outcome === 'READY' || outcome === 'NEEDS_REVIEW');

  test('have each template, each end, and a recording of their own', () => {
    expect(all.length).toBeGreaterThanOrEqual(15);
    expect([...new Set(all.map(({ consultation }) => consultation.template))].sort()).toEqual(
      Object.keys(NOTE_TEMPLATES).sort(),
    );
    expect([...new Set(all.map(({ consultation }) => consultation.outcome))].sort()).toEqual([
      'AudioRejected',
      'JobFailed',
      'NEEDS_REVIEW',
      'READY',
    ]);
    expect(new Set(all.map(({ recording }) => recording.sha256)).size).toBe(all.length);
    for (const { recording, audio } of all) {
      expect(readFileSync(audio).equals(recording.content)).toBe(true);
      expect(readUploadMetadata(recording.metadata)).toBeDefined();
    }
  });

  test('reach the end that they are written for', () => {
    const found = withDraft().map((written) => {
      const { status, doubts } = draftOf(written).evidence;
      return [written.consultation.name, status, doubts.map(({ sentence }) => sentence)];
    });
    expect(found).toEqual(
      withDraft().map(({ consultation: { name, outcome, doubts = [] } }) => [name, outcome, doubts]),
    );
    const defects = withDraft().flatMap((written) =>
      draftOf(written).evidence.doubts.flatMap((doubt) => doubt.defects),
    );
    expect([...new Set(defects.map(({ defect }) => defect))].sort()).toEqual([
      'dangling_link',
      'duplicate_segment',
      'no_link',
      'no_time',
      'no_words',
      'time_outside_audio',
    ]);
  });

  test('give every spoken word to the segment that it was said in', () => {
    for (const written of withDraft()) {
      // A segment without a time of its own has no words.
      const placed = draftOf(written).transcript.segments.filter(({ begin, end }) => end > begin);
      for (const { text, words } of placed) expect(words.map((word) => word.text).join(' ')).toBe(text);
    }
    const [, , , answer, echo] = draftOf(named('knee')).transcript.segments;
    expect(echo?.begin).toBeLessThan(answer?.end ?? 0);
  });

  test('show what the note leaves out: small talk and silence', () => {
    const { transcript, evidence } = draftOf(named('cough'));
    const leftOut = transcript.segments.filter(({ id }) => evidence.unlinked.includes(id));
    expect(leftOut.map(({ text }) => text)).toContain('I did, thank you. It was full on Monday.');
    const examination = transcript.segments.findIndex(({ text }) => text.startsWith('I will listen'));
    const [before, after] = transcript.segments.slice(examination);
    expect(evidence.silences).toEqual([{ begin: before?.end, end: after?.begin }]);
  });

  test('keep words of low confidence, unknown names, markup and the shape of the stream', () => {
    const unsure = draftOf(named('cough')).transcript.segments.flatMap(({ words }) => words);
    expect(unsure.filter(({ confidence = 1 }) => confidence < 0.75).map(({ text }) => text)).toEqual([
      'salbutamol',
      'wheeze',
    ]);
    const diabetes = draftOf(named('diabetes'));
    expect(diabetes.transcript.segments[0]).toMatchObject({
      speaker: 'INTERPRETER_0',
      section: 'CONSENT_AND_LANGUAGE',
    });
    expect(diabetes.note.sections.map(({ name }) => name)).toContain('SOCIAL_DETERMINANTS_OF_HEALTH');
    expect(draftOf(named('markup')).note.sections[0]?.sentences[0]?.text).toBe(
      "Dreams of <script>alert('note')</script> all night.",
    );
    expect(withDraft().filter((written) => draftOf(written).transcript.shape === 'streaming')).toEqual([
      named('heartburn'),
    ]);
  });

  test('have no outputs for the job that fails', () => {
    const failed = named('back-pain');
    expect(JSON.parse(readFileSync(jobFile(failed, 'job.json'), 'utf8'))).toMatchObject({ status: 'FAILED' });
    expect(existsSync(jobFile(failed, 'transcript.json'))).toBe(false);
  });

  test('have a tone on the channel of each speaker, and two hours in a small file', () => {
    const { content } = named('knee').recording;
    expect(content.readUInt16LE(22)).toBe(2);
    const samples = new Int16Array(content.buffer.slice(content.byteOffset + 44, content.byteOffset + content.length));
    const loud = [0, 1].map((channel) => samples.findIndex((sample, at) => at % 2 === channel && sample !== 0));
    expect(loud[0]).toBeLessThan(loud[1] ?? 0);
    const { content: long, extension } = named('two-hours').recording;
    expect([extension, long.length < 400_000]).toEqual(['flac', true]);
    // STREAMINFO ends with 36 bits of samples, after 20 bits of sample rate.
    expect(Number(long.readBigUInt64BE(18) & 0xfffffffffn) / 16_000).toBe(7_200);
  });

  describe('and the evidence check are documented', () => {
    const page = readFileSync('docs/healthscribe.md', 'utf8');
    const rows = (table: Readonly<Record<string, string>>) =>
      Object.entries(table).map(([name, meaning]) => `| \`${name}\` | ${meaning} |`);

    test.each([
      ['defect', rows(DEFECTS)],
      ['refusal of a signature', rows(SIGNATURE_REFUSALS)],
      [
        'consultation',
        readConsultations().map(({ name, about, template, outcome, doubts = [] }) => {
          const end = [outcome, ...(doubts.length > 0 ? [doubts.join(', ')] : [])].join(': ');
          return `| \`${name}\` | ${about} | ${template} | ${end} |`;
        }),
      ],
    ])('with each %s', (_, lines) => {
      expect(page).toContain(`---|\n${lines.join('\n')}\n`);
    });

    test('with the check of a consultation', () => {
      expect(page).toContain(`\n${JSON.stringify(draftOf(named('dizziness')).evidence, null, 2)}\n`);
    });
  });
});
