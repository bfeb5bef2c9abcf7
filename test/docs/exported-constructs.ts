import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript-5.9';
import { blockOf, commentOf, parse, tagOf } from './doc-comments';

export interface ExportedConstruct {
  readonly name: string;
  /** File that exports it, from the root of the repository. */
  readonly file: string;
  readonly text: string;
  readonly example: string;
  readonly isAbstract: boolean;
  readonly props: readonly { readonly name: string; readonly text: string; readonly default: string }[];
}

/** Reads each class that lib/index.ts exports from lib: the constructs. */
export function exportedConstructs(): readonly ExportedConstruct[] {
  const index = parse('lib/index.ts', readFileSync('lib/index.ts', 'utf8'));
  return index.statements.filter(ts.isExportDeclaration).flatMap(({ moduleSpecifier, exportClause }) => {
    if (!moduleSpecifier || !ts.isStringLiteral(moduleSpecifier) || !moduleSpecifier.text.startsWith('./')) return [];
    if (!exportClause || !ts.isNamedExports(exportClause)) return [];
    const file = `${join('lib', moduleSpecifier.text)}.ts`;
    const source = parse(file, readFileSync(file, 'utf8'));
    const names = exportClause.elements.map(({ name }) => name.text);
    return source.statements
      .filter(ts.isClassDeclaration)
      .filter(({ name }) => name && names.includes(name.text))
      .map((declaration) => constructOf(declaration, file, source));
  });
}

function constructOf(declaration: ts.ClassDeclaration, file: string, source: ts.SourceFile): ExportedConstruct {
  const name = declaration.name?.text ?? '';
  const props = source.statements.filter(ts.isInterfaceDeclaration).find((each) => each.name.text === `${name}Props`);
  return {
    name,
    file,
    text: commentOf(declaration),
    example: blockOf(declaration, 'example'),
    isAbstract: ts.getCombinedModifierFlags(declaration) % (2 * ts.ModifierFlags.Abstract) >= ts.ModifierFlags.Abstract,
    props: (props?.members ?? ts.factory.createNodeArray()).filter(ts.isPropertySignature).map((member) => ({
      name: `${member.name.getText(source)}${member.questionToken ? '?' : ''}`,
      text: commentOf(member),
      default: tagOf(member, 'default').replace(/^- /, ''),
    })),
  };
}
