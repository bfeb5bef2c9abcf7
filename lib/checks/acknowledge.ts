import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** One finding that we have looked at and accept, and the reason: a sentence that a reader could prove wrong. */
export interface Acknowledgement {
  /** Rule id, such as `AwsSolutions-IAM4`. */
  readonly rule: string;
  /** What of it, for rules that report several findings: the text in brackets. @default - the rule's only finding */
  readonly finding?: string;
  readonly reason: string;
}

/**
 * Accepts findings of the rule packs on one construct and what is below it. cdk-nag 3 lists an acknowledgement in the
 * assembly's report only under its pack's namespace, and silences without a trace otherwise; so the pack is never left out.
 *
 * @throws Error for a rule of a pack that is not switched on
 */
export function acknowledge(construct: IConstruct, ...acknowledgements: readonly Acknowledgement[]): void {
  for (const { rule, finding, reason } of acknowledgements) {
    const id = `${packOf(rule)}::${rule}${finding === undefined ? '' : `[${finding}]`}`;
    Validations.of(construct).acknowledge({ id, reason });
  }
}

/** The packs that run at every synth. */
export const PACKS = ['AwsSolutions', 'HIPAA.Security', 'NIST.800.53.R5', 'PrivateBedrock'] as const;

function packOf(rule: string): string {
  const pack = PACKS.find((name) => rule.startsWith(`${name}-`));
  if (pack === undefined) throw new Error(`${rule} is of no pack that runs here (${PACKS.join(', ')})`);
  return pack;
}
