import type { Rule } from '../../domain/rule-pack/rule';
import { IDENTITY_TYPES } from '../../domain/template/policies';

const HEAD = `# Rules of the pack PrivateBedrock

What AwsSolutions, HIPAA.Security and NIST.800.53.R5 cannot see: \`AWS::Bedrock::*\`, who may invoke which model, trust,
key, bucket and endpoint policies, conditions, ways out of the network. The rules read the template that is deployed,
references between stacks included. They run at every synth, and over plain JSON by \`checkTemplates\`:
see [Use the rule pack in your own app](adopting.md#use-the-rule-pack-in-your-own-app).

- A finding is named \`PrivateBedrock-<id>\`, and \`PrivateBedrock-<id>[<which>]\` where a rule can find several things.
  Accept one beside its resource, with a reason that a reader could prove wrong: \`acknowledge\`. No id is used again.
- **What a rule cannot read is a finding**, \`[Unreadable::…]\`: an intrinsic function other than Ref, Fn::GetAtt, Fn::Join,
  Fn::Sub and Fn::ImportValue, a parameter, an operator that IAM does not have, a policy that is no policy.
- A policy counts as written. A rule does not combine policies: a permissions boundary is judged as if it granted, and a
  Deny counts only beside the Allow, for everything and without a condition.
`;

/** Identity policies are nine types; their names would hide the sentence. */
function typesOf({ types }: Rule): string {
  const identity: readonly string[] = IDENTITY_TYPES;
  const isIdentity = identity.every((type) => types.includes(type));
  const others = isIdentity ? types.filter((type) => !identity.includes(type)) : types;
  return [...(isIdentity ? ['identity policies'] : []), ...others.map((type) => `\`${type}\``)].join(', ');
}

const section = (rule: Rule) => `## ${rule.id}

${rule.info}

- **Why.** ${rule.why}
- **Remedy.** ${rule.remedy}
- **Looks at** ${typesOf(rule)}
- **Source.** ${rule.source}
`;

/** docs/rules.md, as it must be. */
export const rulesPage = (rules: readonly Rule[]): string => [HEAD, ...rules.map(section)].join('\n');
