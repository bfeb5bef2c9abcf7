import type { Segment, Transcript, Word } from '../transcript';
import {
  type Json,
  objectIn,
  objectsIn,
  optionalNumber,
  optionalObject,
  optionalObjects,
  optionalText,
  type Place,
  textIn,
  topOf,
} from './output-json';
import { wordsBySegment } from './segment-words';

const CONVERSATION = 'Conversation';

/**
 * Reads `transcript.json` of a job or a stream. Absent texts and times are read as empty ones: the evidence check finds
 * them, and a clinician can look at the rest. Unknown roles, parts of the visit and fields pass.
 *
 * @throws {OutputError} for a value of the wrong kind
 */
export function readTranscript(json: unknown): Transcript {
  const conversation = objectIn(topOf(json), CONVERSATION);
  const within = { field: CONVERSATION };
  const segments = objectsIn(conversation, 'TranscriptSegments', within).map((entry, index) =>
    segment(entry, { field: 'TranscriptSegments', index, within }),
  );
  const words = wordsOf(optionalObjects(conversation, 'TranscriptItems', within), within);
  const bySegment = wordsBySegment(segments, words);
  return {
    segments: segments.map((entry, index) => ({ ...entry, words: bySegment[index] ?? [] })),
    shape: typeof conversation.SessionId === 'string' ? 'streaming' : 'batch',
  };
}

function segment(entry: Json, place: Place): Omit<Segment, 'words'> {
  const participant = optionalObject(entry, 'ParticipantDetails', place) ?? {};
  const details = optionalObject(entry, 'SectionDetails', place) ?? {};
  const section = optionalText(details, 'SectionName', { field: 'SectionDetails', within: place });
  return {
    id: textIn(entry, 'SegmentId', place),
    speaker: optionalText(participant, 'ParticipantRole', { field: 'ParticipantDetails', within: place }) ?? 'UNKNOWN',
    ...(section !== undefined && { section }),
    begin: optionalNumber(entry, 'BeginAudioTime', place) ?? 0,
    end: optionalNumber(entry, 'EndAudioTime', place) ?? 0,
    text: optionalText(entry, 'Content', place) ?? '',
  };
}

/** Returns the spoken words. Punctuation can have no time of its own, and joins the word before it. */
function wordsOf(items: readonly Json[], within: Place): Word[] {
  const words: Word[] = [];
  for (const [index, item] of items.entries()) {
    const place = { field: 'TranscriptItems', index, within };
    const { text, confidence } = spoken(item, place);
    const begin = optionalNumber(item, 'BeginAudioTime', place) ?? 0;
    const end = optionalNumber(item, 'EndAudioTime', place) ?? 0;
    const last = words.at(-1);
    if (text === '') continue;
    if (optionalText(item, 'Type', place)?.toLowerCase() !== 'punctuation') {
      words.push({ text, begin, end, ...(isShare(confidence) && { confidence }) });
    } else if (last) {
      words[words.length - 1] = { ...last, text: last.text + text };
    }
  }
  return words;
}

/** Returns text and confidence of an item: batch jobs list alternatives, streams do not. */
function spoken(item: Json, place: Place): { readonly text: string; readonly confidence: number | undefined } {
  const [best] = optionalObjects(item, 'Alternatives', place);
  const at = best ? { field: 'Alternatives', index: 0, within: place } : place;
  const source = best ?? item;
  return { text: optionalText(source, 'Content', at) ?? '', confidence: optionalNumber(source, 'Confidence', at) };
}

/** Tells whether a confidence can be one. Any other is read as unknown. */
const isShare = (value: number | undefined): value is number => value !== undefined && value >= 0 && value <= 1;
