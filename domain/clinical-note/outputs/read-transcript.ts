import type { Transcript, Word } from '../transcript';
import {
  type Json,
  type ListPlace,
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
import { fillSegments, type SegmentToFill } from './segment-words';

const CONVERSATION = { field: 'Conversation' } as const;

/**
 * Reads `transcript.json` of a job or a stream. Absent texts and times are read as empty ones: the evidence check finds
 * them, and a clinician can look at the rest. Unknown roles, parts of the visit and fields pass.
 *
 * @throws {OutputError} for a value of the wrong kind
 */
export function readTranscript(json: unknown): Transcript {
  const conversation = objectIn(topOf(json), CONVERSATION.field);
  const segments = segmentsOf(conversation);
  fillSegments(segments, wordsOf(conversation));
  return { segments, shape: typeof conversation.SessionId === 'string' ? 'streaming' : 'batch' };
}

function segmentsOf(conversation: Json): readonly SegmentToFill[] {
  const place: ListPlace = { field: 'TranscriptSegments', index: -1, within: CONVERSATION };
  const participantPlace = { field: 'ParticipantDetails', within: place };
  const sectionPlace = { field: 'SectionDetails', within: place };
  return objectsIn(conversation, place.field, CONVERSATION).map((entry): SegmentToFill => {
    place.index += 1;
    const participant = optionalObject(entry, 'ParticipantDetails', place);
    const details = optionalObject(entry, 'SectionDetails', place);
    const section = details && optionalText(details, 'SectionName', sectionPlace);
    return {
      id: textIn(entry, 'SegmentId', place),
      speaker: (participant && optionalText(participant, 'ParticipantRole', participantPlace)) ?? 'UNKNOWN',
      ...(section !== undefined && { section }),
      ...timeOf(entry, place),
      text: optionalText(entry, 'Content', place) ?? '',
      words: [],
    };
  });
}

type WordToExtend = { -readonly [key in keyof Word]: Word[key] };

/** Returns the spoken words. Punctuation can have no time of its own, and joins the word before it. */
function wordsOf(conversation: Json): readonly Word[] {
  const words: WordToExtend[] = [];
  const place: ListPlace = { field: 'TranscriptItems', index: -1, within: CONVERSATION };
  const bestPlace: Place = { field: 'Alternatives', index: 0, within: place };
  for (const item of optionalObjects(conversation, place.field, CONVERSATION)) {
    place.index += 1;
    const word = wordIn(item, place, bestPlace);
    const isMark = optionalText(item, 'Type', place)?.toLowerCase() === 'punctuation';
    const last = words.at(-1);
    if (isMark || word.text === '') {
      if (last) last.text += word.text;
    } else if (isTimed(item)) words.push(word);
  }
  return words;
}

/** Reads an item. Batch jobs list alternatives, streams do not. */
function wordIn(item: Json, place: Place, bestPlace: Place): WordToExtend {
  const best = optionalObjects(item, 'Alternatives', place)[0];
  const text = optionalText(best ?? item, 'Content', best ? bestPlace : place) ?? '';
  const confidence = optionalNumber(best ?? item, 'Confidence', best ? bestPlace : place);
  const { begin, end } = timeOf(item, place);
  return isShare(confidence) ? { text, begin, end, confidence } : { text, begin, end };
}

/** Returns the time of a segment or a word. If a part of it is absent, it is no time: it has no duration at 0. */
function timeOf(json: Json, place: Place): { readonly begin: number; readonly end: number } {
  const begin = optionalNumber(json, 'BeginAudioTime', place);
  const end = optionalNumber(json, 'EndAudioTime', place);
  return begin === undefined || end === undefined ? { begin: 0, end: 0 } : { begin, end };
}

/** Nobody knows when a word without a time was spoken, so that it is of no segment. */
const isTimed = ({ BeginAudioTime, EndAudioTime }: Json): boolean =>
  typeof BeginAudioTime === 'number' && typeof EndAudioTime === 'number';

/** Tells whether a confidence can be one. Any other is read as unknown. */
const isShare = (value: number | undefined): value is number => value !== undefined && value >= 0 && value <= 1;
