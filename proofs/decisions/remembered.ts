import type { Outcome, Request } from '../model/request';
import { numberOf } from '../model/same-policies';
import { evaluate } from './evaluator';

/** Enough for the deployments as they are, which come first; what mutants add to them would fill the memory. */
const MOST = 20_000;

const outcomes = new Map<string, Outcome>();

/** A mutant leaves most policies alone, and most requests as they were: what was decided of those holds still. */
export function remembered(request: Request): Outcome {
  const key = keyOf(request);
  const known = outcomes.get(key);
  if (known) return known;
  const outcome = evaluate(request);
  if (outcomes.size < MOST) outcomes.set(key, outcome);
  return outcome;
}

function keyOf({ principal, action, resource, resourceAccount, context, policies }: Request): string {
  let key = `${principal} ${action} ${resource} ${resourceAccount}`;
  for (const name in context) key += ` ${name}=${context[name]}`;
  for (const policy of policies.identity) key += ` i${numberOf(policy)}`;
  for (const policy of policies.organization ?? []) key += ` o${numberOf(policy)}`;
  const { boundary, resource: asked, endpoint } = policies;
  return `${key} ${[boundary, asked, endpoint].map((policy) => policy && numberOf(policy)).join()}`;
}
