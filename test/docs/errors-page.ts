import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseSync } from '@swc/core';

/** One error code, as the source states it. Values of the message stand in angle brackets. */
export interface ErrorCode {
  readonly code: string;
  readonly file: string;
  readonly message: string;
  readonly remedy: string;
}

type Node = Readonly<Record<string, unknown>>;

const FOLDERS = ['bench', 'bin', 'cli', 'domain', 'lambda', 'lib', 'proofs', 'sandbox'];
const CODE = /^PB-[A-Z]+-\d{3}$/;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const children = (node: Node): readonly Node[] => Object.values(node).flat().filter(isNode);
const descendants = (node: Node): readonly Node[] => [node, ...children(node).flatMap(descendants)];

/** Reads every error code of the source: a call with code, message and remedy, or an object with these properties. */
export function errorCodes(): readonly ErrorCode[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap((file) => codesOf(join(folder, file).replaceAll('\\', '/'))),
  ).sort((one, other) => (one.code < other.code ? -1 : 1));
}

function codesOf(file: string): readonly ErrorCode[] {
  const source = readFileSync(file, 'utf8');
  if (!source.includes("'PB-")) return [];
  const nodes = descendants(parseSync(source, { syntax: 'typescript' }) as unknown as Node);
  const text = textIn(nodes);
  return nodes.flatMap((node) => {
    const parts = partsOf(node);
    return parts ? [{ code: parts.code, file, message: text(parts.message), remedy: text(parts.remedy) }] : [];
  });
}

interface Parts {
  readonly code: string;
  readonly message: unknown;
  readonly remedy: unknown;
}

function partsOf(node: Node): Parts | undefined {
  if (Array.isArray(node.arguments)) {
    const [code, message, third] = node.arguments.map(({ expression }) => expression as Node);
    if (!isCode(code)) return;
    const parts = third?.type === 'ObjectExpression' ? propertiesOf(third) : { message, remedy: third };
    return { message: parts.message, remedy: parts.remedy, code: String(code?.value) };
  }
  if (node.type !== 'ObjectExpression') return;
  const { code, message, remedy } = propertiesOf(node);
  return isCode(code) ? { code: String((code as Node).value), message, remedy } : undefined;
}

const isCode = (node: unknown) => isNode(node) && node.type === 'StringLiteral' && CODE.test(String(node.value));

const propertiesOf = (object: Node): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    (object.properties as readonly Node[]).map((property) =>
      property.type === 'Identifier'
        ? [property.value, property]
        : [(property.key as Node | undefined)?.value, property.value],
    ),
  );

/** Returns the writer of an expression as text. A constant of the file is written out. */
function textIn(nodes: readonly Node[]): (node: unknown) => string {
  const declarators = nodes.filter(({ type, init }) => type === 'VariableDeclarator' && isNode(init));
  const nearest = (identifier: Node) =>
    declarators.findLast(
      ({ id, span }) => (id as Node).value === identifier.value && startOf(span) < startOf(identifier.span),
    );
  const write = (node: unknown): string => {
    if (!isNode(node)) return '';
    switch (node.type) {
      case 'StringLiteral':
        return String(node.value);
      case 'TemplateLiteral':
        return interleave(node, write);
      case 'ConditionalExpression':
        return [write(node.consequent), write(node.alternate)].filter((text) => text !== '').join(' / ');
      case 'ArrowFunctionExpression':
        return (node.body as Node).type === 'BlockStatement' ? '' : write(node.body);
      case 'Identifier': {
        const init = nearest(node)?.init as Node | undefined;
        return isText(init) ? write(init) : '';
      }
      default:
        return '';
    }
  };
  return (node) => write(node).replace(/\s+/g, ' ').trim();
}

const startOf = (span: unknown) => (span as { readonly start: number }).start;

const isText = (node: Node | undefined) =>
  ['StringLiteral', 'TemplateLiteral', 'ConditionalExpression'].includes(String(node?.type));

const interleave = ({ quasis, expressions }: Node, write: (node: unknown) => string): string =>
  (quasis as readonly Node[])
    .map(({ cooked }, index) => {
      const value = (expressions as readonly Node[])[index];
      return `${cooked}${value ? write(value) || `<${nameOf(value)}>` : ''}`;
    })
    .join('');

/** Methods whose result is named after their object. */
const TRANSPARENT = ['join', 'length', 'slice', 'stringify', 'trim', 'keys'];

/** Name of a value in a message: `path` of `place.path`, `names` of `names.join()`. */
function nameOf(node: Node): string {
  const part = (key: string) => nameOf(node[key] as Node);
  switch (node.type) {
    case 'Identifier':
      return String(node.value);
    case 'MemberExpression': {
      const { type, value } = node.property as Node;
      return type === 'Identifier' && !TRANSPARENT.includes(String(value)) ? String(value) : part('object');
    }
    case 'CallExpression': {
      const name = part('callee');
      const [argument] = node.arguments as readonly Node[];
      return /^(Object|JSON)$/.test(name) && argument ? nameOf(argument.expression as Node) : name;
    }
    case 'OptionalChainingExpression':
      return part('base');
    case 'BinaryExpression':
      return part('left');
    case 'TsAsExpression':
    case 'ParenthesisExpression':
      return part('expression');
    default:
      return 'value';
  }
}

const AREAS: Readonly<Record<string, string>> = {
  ACCOUNT: '`account`',
  POLICIES: '`developer policies`',
  REGISTRY: '`developer registry`',
  APP: 'Finding the app and its deployments',
  ASK: '`ask`',
  AWS: 'Calls to AWS',
  BENCH: 'Bench',
  BUILD: 'Build of the functions',
  BREAKER: '`breaker`',
  CHECK: '`check`',
  CONFIG: 'Table of deployments',
  CAPACITY: '`capacity`',
  COST: '`cost`',
  DIAGRAM: '`diagram`',
  KNOWLEDGE: '`ask --knowledge`, `retrieve`, `sync` and `evaluate`',
  NOTES: '`notes`',
  PREFLIGHT: '`preflight`',
  MODELS: '`models`',
  PLAN: '`plan`',
  PROOF: '`prove`',
  REPORT: '`developer report` and `developer plan`',
  RULES: 'Rule packs',
  SANDBOX: '`sandbox`',
  SCRIBE: '`scribe`',
  SIZE: 'Quotas of IAM at synthesis',
  TEARDOWN: '`teardown`',
  TEMPLATE: 'Reading of templates',
  TOKENS: '`usage`',
  TUNE: '`tune`',
  USAGE: 'Every command',
  VALIDATE: '`validate`',
};

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;') || 'depends on the cause';

/** Writes docs/errors.md. */
export function errorsPage(): string {
  const codes = errorCodes();
  return [HEAD, ...Object.entries(AREAS).map(([area, title]) => section(title, codes.filter(isOf(area))))].join('\n');
}

const isOf =
  (area: string) =>
  ({ code }: ErrorCode): boolean =>
    code.startsWith(`PB-${area}-`);

const HEAD = `# Errors

Generated from the source. Each error is printed as \`<code> <message>\` and, on the next line, the remedy. With \`--json\`
a command prints \`{ "error": { "code", "message", "remedy" } }\`. A code never changes its meaning. Words in angle
brackets stand for values, and \` / \` separates variants.
`;

const section = (title: string, codes: readonly ErrorCode[]) => `## ${title}

| code | message | remedy | source |
|---|---|---|---|
${codes.map(({ code, message, remedy, file }) => `| ${code} | ${cell(message)} | ${cell(remedy)} | [${basename(file)}](../${file}) |`).join('\n')}
`;
