import { readFileSync } from 'node:fs';
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
