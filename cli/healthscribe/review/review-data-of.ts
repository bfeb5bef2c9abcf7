import { editsOf } from '../../../domain/clinical-note/edits';
import { NOTE_TEMPLATES } from '../../../domain/clinical-note/note-templates';
import type { Segment } from '../../../domain/clinical-note/transcript';
import { wholeDefects } from '../../../domain/clinical-note/whole-defects';
import type { OpenConsultation } from '../consultation/consultation';
import { LOW_CONFIDENCE, type Recording, type ReviewData, type ReviewSection, type Signing } from './review-data';
import type { ReviewSession } from './review-session';

interface Presentation {
  readonly recording: Recording;
  readonly signing: Signing;
  readonly language?: 'en' | 'ko' | undefined;
}

/** Returns what the page shows of a review. */
export function reviewDataOf(session: ReviewSession, { recording, signing, language }: Presentation): ReviewData {
  const { consultation, edits, looked, signed } = session;
  const { draft, sha256, isTemplateKnown } = consultation;
  return {
    consultation: draft.consultation,
    template: isTemplateKnown ? draft.template : undefined,
    createdAt: draft.createdAt,
    seconds: draft.audio.seconds,
    draftSha256: sha256,
    sections: sectionsOf(consultation),
    segments: draft.transcript.segments.map(({ id, speaker, section, begin, end, text, words }) => ({
      id,
      speaker,
      section,
      begin,
      end,
      text,
      unsure: unsureWords(text, words),
    })),
    whole: wholeDefects(draft.note, draft.transcript, draft.audio.seconds),
    silences: draft.evidence.silences,
    recording,
    signing,
    language,
    edits: signed ? editsOf(signed.changes) : edits,
    revision: session.revision,
    looked,
    signature: signed && { signer: signed.signer, signedAt: signed.signedAt, draftSha256: signed.draftSha256 },
  };
}

/** Returns the sections of the draft, then those of its template in which HealthScribe wrote nothing. */
function sectionsOf({ draft, isTemplateKnown }: OpenConsultation): readonly ReviewSection[] {
  const doubts = new Map(draft.evidence.doubts.map(({ sentence, defects }) => [sentence, defects]));
  const written = draft.note.sections.map(({ name, sentences }) => ({
    name,
    sentences: sentences.map(({ id, text, evidence }) => ({
      id,
      text,
      evidence: [...new Set(evidence)],
      defects: [...new Set((doubts.get(id) ?? []).map(({ defect }) => defect))],
    })),
  }));
  const names = new Set(written.map(({ name }) => name));
  const of: readonly string[] = isTemplateKnown ? NOTE_TEMPLATES[draft.template] : [];
  return [...written, ...of.filter((name) => !names.has(name)).map((name) => ({ name, sentences: [] }))];
}

type Unsure = readonly (readonly [from: number, to: number, confidence: number])[];

/** Finds the words of low confidence in the text of their passage. */
function unsureWords(text: string, words: Segment['words']): Unsure | undefined {
  const unsure: [number, number, number][] = [];
  let at = 0;
  for (const { text: word, confidence } of words) {
    const from = text.indexOf(word, at);
    if (from < 0) continue;
    at = from + word.length;
    if (confidence !== undefined && confidence < LOW_CONFIDENCE) unsure.push([from, at, confidence]);
  }
  return unsure.length > 0 ? unsure : undefined;
}
