import type { AppResources, Located } from '../template/app-resources';

/** Verdict of a rule on one resource: the ids of its findings. */
export type Verdict = 'not-applicable' | readonly string[];

/**
 * One rule, as a value: it reads resources as the template holds them, and knows neither the CDK nor cdk-nag. So the
 * same rule runs at every synth and over plain JSON.
 */
export interface Rule {
  /** Subject and number, such as `GUARD2`. Never given to another rule. */
  readonly id: string;
  /** The fault, in one sentence. */
  readonly info: string;
  readonly why: string;
  /** Instruction that resolves the finding. */
  readonly remedy: string;
  /** Where the facts about AWS are from. */
  readonly source: string;
  /** Types of the resources that the rule reads. */
  readonly types: readonly string[];
  /**
   * @returns no finding for a compliant resource; see `FOUND` for a rule that finds one kind of thing
   * @throws Unreadable for a value that has to be understood and is not
   */
  check(resource: Located, app: AppResources): Verdict;
}

/** The verdict of a rule that has nothing to tell its findings apart by. */
export const FOUND: readonly string[] = [''];
export const COMPLIANT: readonly string[] = [];

/** The verdict of a rule with one kind of finding. */
export const unless = (isCompliant: boolean): readonly string[] => (isCompliant ? COMPLIANT : FOUND);
