import ts from 'typescript-5.9';

// TypeScript 7 has no API for JavaScript: these pages are made with the one of 5.9.

export const parse = (file: string, text: string): ts.SourceFile =>
  ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);

/** Returns the text of a doc comment, on one line. */
export const commentOf = (node: ts.Node): string => oneLine(ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc)?.comment);

/** Returns the text of a tag such as `@default`, on one line. */
export const tagOf = (node: ts.Node, name: string): string => oneLine(tag(node, name)?.comment);

/** Returns the text of a tag with its line breaks. */
export const blockOf = (node: ts.Node, name: string): string =>
  ts.getTextOfJSDocComment(tag(node, name)?.comment)?.trim() ?? '';

const tag = (node: ts.Node, name: string) => ts.getJSDocTags(node).find(({ tagName }) => tagName.text === name);

const oneLine = (comment: ts.JSDoc['comment']) => (ts.getTextOfJSDocComment(comment) ?? '').replace(/\s+/g, ' ').trim();
