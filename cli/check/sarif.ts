import { PACK } from '../../domain/rule-pack/check-templates';
import type { Rule } from '../../domain/rule-pack/rule';
import { RULES } from '../../domain/rule-pack/rules';
import type { LocatedFinding, UnreadTemplate } from './check-files';
import { UNREAD } from './check-report';

/** Formats the findings as SARIF 2.1.0, as GitHub code scanning and other tools read it. */
export function sarif(findings: readonly LocatedFinding[], unread: readonly UnreadTemplate[], version: string): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'private-bedrock', version, rules: RULES.map(ruleMetadata) } },
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: unread.map(notification) }],
        results: findings.map(result),
        columnKind: 'utf16CodeUnits',
      },
    ],
  };
}

const idOf = ({ id }: Rule) => `${PACK}-${id}`;

const ruleMetadata = (rule: Rule) => ({
  id: idOf(rule),
  shortDescription: { text: rule.info },
  fullDescription: { text: rule.why },
  help: {
    text: `${rule.remedy} Source: ${rule.source}. Details: docs/rules.md, ${rule.id}.`,
    markdown: `**Remedy.** ${rule.remedy}\n\n**Source.** ${rule.source}\n\n[${rule.id}](docs/rules.md#${rule.id.toLowerCase()})`,
  },
  defaultConfiguration: { level: 'error' },
  properties: { tags: ['security', 'aws', 'bedrock'], precision: 'high', 'security-severity': '7.0' },
});

const physicalLocation = (path: string, startLine: number) => ({
  artifactLocation: { uri: encodeURI(path), uriBaseId: '%SRCROOT%' },
  region: { startLine },
});

const notification = ({ path, line, logicalId }: UnreadTemplate) => ({
  level: 'warning',
  message: { text: `${logicalId}: ${UNREAD}` },
  locations: [{ physicalLocation: physicalLocation(path, line) }],
});

const result = ({ rule, name, at, logicalId, path, line, acknowledged }: LocatedFinding) => ({
  ruleId: idOf(rule),
  ruleIndex: RULES.indexOf(rule),
  level: 'error',
  message: { text: `${logicalId}: ${rule.info} (${name}) ${rule.remedy}` },
  locations: [
    {
      physicalLocation: physicalLocation(path, line),
      logicalLocations: [{ name: logicalId, fullyQualifiedName: at, kind: 'resource' }],
    },
  ],
  partialFingerprints: { 'resourceAndRule/v1': `${at} ${name}` },
  ...(acknowledged !== undefined && {
    suppressions: [{ kind: 'external', status: 'accepted', justification: acknowledged }],
  }),
});
