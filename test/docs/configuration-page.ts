import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript-5.9';
import { commentOf, parse, tagOf } from './doc-comments';

const CONFIG = 'domain/deployment/config';

const SOURCES = [
  'domain/deployment/deployment.ts',
  ...readdirSync(CONFIG).map((file) => `${CONFIG}/${file}`),
  'domain/models/model-reference.ts',
  'domain/models/declared-model.ts',
  'domain/guardrail/guardrail-config.ts',
  'domain/account/account-config.ts',
];

export interface ConfigType {
  readonly name: string;
  readonly text: string;
  readonly properties: readonly ConfigProperty[];
  /** Names in the declaration, among them those of other types. */
  readonly mentions: readonly string[];
}

export interface ConfigProperty {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly text: string;
  readonly default: string;
  readonly limits: string;
  readonly example: string;
}

/** Reads every type that a row of either table consists of, in the order in which a reader of a row meets them. */
export function configTypes(): readonly ConfigType[] {
  const types = SOURCES.flatMap(typesOf);
  const met = new Set<ConfigType>();
  const meet = (name: string) => {
    const type = types.find((each) => each.name === name);
    if (!type || met.has(type)) return;
    met.add(type);
    for (const mentioned of type.mentions) meet(mentioned);
  };
  meet('DeploymentConfig');
  meet('AccountConfig');
  return [...met];
}

function typesOf(source: string): readonly ConfigType[] {
  const file = parse(source, readFileSync(source, 'utf8'));
  const isType = (node: ts.Node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
  return file.statements.filter(isType).map((declaration) => ({
    name: declaration.name.text,
    text: commentOf(declaration),
    mentions: namesIn(declaration),
    properties: membersOf(declaration).map((member) => ({
      name: member.name.getText(file),
      type: (member.type?.getText(file) ?? '').replaceAll('readonly ', ''),
      isRequired: member.questionToken === undefined,
      text: commentOf(member),
      default: tagOf(member, 'default'),
      limits: tagOf(member, 'limits'),
      example: tagOf(member, 'example'),
    })),
  }));
}

const namesIn = (node: ts.Node): readonly string[] =>
  ts.isIdentifier(node) ? [node.text] : node.getChildren().flatMap(namesIn);

const membersOf = (declaration: ts.InterfaceDeclaration | ts.TypeAliasDeclaration) =>
  ts.isInterfaceDeclaration(declaration) ? declaration.members.filter(ts.isPropertySignature) : [];

const HEAD = `# Configuration

<!-- made from domain/deployment/deployment.ts and domain/deployment/config by test/docs/configuration.test.ts; do not edit -->

A deployment is one row of [lib/config/deployments.ts](../lib/config/deployments.ts), a [DeploymentConfig](#deploymentconfig).
An account deployment is one row of [lib/config/accounts.ts](../lib/config/accounts.ts), an [AccountConfig](#accountconfig):
[account.md](account.md) says when to use it. This page lists every property of a row. All mistakes of a row are reported at once when the templates are created, each with its value and its remedy.
`;

/** docs/configuration.md, as it must be. */
export function configurationPage(types: readonly ConfigType[]): string {
  const names = types.map(({ name }) => name);
  return [HEAD, ...types.map((type) => section(type, names))].join('\n');
}

const section = ({ name, text, properties }: ConfigType, names: readonly string[]) =>
  properties.length === 0
    ? `## ${name}\n\n${text}\n`
    : `## ${name}

${text}

| property | type | default | limits |
|---|---|---|---|
${properties.map((property) => row(property, names)).join('\n')}

${properties.map(details).join('\n')}`;

const row = ({ name, type, isRequired, default: value, limits }: ConfigProperty, names: readonly string[]) =>
  `| \`${name}\` | ${linked(type, names)} | ${isRequired ? 'required' : cell(value.replace(/^- /, ''))} | ${cell(limits) || '—'} |`;

const details = ({ name, text, example }: ConfigProperty) => `**\`${name}\`**: ${text}

\`\`\`ts
${name}: ${example},
\`\`\`
`;

const cell = (text: string) => text.replaceAll('|', '\\|');

function linked(type: string, names: readonly string[]): string {
  const known = names.filter((name) => new RegExp(`\\b${name}\\b`).test(type));
  if (known.length === 0) return `\`${cell(type)}\``;
  const escaped = cell(type).replaceAll('[', '\\[').replaceAll(']', '\\]');
  return known.reduce(
    (text, name) => text.replace(new RegExp(`\\b${name}\\b`, 'g'), `[${name}](#${name.toLowerCase()})`),
    escaped,
  );
}
