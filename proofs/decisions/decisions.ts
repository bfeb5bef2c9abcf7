import { AwsActions } from '../actions/aws-actions';
import type { Outcome, Request } from '../model/request';
import { NotModelledError } from '../not-modelled';
import type { Proof, Subject } from '../proof';
import { evaluate } from './evaluator';
import { holds, type Point, pointWords, type Sentence } from './sentence';
import { SENTENCES } from './sentences/all';
import { isSimulated, simulate } from './simulator';
import { tablesOf } from './tables';
import { World } from './world';

/** A sentence that does not hold, and the first request that shows it. */
const words = ({ says }: Sentence, point: Point, outcome: Outcome) =>
  `${says}. But: ${pointWords(point)}, and is ${outcome}`;

/**
 * Decides every point by the simulator, and by the evaluator, which has to say the same.
 *
 * @param options.simulated share of the points of a table that the simulator is asked about too
 * @param options.ofTablesOver the simulator is asked about all points of a table that has no more
 * @returns the sentences that do not hold
 */
export async function decide(
  sentences: readonly Sentence[],
  { simulated = 1, ofTablesOver = LARGE } = {},
): Promise<readonly string[]> {
  const broken: string[] = [];
  for (const sentence of sentences) {
    const wrong = await firstWrong(sentence, sentence.points.length > ofTablesOver ? simulated : 1);
    if (wrong) broken.push(words(sentence, wrong.point, wrong.outcome));
  }
  return broken;
}

/** Points of a table that takes the simulator seconds. */
const LARGE = 300;

async function firstWrong({ points }: Sentence, share: number) {
  const step = Math.round(1 / share);
  for (const [index, point] of points.entries()) {
    const outcome = share > 0 && index % step === 0 ? await agreed(point.request) : evaluate(point.request);
    if (!holds(outcome, point.expected)) return { point, outcome };
  }
  return undefined;
}

/**
 * For the mutants: our own evaluator looks for a sentence that breaks, a thousand times faster, and the simulator has to
 * agree. One is enough. That the two agree otherwise is differential.test.ts to show.
 */
export const decisions: Proof = {
  name: 'decisions',
  broken: async (subject: Subject) => {
    const world = new World(subject);
    const changed = (await tablesOf(world)).changed(world);
    if (changed) {
      const found = changed.find(({ point: { request, expected } }) => !holds(evaluate(request), expected));
      return found ? [words(found.sentence, found.point, await agreed(found.point.request))] : [];
    }
    for (const sentencesAbout of Object.values(SENTENCES)) {
      for (const sentence of await sentencesAbout(world)) {
        const point = sentence.points.find(({ request, expected }) => !holds(evaluate(request), expected));
        if (point) return [words(sentence, point, await agreed(point.request))];
      }
    }
    return [];
  },
};

/**
 * An action that only a newer list has is unknown to the simulator: our own evaluator decides alone.
 *
 * @throws NotModelledError for an action of no list, and for an empty value about which the two disagree: AWS does not say
 *   what a variable with one matches
 * @throws Error if the two evaluators disagree, so that neither can be trusted
 */
async function agreed(request: Request): Promise<Outcome> {
  const isOnlyListed = !(await isSimulated(request.action)) && (await AwsActions.load()).isListed(request.action);
  if (isOnlyListed) return evaluate(request);
  const [first, second] = [await simulate(request), evaluate(request)];
  if (first === second) return first;
  if (Object.values(request.context).includes('')) {
    throw new NotModelledError('a policy', 'a variable whose value is empty', 'See evaluator/variables.ts.');
  }
  throw new Error(`The simulator says ${first} and the evaluator ${second}: ${JSON.stringify(request)}`);
}
