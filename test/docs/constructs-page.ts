import type { ExportedConstruct } from './exported-constructs';

/** Resources of the example of a construct, and their monthly price in US dollars. */
export interface ExampleFacts {
  readonly types: Readonly<Record<string, number>>;
  readonly fixed: number;
  readonly usage: number;
}

const HEAD = `# Constructs

<!-- made from lib/index.ts and its doc comments by test/docs/examples.test.ts; do not edit -->

Every construct that the package exports. A test compiles and synthesizes each example; the names that an example does not
declare are \`app\`, a \`stack\`, a \`model\` of \`invocableModel\`, and constructs of this page. The prices are those of
\`npm run cost\` for the resources of the example, in us-east-1 and with the default assumptions on use. A guardrail is charged for the text of the functions that use it.
`;

/** docs/constructs.md, as it must be. */
export function constructsPage(
  constructs: readonly ExportedConstruct[],
  facts: Readonly<Record<string, ExampleFacts>>,
): string {
  const contents = constructs.map(({ name, text }) => {
    const price = facts[name];
    return `| [${name}](#${name.toLowerCase()}) | ${cell(firstSentence(text))} | ${price ? price.fixed.toFixed(2) : '—'} | ${price ? price.usage.toFixed(2) : '—'} |`;
  });
  const table = ['| construct | purpose | US dollars a month, fixed | by use |', '|---|---|---|---|', ...contents].join(
    '\n',
  );
  return [HEAD, table, '', ...constructs.map((construct) => section(construct, facts[construct.name]))].join('\n');
}

function section({ name, file, text, example, isAbstract, props }: ExportedConstruct, facts?: ExampleFacts): string {
  const types = Object.entries(facts?.types ?? {}).map(([type, count]) => (count === 1 ? type : `${count} ${type}`));
  return [
    `## ${name}`,
    '',
    `${text} File: [${file}](../${file}).`,
    '',
    ...(isAbstract ? ['Base class: extend it.', ''] : []),
    ...(types.length > 0 ? [`**Creates** ${types.join(', ')}.`, ''] : []),
    ...(example ? ['```ts', example, '```', ''] : []),
    ...(props.length > 0 ? propsTable(props) : []),
  ].join('\n');
}

const propsTable = (props: ExportedConstruct['props']) => [
  '| property | meaning | default |',
  '|---|---|---|',
  ...props.map(
    (each) =>
      `| \`${each.name}\` | ${cell(each.text) || '—'} | ${each.name.endsWith('?') ? cell(each.default) : 'required'} |`,
  ),
  '',
];

const cell = (text: string) => text.replaceAll('|', '\\|');
const firstSentence = (text: string) => /^.*?[.](?= |$)/.exec(text)?.[0] ?? text;
