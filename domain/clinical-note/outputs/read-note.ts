import type { Note, Section, Sentence } from '../note';
import { type Json, objectIn, objectsIn, optionalObjects, type Place, textIn, topOf } from './output-json';

const DOCUMENT = 'ClinicalDocumentation';

/**
 * Reads `summary.json` of a job or a stream. Unknown sections and fields pass.
 *
 * @throws {OutputError}
 */
export function readNote(json: unknown): Note {
  const document = objectIn(topOf(json), DOCUMENT);
  const within = { field: DOCUMENT };
  let count = 0;
  const sentence = (entry: Json, place: Place): Sentence => {
    count += 1;
    const evidence = optionalObjects(entry, 'EvidenceLinks', place).map((link, index) =>
      textIn(link, 'SegmentId', { field: 'EvidenceLinks', index, within: place }),
    );
    return { id: `s${count}`, text: textIn(entry, 'SummarizedSegment', place), evidence };
  };
  const sections = objectsIn(document, 'Sections', within).map((entry, index): Section => {
    const place = { field: 'Sections', index, within };
    const sentences = optionalObjects(entry, 'Summary', place).map((summary, at) =>
      sentence(summary, { field: 'Summary', index: at, within: place }),
    );
    return { name: textIn(entry, 'SectionName', place), sentences };
  });
  return { sections };
}
