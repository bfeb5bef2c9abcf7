import { checkTemplates, type Finding } from '../domain/rule-pack/check-templates';
import type { Proof, Subject } from './proof';

/**
 * The rule pack as a proof: a finding breaks it unless the subject as it is deployed has that finding as well. Those are
 * acknowledged beside their constructs, with a reason, and cdk-nag sees to that at every synth.
 */
export function rulesBeside(deployed: readonly Subject[]): Proof {
  const acknowledged = new Map(deployed.map((subject) => [subject.name, new Set(findings(subject).map(words))]));
  return {
    name: 'rules',
    // biome-ignore lint/suspicious/useAwait: a proof that throws is one that rejects
    broken: async (subject) => {
      const known = acknowledged.get(subject.name);
      return findings(subject)
        .map(words)
        .filter((finding) => !known?.has(finding));
    },
  };
}

const findings = ({ templates }: Subject): readonly Finding[] =>
  checkTemplates(
    Object.fromEntries(Object.entries(templates.stacks).map(([stack, { template }]) => [stack, template])),
  );

const words = ({ rule, at, finding }: Finding) => `${rule} at ${at}${finding ? ` (${finding})` : ''}`;
