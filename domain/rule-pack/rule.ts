import type { AppResources, Located } from '../template/app-resources';

/** Result of a rule for one resource: the ids of its findings. */
export type Verdict = 'not-applicable' | readonly string[];

/**
 * One rule, as a value. It reads resources of a template and depends neither on the CDK nor on cdk-nag, so that it
 * runs at every synth and over plain JSON.
 */
export interface Rule {
  /** Subject and number, for example `GUARD2`. Never reused for another rule. */
  readonly id: string;
  /** The fault, in one sentence. */
  readonly info: string;
  /** Consequence of the fault. */
  readonly why: string;
  /** Instruction that resolves the finding. */
  readonly remedy: string;
  /** AWS documentation that states the facts. */
  readonly source: string;
  /** Types of the resources that the rule reads. */
  readonly types: readonly string[];
  /**
   * @returns no finding for a compliant resource; `FOUND` from a rule with a single kind of finding
   * @throws Unreadable for a value that the rule needs and cannot resolve
   */
  check(resource: Located, app: AppResources): Verdict;
}

/** Verdict of a rule with a single kind of finding. */
export const FOUND: readonly string[] = [''];
export const COMPLIANT: readonly string[] = [];

/** Returns the verdict of a rule with a single kind of finding. */
export const unless = (isCompliant: boolean): readonly string[] => (isCompliant ? COMPLIANT : FOUND);
