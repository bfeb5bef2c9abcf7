import type { SyntheticConsultation, Turn } from './consultation';

/** Times are hundredths of a second, so that sums of them are exact. */
export interface SpokenTurn {
  /** Number of the turn, from 1. */
  readonly number: number;
  /** Number of the turn whose segment id it has. */
  readonly id: number;
  readonly speaker: string;
  readonly part?: string;
  readonly text: string;
  readonly begin: number;
  readonly end: number;
  readonly hasTime: boolean;
  readonly words: readonly SpokenWord[];
}

export interface SpokenWord {
  readonly text: string;
  /** Punctuation that follows the word. */
  readonly punctuation: string;
  readonly begin: number;
  readonly end: number;
  readonly confidence: number;
}

const SHORT_ROLES: Readonly<Record<string, string>> = { C: 'CLINICIAN_0', P: 'PATIENT_0' };

const NOT_SPOKEN = new Set(['part', 'silence', 'id', 'time', 'lasts', 'over']);

/** Pauses and length of a letter, in hundredths of a second. */
const PACE = { start: 20, turn: 40, word: 6, letter: 4, shortest: 12 } as const;

/** Gives a time to each turn and word, always the same. */
export function spokenTurns({ turns }: Pick<SyntheticConsultation, 'turns'>): readonly SpokenTurn[] {
  const spoken: SpokenTurn[] = [];
  let now = PACE.start;
  let part: string | undefined;
  for (const turn of turns) {
    part = turn.part ?? part;
    now += hundredths(turn.silence);
    const role = Object.keys(turn).find((key) => !NOT_SPOKEN.has(key));
    if (role === undefined) continue;
    const number = spoken.length + 1;
    const begin = now - (turn.over === undefined ? 0 : hundredths(turn.over) + PACE.turn);
    const words = spokenWords(String(turn[role]), begin);
    const end = words.at(-1)?.end ?? begin + hundredths(turn.lasts);
    spoken.push({
      number,
      id: turn.id ?? number,
      speaker: SHORT_ROLES[role] ?? role,
      ...(part !== undefined && { part }),
      text: words.map(({ text, punctuation }) => text + punctuation).join(' '),
      begin,
      end,
      hasTime: turn.time !== 'none',
      words,
    });
    now = Math.max(now, end) + PACE.turn;
  }
  return spoken;
}

/** Length of the conversation, with a second after the last word. */
export const conversationLength = (turns: readonly SpokenTurn[]): number =>
  Math.max(0, ...turns.map(({ end }) => end)) + 100;

function spokenWords(text: string, from: number): readonly SpokenWord[] {
  let now = from;
  return text.split(' ').flatMap((token) => {
    const [, word = '', confidence, punctuation = ''] = /^(.*?)(?:~(0\.\d+))?([.,;:?!]*)$/.exec(token) ?? [];
    if (word === '') return [];
    const begin = now;
    const end = begin + Math.max(PACE.shortest, PACE.letter * word.length);
    now = end + PACE.word;
    return [{ text: word, punctuation, begin, end, confidence: Number(confidence ?? usualConfidence(word)) }];
  });
}

/** Returns 0.9 to 0.99, always the same for a word. */
const usualConfidence = (word: string): number =>
  (90 + ([...word].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 10)) / 100;

const hundredths = (seconds: Turn['lasts']): number => Math.round((seconds ?? 0) * 100);
