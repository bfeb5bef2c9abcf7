import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript-5.9';
import { parse } from './doc-comments';

const ENTRIES = ['lib/index.ts', 'lib/checks/index.ts'];

/** Names that an entry exports, and the file that each is from. */
const exportsOf = (entry: string) =>
  parse(entry, readFileSync(entry, 'utf8'))
    .statements.filter(ts.isExportDeclaration)
    .flatMap(({ moduleSpecifier, exportClause }) => {
      if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier)) return [];
      if (!exportClause || !ts.isNamedExports(exportClause)) return [];
      const file = `${join(entry, '..', moduleSpecifier.text)}.ts`;
      return exportClause.elements.map(({ name, propertyName }) => ({
        name: name.text,
        inFile: (propertyName ?? name).text,
        file,
      }));
    });

describe.each(ENTRIES)('%s', (entry) => {
  const exported = exportsOf(entry);
  const names = new Set(exported.map(({ name }) => name));

  test('exports the props type of every class that has one', () => {
    const missing = exported.flatMap(({ inFile, file }) => {
      const declared = readFileSync(file, 'utf8');
      const props = `${inFile}Props`;
      return declared.includes(`interface ${props}`) && !names.has(props) ? [props] : [];
    });
    expect(exported.length).toBeGreaterThan(5);
    expect(missing).toEqual([]);
  });

  test('says of every name whose it is', () => {
    const bare = [
      'RULES',
      'Template',
      'Templates',
      'Rule',
      'Finding',
      'Located',
      'Verdict',
      'Reader',
      'Tuner',
      'Network',
    ];
    expect(bare.filter((name) => names.has(name))).toEqual([]);
  });
});

test('no name is exported by two entries', () => {
  const [main = [], checks = []] = ENTRIES.map((entry) => exportsOf(entry).map(({ name }) => name));
  expect(main.filter((name) => checks.includes(name))).toEqual([]);
});

test('statements of policies are made by constructs and their grants, and not exported', () => {
  const isStatement = (file: string) => /(deny-invoke|key-grant|service-trust|grant-statements)\.ts$/.test(file);
  const exported = ENTRIES.flatMap(exportsOf);
  expect(exported.filter(({ file, name }) => isStatement(file) || name === 'invokeStatements')).toEqual([]);
});

/** Names of types that the exported declarations of a file mention and that are declared in this repository. */
function mentioned(file: string, inFile: string): readonly string[] {
  const source = parse(file, readFileSync(file, 'utf8'));
  const ours = new Set(
    source.statements.flatMap((statement) => {
      if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return [statement.name.text];
      if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
      const { namedBindings } = statement.importClause ?? {};
      if (!statement.moduleSpecifier.text.startsWith('.') || !namedBindings || !ts.isNamedImports(namedBindings))
        return [];
      return namedBindings.elements.map(({ name }) => name.text);
    }),
  );
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    const isHidden =
      ts.canHaveModifiers(node) &&
      ts
        .getModifiers(node)
        ?.some(({ kind }) => [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword].includes(kind)) &&
      !ts.isParameter(node);
    if (isHidden || ts.isBlock(node)) return;
    if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName) && ours.has(node.typeName.text))
      found.add(node.typeName.text);
    if (ts.isHeritageClause(node) && ts.isClassDeclaration(node.parent)) return;
    if (ts.isExpressionWithTypeArguments(node) && ts.isIdentifier(node.expression) && ours.has(node.expression.text))
      found.add(node.expression.text);
    ts.forEachChild(node, visit);
  };
  for (const statement of source.statements) {
    const named =
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement) ||
      ts.isFunctionDeclaration(statement);
    if (named && statement.name?.text === inFile) visit(statement);
  }
  return [...found];
}

/** Types of optional parameters that only this project passes: its own table of models. */
const NOT_NEEDED = ['ModelCatalogue'];

test('every type that the main entry mentions can be imported from it', () => {
  const exported = exportsOf('lib/index.ts');
  const names = new Set(exported.map(({ inFile }) => inFile));
  const missing = exported.flatMap(({ file, inFile, name }) =>
    mentioned(file, inFile)
      .filter((type) => !names.has(type) && !NOT_NEEDED.includes(type))
      .map((type) => `${name}: ${type}`),
  );
  expect(missing).toEqual([]);
});

/** Constructs that only another construct makes, and bases of which this project has every kind. */
const INTERNAL = [
  'AudienceAliases',
  'ClinicalBucket',
  'DataBucket',
  'DenyPolicies',
  'FunctionAliases',
  'NamedPersona',
  'Workflow',
  'WorkflowRule',
];

test('every construct can be imported: those of lib/stacks only wire others', () => {
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' })
    .map((file) => join('lib', file))
    .filter((file) => file.endsWith('.ts') && !/^lib\/(stacks|checks)\//.test(file));
  const declared = files.flatMap((file) =>
    parse(file, readFileSync(file, 'utf8'))
      .statements.filter(ts.isClassDeclaration)
      .flatMap(({ name, members }) => (name && members.some(takesScope) ? [name.text] : [])),
  );
  const names = exportsOf('lib/index.ts').map(({ name }) => name);
  expect(declared.length).toBeGreaterThan(30);
  expect(declared.filter((name) => !names.includes(name)).sort()).toEqual(INTERNAL);
});

/** A class whose constructor begins with `scope` is a construct. */
const takesScope = (member: ts.ClassElement): boolean =>
  ts.isConstructorDeclaration(member) && member.parameters[0]?.name.getText() === 'scope';
