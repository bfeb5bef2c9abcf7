import ts from 'typescript-5.9';

/** A change of a source file: the text between two offsets becomes another. */
export interface CodeMutant {
  /** Kind of change: `property dropped`. */
  readonly kind: string;
  readonly file: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly to: string;
  /** Text that was there, in short. */
  readonly was: string;
}

/** `lib/access/boundary.ts: property dropped: sid`. Without the line, which moves with every edit above it. */
export const nameOf = ({ file, kind, was, to }: CodeMutant): string =>
  `${file}: ${kind}: ${was}${to && !/^\.\.\.|^$/.test(to) && to.length < 40 ? ` → ${oneLine(to)}` : ''}`;

type Edit = readonly [kind: string, node: ts.Node, to: string];
type Operator = (node: ts.Node, source: ts.SourceFile) => readonly Edit[];

const text = (node: ts.Node, source: ts.SourceFile) => node.getText(source);

/** Properties that hold words for people, or names that nothing depends on. */
const WORDS = new Set(['Comment', 'description', 'id', 'message', 'otherwise', 'reason', 'remedy', 'rule', 'sid']);

/** Calls that only speak to people: acknowledgements of rules, words of errors. */
const TALK = /^(acknowledge|acknowledgeResource|demand|issues\.add|refusal|row|wrong)$/;

const nameText = (name: ts.PropertyName | undefined) =>
  name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : undefined;

const droppedProperty: Operator = (node) =>
  ts.isObjectLiteralExpression(node)
    ? node.properties
        .filter((one) => !WORDS.has(nameText(one.name) ?? ''))
        .map((one) => ['property dropped', one, '...{}'])
    : [];

const droppedElement: Operator = (node) =>
  ts.isArrayLiteralExpression(node) ? node.elements.map((one) => ['item dropped', one, '...[]']) : [];

const EQUALITY: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [ts.SyntaxKind.LessThanToken]: '>=',
  [ts.SyntaxKind.GreaterThanToken]: '<=',
  [ts.SyntaxKind.LessThanEqualsToken]: '>',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '<',
};

const LOGIC: readonly ts.SyntaxKind[] = [
  ...[ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken],
];

const binary: Operator = (node, source) => {
  if (!ts.isBinaryExpression(node)) return [];
  const { left, right, operatorToken } = node;
  const turned = EQUALITY[operatorToken.kind];
  if (turned) return [['comparison turned round', node, `(${text(left, source)} ${turned} ${text(right, source)})`]];
  if (!LOGIC.includes(operatorToken.kind)) return [];
  return [left, right].map((side) => ['one side alone', node, `(${text(side, source)})`] as const);
};

const branches: Operator = (node, source) => {
  if (ts.isConditionalExpression(node))
    return [node.whenTrue, node.whenFalse].map(
      (side) => ['one branch alone', node, `(${text(side, source)})`] as const,
    );
  if (ts.isIfStatement(node)) return ['true', 'false'].map((to) => ['condition decided', node.expression, to] as const);
  return [];
};

const literals: Operator = (node, source) => {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [['literal changed', node, 'false']];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [['literal changed', node, 'true']];
  if (ts.isNumericLiteral(node)) return [['literal changed', node, `(${text(node, source)} + 1)`]];
  if (!ts.isStringLiteral(node) || !isValue(node) || node.text === '' || SENTENCE.test(node.text)) return [];
  return [['literal changed', node, node.text === '*' ? "'x'" : "'*'"]];
};

/** Words for people, whatever the name of what holds them: two words and no sign of a value, or three in a row. */
const SENTENCE = /^[^$:/{]*[a-z] [^$:/{]*$|[a-z,] [a-z]+ [a-z]/;

/** A text that is a value: no name of a module or a property, no id of a construct, no key of a lookup. */
function isValue(node: ts.StringLiteral): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent) && parent.name === node) return false;
  if (ts.isElementAccessExpression(parent) || ts.isImportDeclaration(parent) || ts.isExportDeclaration(parent))
    return false;
  const isId = ts.isNewExpression(parent) && parent.arguments?.[1] === node;
  return !(isId || ts.isLiteralTypeNode(parent) || ts.isExternalModuleReference(parent));
}

const negation: Operator = (node, source) =>
  ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken
    ? [['negation dropped', node, `(${text(node.operand, source)})`]]
    : [];

/** Methods that give back something of the sort that they are called on. */
const CHAINED = new Set(['combine', 'filter', 'slice', 'sort', 'withConditions']);

const calls: Operator = (node, source) => {
  if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) {
    return text(node.expression.expression, source) === 'super' ? [] : [['call dropped', node, ';']];
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { expression, name } = node.expression;
  return CHAINED.has(name.text) ? [['step of a chain dropped', node, text(expression, source)]] : [];
};

const OPERATORS: readonly Operator[] = [
  ...[droppedProperty, droppedElement, binary, branches, literals, negation, calls],
];

/** Nodes that decide nothing: types, imports, words for people. */
function isSilent(node: ts.Node, source: ts.SourceFile): boolean {
  if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return true;
  if (ts.isTypeAliasDeclaration(node) || ts.isThrowStatement(node)) return true;
  if (ts.isPropertyAssignment(node) && WORDS.has(nameText(node.name) ?? '')) return true;
  return ts.isCallExpression(node) && TALK.test(text(node.expression, source));
}

/** Returns every change that an operator makes to a file. It looks at structure, so that new code is attacked too. */
export function mutantsOfCode(file: string, code: string): readonly CodeMutant[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const found: CodeMutant[] = [];
  const seen = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (isSilent(node, source)) return;
    for (const [kind, target, to] of OPERATORS.flatMap((operator) => operator(node, source))) {
      if (isSilent(target, source)) continue;
      const [start, end] = [target.getStart(source), target.getEnd()];
      const key = `${start} ${end} ${to}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const line = source.getLineAndCharacterOfPosition(start).line + 1;
      found.push({ kind, file, line, start, end, to, was: oneLine(code.slice(start, end)) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const oneLine = (code: string) => {
  const short = code.replaceAll(/\s+/g, ' ');
  return short.length > 70 ? `${short.slice(0, 69)}…` : short;
};

/** The code of a file with the change. */
export const mutated = (code: string, { start, end, to }: CodeMutant): string =>
  code.slice(0, start) + to + code.slice(end);
