import type { SyntheticConsultation } from '../../../sandbox/consultations/consultation';
import { rawOutputs } from '../../../sandbox/consultations/raw-outputs';
import { readConsultations, recordingOf } from '../../../sandbox/consultations/write-consultations';
import { MARK } from '../markers';
import { ScribingStandIn } from './scribing-stand-in';

export const CONSULTATIONS = readConsultations();

export function consultation(name: string): SyntheticConsultation {
  const found = CONSULTATIONS.find((one) => one.name === name);
  if (!found) throw new Error(`there is no consultation ${name}`);
  return found;
}

/** A consultation in whose transcript and note every text has the name of a patient. */
export const marked = (source: SyntheticConsultation): SyntheticConsultation => ({
  ...source,
  name: MARK.patient,
  turns: source.turns.map((turn) =>
    Object.fromEntries(
      Object.entries(turn).map(([key, value]) => [key, /^[CP]$/.test(key) ? `${MARK.patient} ${value}` : value]),
    ),
  ),
  note: Object.fromEntries(
    Object.entries(source.note).map(([section, sentences]) => [
      `${section} ${MARK.patient}`,
      sentences.map((sentence) => `${MARK.patient} ${sentence}`),
    ]),
  ),
});

/** A WAV file with the name of a patient as title, artist and comment behind its sound. */
export function titled(wav: Buffer): Buffer {
  const text = Buffer.from(MARK.patient.padEnd(24, '\0'));
  const entry = (id: string) => Buffer.concat([Buffer.from(id), Buffer.from([text.length, 0, 0, 0]), text]);
  const info = Buffer.concat([Buffer.from('INFO'), ...['INAM', 'IART', 'ICMT'].map(entry)]);
  const file = Buffer.concat([wav, Buffer.from('LIST'), Buffer.from([info.length, 0, 0, 0]), info]);
  file.writeUInt32LE(file.length - 8, 4);
  return file;
}

/** S3, HealthScribe and a clinician, with the name of a patient in all that they hold of a consultation. */
export function markedStandIn(source: SyntheticConsultation): ScribingStandIn {
  const { content, extension, metadata } = recordingOf(source);
  const recording = extension === 'wav' ? titled(content) : Buffer.concat([content, Buffer.from(MARK.patient)]);
  const standIn = new ScribingStandIn().record(recording, { extension, metadata });
  const { transcript, summary } = rawOutputs(marked(source));
  Object.assign(standIn.jobs, {
    ending: source.outcome === 'JobFailed' ? 'FAILED' : 'COMPLETED',
    outputs: { transcript: JSON.stringify(transcript), summary: JSON.stringify(summary) },
  });
  return standIn;
}
