import { checkEvidence } from '../../domain/clinical-note/evidence';
import { parseOutput } from '../../domain/clinical-note/outputs/output-error';
import { readNote } from '../../domain/clinical-note/outputs/read-note';
import { readTranscript } from '../../domain/clinical-note/outputs/read-transcript';
import { rawOutputs } from '../../sandbox/consultations/raw-outputs';
import { conversationLength, spokenTurns } from '../../sandbox/consultations/spoken-turns';
import { median } from '../alternate';

// Parses, reads and checks the files of a consultation of about 90 minutes, against JSON.parse of the same files.

const SEGMENTS = 5_000;
const SENTENCES = 200;
const RUNS = 40;

const source = {
  name: 'bench',
  turns: Array.from({ length: SEGMENTS }, (_, index) => ({ [index % 2 ? 'P' : 'C']: `Then ${index} hurts.` })),
  note: {
    PLAN: Array.from(
      { length: SENTENCES },
      (_, index) => `Sentence ${index} of the plan. [${index * 25 + 1}, ${index * 25 + 7}, ${index * 25 + 20}]`,
    ),
  },
};
const seconds = conversationLength(spokenTurns(source)) / 100;
const outputs = rawOutputs(source);
const transcript = Buffer.from(JSON.stringify(outputs.transcript));
const summary = Buffer.from(JSON.stringify(outputs.summary));

const check = () =>
  checkEvidence(
    readNote(parseOutput('summary.json', summary)),
    readTranscript(parseOutput('transcript.json', transcript)),
    seconds,
  );

const parse = () => [summary, transcript].map((file): unknown => JSON.parse(file.toString('utf8')));

function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

const { status, unlinked } = check();
if (status !== 'READY' || unlinked.length !== SEGMENTS - 3 * SENTENCES) throw new Error('the evidence is not complete');
const ours: number[] = [];
const floor: number[] = [];
for (let run = 0; run < RUNS; run += 1) {
  ours.push(timed(check));
  floor.push(timed(parse));
}
console.log(JSON.stringify({ seconds, bytes: transcript.length, ours: median(ours), floor: median(floor) }));
