import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { silence } from './audio/silence';
import { tones } from './audio/tones';
import type { SyntheticConsultation } from './consultation';
import { rawOutputs } from './raw-outputs';
import { conversationLength, spokenTurns } from './spoken-turns';

const SOURCES = 'sandbox/consultations/sources';

/** Recording of a consultation, as a clinician would upload it. */
export interface SyntheticRecording {
  readonly extension: 'wav' | 'flac';
  readonly content: Buffer;
  /** SHA-256 of the content, hexadecimal. No two consultations have the same. */
  readonly sha256: string;
  /** Object metadata of the upload. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Reads all synthetic consultations of the project, in the order of their names. */
export const readConsultations = (root = '.'): readonly SyntheticConsultation[] =>
  readdirSync(join(root, SOURCES))
    .sort()
    .map((file) => ({
      name: basename(file, '.yaml'),
      ...(parse(readFileSync(join(root, SOURCES, file), 'utf8')) as Omit<SyntheticConsultation, 'name'>),
    }));

/** Makes the recording of a consultation. It is the same in every run. */
export function recordingOf(consultation: SyntheticConsultation): SyntheticRecording {
  const { template, channels, speakers, silentHours, cutSeconds = 0 } = consultation;
  const turns = spokenTurns(consultation);
  const roles = channels?.split(',').map((role) => `${role.toUpperCase()}_0`);
  const content =
    silentHours === undefined
      ? tones(turns, roles, conversationLength(turns) - cutSeconds * 100)
      : silence(silentHours);
  return {
    extension: silentHours === undefined ? 'wav' : 'flac',
    content,
    sha256: createHash('sha256').update(content).digest('hex'),
    metadata: {
      template,
      ...(channels && { channels }),
      ...(speakers && { speakers: String(speakers) }),
    },
  };
}

/** Consultation whose files are in a folder. */
export interface WrittenConsultation {
  readonly consultation: SyntheticConsultation;
  readonly recording: SyntheticRecording;
  /** Path of the recording. */
  readonly audio: string;
}

/**
 * Writes all consultations into a folder: `recordings/<name>.<extension>`, and for the stand-in of HealthScribe, which
 * knows a recording by its bytes, `<sha256>/transcript.json`, `<sha256>/summary.json` and `<sha256>/job.json` with the
 * status at which the job ends. A job that fails has no outputs.
 */
export function writeConsultations(folder: string, root = '.'): readonly WrittenConsultation[] {
  mkdirSync(join(folder, 'recordings'), { recursive: true });
  return readConsultations(root).map((consultation) => {
    const recording = recordingOf(consultation);
    const audio = join(folder, 'recordings', `${consultation.name}.${recording.extension}`);
    writeFileSync(audio, recording.content);
    const job = join(folder, recording.sha256);
    mkdirSync(job, { recursive: true });
    const isFailed = consultation.outcome === 'JobFailed';
    writeJson(join(job, 'job.json'), {
      name: consultation.name,
      status: isFailed ? 'FAILED' : 'COMPLETED',
      ...(isFailed && { failureReason: 'The synthetic consultation fails.' }),
    });
    if (!isFailed) {
      const { transcript, summary } = rawOutputs(consultation);
      writeJson(join(job, 'transcript.json'), transcript);
      writeJson(join(job, 'summary.json'), summary);
    }
    return { consultation, recording, audio };
  });
}

const writeJson = (path: string, value: unknown) => writeFileSync(path, JSON.stringify(value));
