import { isVisible } from '../../../domain/knowledge/audience';
import { CitationChecker } from '../../../domain/knowledge/citations';
import { median } from '../../alternate';

// Filters, cites and checks the passages of one response, against JSON.parse of the same response.

const PASSAGES = 1_000;
const RUNS = 60;

/** About the 300 tokens of a chunk. */
const TEXT = 'The notice is three months to the end of a quarter, and in writing. '.repeat(18);

const response = JSON.stringify({
  retrievalResults: Array.from({ length: PASSAGES }, (_, index) => ({
    content: { type: 'TEXT', text: `${index} ${TEXT}` },
    location: { type: 'S3', s3Location: { uri: `s3://documents/documents/handbook-${index}.md` } },
    score: 0.5,
    metadata: { allowedGroups: index % 3 === 0 ? ['everyone'] : ['board', 'finance'], language: 'en', year: 2026 },
  })),
});

/** Pieces of an answer that cites each passage, as a model streams them. */
const pieces = Array.from({ length: PASSAGES }, (_, index) => `It is three months [${index + 1}]. `);

interface Parsed {
  readonly retrievalResults: readonly { readonly metadata: Readonly<Record<string, unknown>> }[];
}

const parse = (): Parsed => JSON.parse(response) as Parsed;

function work(): number {
  const passages = parse().retrievalResults.filter((result) => isVisible(result, ['board']));
  const checker = new CitationChecker(passages.length);
  for (const piece of pieces) checker.push(piece);
  checker.end();
  return checker.cited.length;
}

function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

const ours: number[] = [];
const floor: number[] = [];
if (work() !== PASSAGES) throw new Error('not every passage is cited');
for (let run = 0; run < RUNS; run += 1) {
  ours.push(timed(work));
  floor.push(timed(parse));
}
console.log(JSON.stringify({ ours: median(ours), floor: median(floor) }));
