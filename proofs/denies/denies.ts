import { evaluate } from '../decisions/evaluator';
import { holds, pointWords, type Sentence } from '../decisions/sentence';
import { World } from '../decisions/world';
import type { NamedPolicy } from '../model/policy';
import type { Proof } from '../proof';
import { boundaryDenies } from './boundary-denies';
import { bucketDenies } from './bucket-denies';
import type { Covering } from './covering';
import { functionDenies } from './function-denies';
import { guardrailDenies } from './guardrail-denies';
import { queueDenies } from './queue-denies';

const ALL: readonly ((world: World) => Promise<readonly Covering[]>)[] = [
  ...[boundaryDenies, guardrailDenies, bucketDenies, functionDenies, queueDenies],
];

/**
 * Each Deny covers every action that it is for. The sentences of `decisions` ask about a few actions that stand for all;
 * this asks about all of them, so that an exception for one is found.
 */
export const denies: Proof = {
  name: 'denies',
  broken: async (subject) => {
    const world = new World(subject);
    const coverings = await Promise.all(ALL.map((of) => of(world)));
    return coverings.flat().flatMap(brokenOf);
  },
};

const known = new WeakMap<NamedPolicy, Map<string, readonly string[]>>();

/** A mutant leaves most policies alone: the same policy is the same object, see `namedPolicy`. */
function brokenOf({ policy, given, sentences }: Covering): readonly string[] {
  const ofPolicy = known.get(policy) ?? new Map<string, readonly string[]>();
  known.set(policy, ofPolicy);
  const key = JSON.stringify(given);
  const broken = ofPolicy.get(key) ?? sentences().flatMap(wrong);
  ofPolicy.set(key, broken);
  return broken;
}

function wrong({ says, points }: Sentence): readonly string[] {
  if (points.length === 0) return [`${says}: of no action`];
  const point = points.find(({ request, expected }) => !holds(evaluate(request), expected));
  return point ? [`${says}. But: ${pointWords(point)}`] : [];
}
