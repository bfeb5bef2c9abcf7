import type { AppResources, Located } from '../template/app-resources';
import { Unreadable } from '../template/value';
import type { Rule, Verdict } from './rule';

/** The verdict of a rule, each finding once. What the rule could not understand is a finding: `Unreadable::<what>`. */
export function evaluate(rule: Rule, resource: Located, app: AppResources): Verdict {
  try {
    const verdict = rule.check(resource, app);
    return verdict === 'not-applicable' ? verdict : [...new Set(verdict)];
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return [`Unreadable::${error.value}`];
  }
}
