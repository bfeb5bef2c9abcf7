import type { KeptResults } from '../kept-results';
import type { Subject } from '../proof';
import { decide } from './decisions';
import { type Sentence, summary } from './sentence';
import { SENTENCES } from './sentences/all';
import { World } from './world';

/** Decisions on one subject about one principal or resource. */
export interface Inspection {
  readonly about: string;
  readonly sentences: readonly Sentence[];
  /** Sentences that do not hold. */
  readonly broken: readonly string[];
}

/** Decides every sentence of a deployment by the simulator. @param progress called with each thing that has been decided */
export async function inspect(
  subject: Subject,
  kept: KeptResults,
  progress: (about: string) => void,
): Promise<readonly Inspection[]> {
  const world = new World(subject);
  const inspections: Inspection[] = [];
  for (const [about, sentencesAbout] of Object.entries(SENTENCES)) {
    const sentences = await sentencesAbout(world);
    const broken = await kept.ofPromise(`sentences about ${about} in ${subject.name}`, () => decide(sentences));
    inspections.push({ about, sentences, broken });
    progress(about);
  }
  return inspections;
}

/** `12 allowed, 30 denied`, of all points of these inspections. */
export const countsOf = (inspections: readonly Inspection[]) =>
  summary(inspections.flatMap(({ sentences }) => sentences.flatMap(({ points }) => points)));
