import type { NamedPolicy } from '../model/policy';
import type { Outcome, Request } from '../model/request';
import { evaluate } from './evaluator';

/** Enough for the deployments as they are, which come first; what mutants add to them would fill the memory. */
const MOST = 20_000;

const outcomes = new Map<string, Outcome>();

/** A mutant leaves most policies alone, and most requests as they were: what was decided of those holds still. */
export function remembered(request: Request): Outcome {
  const { policies, ...asked } = request;
  const { identity, boundary, resource, endpoint, organization = [] } = policies;
  const met = [identity, boundary, resource, endpoint, organization].map((some) => [some ?? []].flat().map(numberOf));
  const key = JSON.stringify([met, asked]);
  const known = outcomes.get(key);
  if (known) return known;
  const outcome = evaluate(request);
  if (outcomes.size < MOST) outcomes.set(key, outcome);
  return outcome;
}

const numbers = new WeakMap<NamedPolicy, number>();
let last = 0;

/** The same policy is the same object: see `namedPolicy`. */
function numberOf(policy: NamedPolicy): number {
  const known = numbers.get(policy) ?? ++last;
  numbers.set(policy, known);
  return known;
}
