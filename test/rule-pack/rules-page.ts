import type { Rule } from '../../domain/rule-pack/rule';
import { IDENTITY_TYPES } from '../../domain/template/policies';

const HEAD = `# Rules of the pack PrivateBedrock

The rules cover what AwsSolutions, HIPAA.Security and NIST.800.53.R5 do not: \`AWS::Bedrock::*\` resources, permission to
invoke models, trust, key, bucket and endpoint policies, condition keys, and routes out of the VPC. They read the
deployed templates, including references between stacks. They run at every synth, and over plain JSON by
\`checkTemplates\`: see [Use the rule pack in your own app](adopting.md#use-the-rule-pack-in-your-own-app).

- A finding is named \`PrivateBedrock-<id>\`, or \`PrivateBedrock-<id>[<which>]\` if a rule can find several things.
  To accept one, call \`acknowledge\` next to its resource, with a reason that a reader can verify. Ids are never reused.
- **A value that a rule cannot read is a finding**, \`[Unreadable::…]\`: an intrinsic function other than Ref, Fn::GetAtt,
  Fn::Join, Fn::Sub and Fn::ImportValue, a parameter, an unknown condition operator, a malformed policy.
- Each policy is judged as written, without the others: a permissions boundary counts as if it granted access. A Deny
  counts only in the same policy as the Allow, for every resource and without a condition.
`;

/** Lists the resource types. The nine types of identity policies are one entry. */
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
- **Resource types.** ${typesOf(rule)}
- **Source.** ${rule.source}
`;

/** docs/rules.md, as it must be. */
export const rulesPage = (rules: readonly Rule[]): string => [HEAD, ...rules.map(section)].join('\n');
