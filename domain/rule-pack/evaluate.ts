import type { AppResources, Located } from '../template/app-resources';
import { Unreadable } from '../template/value';
import type { Rule, Verdict } from './rule';

/** Returns the verdict of a rule, each finding once. A value that the rule cannot resolve is a finding: `Unreadable::<value>`. */
export function evaluate(rule: Rule, resource: Located, app: AppResources): Verdict {
  try {
    const verdict = rule.check(resource, app);
    return verdict === 'not-applicable' ? verdict : [...new Set(verdict)];
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return [`Unreadable::${error.value}`];
  }
}
