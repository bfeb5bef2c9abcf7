import type { DeploymentConfig } from '../../domain/deployment/deployment';
import type { Assembly } from '../../domain/template/assembly';

type Has = (config: DeploymentConfig) => unknown;

/** Words of each capability, and whether a row has it. */
const WORDS: Readonly<Record<string, readonly [words: RegExp, has: Has]>> = {
  guardrail: [/guardrail/i, ({ guardrail }) => guardrail],
  'fine-tuning': [
    /\btuner|tuning|customiz|custom model|labelled|manifest|dataset|metrics after/i,
    ({ fineTuning }) => fineTuning,
  ],
  knowledge: [/curator|knowledge|documents?\b|passages|vectors|\bsyncs?\b/i, ({ knowledge }) => knowledge],
  audiences: [/audience/i, ({ knowledge }) => knowledge?.audiences],
  RetrieveAndGenerate: [/Bedrock with the knowledge base/, ({ knowledge }) => knowledge?.retrieveAndGenerate],
  'agent alias': [/\ban agent\b/i, ({ knowledge }) => knowledge?.agentAlias],
  teams: [/\bteams?\b/i, ({ teams }) => teams],
  applications: [/\bapplications?\b/i, ({ applications }) => applications],
  HealthScribe: [
    /HealthScribe|clinician|\brecords\b|patient|recording|consultation|\bnotes?\b/i,
    ({ healthScribe }) => healthScribe,
  ],
  'signed notes': [/\brecords\b|signed notes/i, ({ healthScribe }) => healthScribe?.keepSignedNotes],
  workbench: [/workbench|notebook|scientist/i, ({ workbench }) => workbench],
  'VPC of its own': [/isolated VPC/i, ({ network }) => 'cidr' in network],
  'flow logs': [/flow log/i, ({ network }) => 'cidr' in network || network.ownerAccount === undefined],
  // The administrator is within that of the organization, too.
  'boundary of its own': [
    /(?<!within the )permissions boundary/i,
    ({ permissionsBoundary }) => permissionsBoundary === undefined,
  ],
};

/** Returns the descriptions in the templates that speak of a capability that the row does not have. */
export const absentWords = ({ stacks, deployments }: Assembly): readonly string[] =>
  deployments.flatMap(({ config }) =>
    stacks.flatMap(({ id, template }) => {
      const texts = [
        template.Description,
        ...Object.values(template.Resources).map(({ Properties }) => Properties?.Description),
      ];
      return texts.flatMap((text) =>
        Object.entries(WORDS)
          .filter(([, [words, has]]) => words.test(String(text ?? '')) && !has(config))
          .map(([capability]) => `${id} says '${text}', and the row has no ${capability}`),
      );
    }),
  );
