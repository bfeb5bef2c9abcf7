import type { Templates } from '../model/templates';
import type { Subject } from '../proof';

/** A deployment with one control made weaker, or with one thing that it needs taken away. */
export interface Mutant {
  /** Change, in words that hold for many places: `condition key dropped`. */
  readonly kind: string;
  /** Row, kind, what and where. Unique among the mutants of all rows. */
  readonly name: string;
  /** `<stack id>/<logical id>` of the resource that was changed, added or taken away. */
  readonly at: string;
  /** Shares with the original whatever was not changed: an untouched stack is the same object. */
  readonly subject: Subject;
}

/** One place where an operator applies, and what the templates become there. */
export interface Change {
  /** Which thing of the place, in words: `aws:SourceAccount of #1 sts:AssumeRole`. Empty if the place says it. */
  readonly what: string;
  readonly at: string;
  readonly templates: Templates;
}

/** Finds every place where one kind of change applies. It looks at structure, so that a new control is attacked too. */
export interface Operator {
  readonly kind: string;
  readonly changes: (subject: Subject) => readonly Change[];
}
