import { closest, distance } from 'fastest-levenshtein';
import { KNOWLEDGE_PREFIXES } from '../../../domain/knowledge/prefixes';
import { OperatorError } from '../../../domain/operator-error';
import { LIMITS } from '../../../lambda/knowledge/contract';
import { parseJson } from '../../functions/parse-json';
import type { KnownDocuments } from './known-documents';

/** Question with the documents that answer it. */
export interface EvaluationQuestion {
  readonly question: string;
  /** Keys of the documents that answer it; none if it cannot be answered. */
  readonly relevant: readonly string[];
  /** Audience that asks. @default - everyone */
  readonly audience?: string;
  /** False if no document that the audience may see answers the question. */
  readonly isAnswerable: boolean;
}

const FIELDS: readonly string[] = ['question', 'relevant', 'audience', 'answerable'];

/** Most mistakes that one error lists. */
const LISTED = 20;

/**
 * Reads questions as JSON Lines: `question`, `relevant` (documents), and optionally `audience` and `answerable` (default:
 * true).
 *
 * @param file its name, for the error only
 * @param audiences names of the audiences of the row @default - not known, and not checked
 * @param known documents that exist @default - not known, and not checked
 * @throws OperatorError with every mistake and its line
 */
export function readQuestions(
  text: string,
  file: string,
  audiences: readonly string[] | undefined,
  known?: KnownDocuments,
): readonly EvaluationQuestion[] {
  const issues: string[] = [];
  let unknown = 0;
  const seen = new Map<string, number>();
  const questions = text.split(/\r?\n/).flatMap((line, index) => {
    if (line.trim() === '') return [];
    const number = index + 1;
    const found = readQuestion(parseJson(line), audiences);
    if (Array.isArray(found)) {
      issues.push(...found.map((issue) => `  line ${number}: ${issue}`));
      return [];
    }
    const missing = unknownDocuments(found, known);
    unknown += missing.length;
    issues.push(...missing.map((issue) => `  line ${number}: ${issue}`));
    const id = idOf(found);
    const earlier = seen.get(id);
    if (earlier !== undefined) issues.push(`  line ${number}: the same question and audience as in line ${earlier}`);
    seen.set(id, number);
    return [found];
  });
  if (questions.length === 0 && issues.length === 0) issues.push('  there is no question');
  if (issues.length === 0) return questions;
  const more = issues.length > LISTED ? [`  and ${issues.length - LISTED} more`] : [];
  throw new OperatorError(
    'PB-KNOWLEDGE-016',
    [
      `${file} has ${issues.length === 1 ? 'a mistake' : `${issues.length} mistakes`}:`,
      ...issues.slice(0, LISTED),
      ...more,
    ].join('\n'),
    unknown === issues.length
      ? 'Correct the names, or sync the documents first.'
      : 'Write one JSON object a line, such as {"question":"How long is the notice?","relevant":["documents/handbook.md"]}.',
  );
}

/** Identifies a question in two evaluations. */
export const idOf = ({ question, audience }: Pick<EvaluationQuestion, 'question' | 'audience'>): string =>
  JSON.stringify([question, audience ?? null]);

/** Returns the question, or its mistakes. */
function readQuestion(value: unknown, audiences: readonly string[] | undefined): EvaluationQuestion | string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ['is not a JSON object'];
  const { question, relevant = [], audience, answerable = true } = value as Record<string, unknown>;
  const issues = Object.keys(value)
    .filter((name) => !FIELDS.includes(name))
    .map((name) => `${name} is not one of the fields ${FIELDS.join(', ')}`);
  if (typeof question !== 'string' || question.trim() === '' || [...question].length > LIMITS.questionCharacters) {
    issues.push(`question must be a text of 1 to ${LIMITS.questionCharacters} characters`);
  }
  if (typeof answerable !== 'boolean') issues.push('answerable must be true or false');
  issues.push(...relevantIssues(relevant, answerable));
  if (audience !== undefined && typeof audience !== 'string') issues.push('audience must be a text');
  else if (audience !== undefined && audiences && !audiences.includes(audience)) {
    issues.push(`audience ${audience} is not one of the row: ${audiences.join(', ') || 'it has none'}`);
  }
  if (issues.length > 0) return issues;
  return {
    question: question as string,
    relevant: (relevant as string[]).map(keyOf),
    isAnswerable: answerable as boolean,
    ...(audience !== undefined && { audience: audience as string }),
  };
}

function relevantIssues(relevant: unknown, answerable: unknown): string[] {
  if (!Array.isArray(relevant) || !relevant.every((name) => typeof name === 'string' && name !== '')) {
    return ['relevant must be a list of documents'];
  }
  const isEmpty = relevant.length === 0;
  if (answerable === true && isEmpty) return ['relevant must name a document, or answerable must be false'];
  return answerable === false && !isEmpty ? ['relevant must be empty if answerable is false'] : [];
}

/** Most letters by which a document is taken for the one that is meant. */
const MISSPELT = 4;

/** A document that does not exist would be a question that no setting can answer. */
function unknownDocuments({ relevant }: EvaluationQuestion, known: KnownDocuments | undefined): string[] {
  if (!known) return [];
  return relevant
    .filter((key) => !known.keys.includes(key))
    .map((key) => {
      const near = known.keys.length > 0 ? closest(key, known.keys) : undefined;
      const meant = near !== undefined && distance(key, near) <= MISSPELT ? `; is it ${near}?` : '';
      return `relevant ${key} is not in ${known.place}${meant}`;
    });
}

/** Returns the key of a document that is named by its key, its address, or its path in the folder of `sync`. */
function keyOf(document: string): string {
  const key = document.replace(/^s3:\/\/[^/]+\//, '').normalize('NFC');
  return key.startsWith(KNOWLEDGE_PREFIXES.documents) ? key : KNOWLEDGE_PREFIXES.documents + key;
}
