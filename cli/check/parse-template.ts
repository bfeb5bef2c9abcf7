import { type CollectionTag, LineCounter, parseDocument, type ScalarTag, YAMLMap } from 'yaml';
import { OperatorError } from '../../domain/operator-error';
import type { Template } from '../../domain/template/template';
import { usageError } from '../command';

/** Short forms of intrinsic functions. Source: AWS CloudFormation User Guide, "Intrinsic function reference". */
const FUNCTIONS =
  'And Base64 Cidr Contains EachMemberEquals EachMemberIn Equals FindInMap ForEach GetAZs GetStackOutput If ImportValue Join Length Not Or RefAll Select Split Sub ToJsonString Transform ValueOf ValueOfAll'.split(
    ' ',
  );

/**
 * Reads a CloudFormation template in JSON or YAML, short forms such as `!Sub` included.
 *
 * @param name name of the file, for messages; no text of the file is quoted
 * @throws OperatorError for a Terraform file, and for any other text that is not a template
 */
export function parseTemplate(name: string, text: string): Template {
  if (/\.(tf|tfvars|hcl|tfstate|tfplan)$|\.tf\.json$/.test(name)) throw terraform(name);
  const value = /\.json$/.test(name) ? parseJson(text) : parseYaml(name, text);
  if (value === undefined) throw noTemplate(name, 'it is not valid JSON');
  if (isObject(value) && ('terraform_version' in value || 'planned_values' in value)) throw terraform(name);
  const resources = isObject(value) ? value.Resources : undefined;
  if (!isObject(resources)) throw noTemplate(name, 'it has no Resources');
  for (const [id, resource] of Object.entries(resources)) {
    // A ForEach of the transform AWS::LanguageExtensions makes resources that cannot be known here.
    if (!isObject(resource) || typeof resource.Type !== 'string') throw noTemplate(name, `Resources.${id} has no Type`);
  }
  return value as unknown as Template;
}

/** Line of each resource, from 1, by its logical id. */
export function resourceLines(text: string): ReadonlyMap<string, number> {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, customTags: TAGS, merge: true });
  const resources = document.get('Resources');
  if (!(resources instanceof YAMLMap)) return new Map();
  return new Map(
    resources.items.map(({ key }) => [
      String(key),
      lineCounter.linePos((key as { range?: [number] }).range?.[0] ?? 0).line,
    ]),
  );
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The error of the parser is dropped, since it quotes the text. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseYaml(name: string, text: string): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, customTags: TAGS, merge: true, prettyErrors: false });
  const [problem] = [...document.errors, ...document.warnings];
  if (!problem) return document.toJS();
  const { line } = lineCounter.linePos(problem.pos[0]);
  const what = problem.code === 'TAG_RESOLVE_FAILED' ? 'a tag that CloudFormation does not have' : problem.code;
  throw noTemplate(name, `line ${line} is not readable YAML (${what})`);
}

const call = (name: string, argument: unknown) => {
  const map = new YAMLMap();
  map.set(name, argument);
  return map;
};

const tagsOf = (tag: string, name: string): (ScalarTag | CollectionTag)[] => [
  { tag, resolve: (text) => ({ [name]: text }) },
  { tag, collection: 'seq', resolve: (sequence) => call(name, sequence) },
  { tag, collection: 'map', resolve: (map) => call(name, map) },
];

const TAGS: (ScalarTag | CollectionTag)[] = [
  ...tagsOf('!Ref', 'Ref'),
  ...tagsOf('!Condition', 'Condition'),
  ...tagsOf('!GetAtt', 'Fn::GetAtt').slice(1),
  { tag: '!GetAtt', resolve: (text) => ({ 'Fn::GetAtt': text.split(/\.(.*)/s).slice(0, 2) }) },
  ...FUNCTIONS.flatMap((name) => tagsOf(`!${name}`, `Fn::${name}`)),
];

const terraform = (name: string) =>
  usageError(
    'PB-CHECK-001',
    `${name} is a Terraform file, which this command does not read.`,
    'It reads CloudFormation templates (JSON, YAML) and cloud assemblies of the CDK only. Use a checker for Terraform.',
  );

const noTemplate = (name: string, reason: string) =>
  new OperatorError(
    'PB-CHECK-002',
    `${name} is not a CloudFormation template: ${reason}.`,
    'Name CloudFormation templates in JSON or YAML, or the folder of a cloud assembly.',
    { exit: 2 },
  );
