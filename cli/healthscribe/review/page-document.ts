import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OperatorError } from '../../../domain/operator-error';
import type { ReviewData } from './review-data';

/** Built page, below the root of the repository or of the installed package. */
const BUILT = ['build/review/page.html', 'dist/review/page.html'] as const;

/** HTML of a page, and the policy that its server sends with it. */
export interface PageDocument {
  readonly html: string;
  readonly policy: string;
}

/** Returns the page as a server sends it: data and recording are loaded from the server itself. */
export function servedPage(html = builtPage()): PageDocument {
  const policy = policyOf(html, ["connect-src 'self'", "media-src 'self'"]);
  return { html: fill(html, policy, ''), policy: `${policy}; frame-ancestors 'none'` };
}

/** Returns the page as one file with its data, and its recording if there is one. It connects to nothing. */
export function filePage(
  data: ReviewData,
  recording: { readonly type: string; readonly content: Buffer } | undefined,
  html = builtPage(),
): string {
  // Inside a script element only "<" could end it or begin a comment.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  const blocks = [`<script type="application/json" id="review-data">${json}</script>`];
  if (recording) {
    blocks.push(
      `<script type="text/plain" id="recording" data-type="${recording.type}">${recording.content.toString('base64')}</script>`,
    );
  }
  return fill(html, policyOf(html, ['media-src blob:']), blocks.join('\n    '));
}

/** Everything is refused but the style and the script of the page, by their hashes. */
function policyOf(html: string, access: readonly string[]): string {
  const hashOf = (element: string) => {
    const [, content = ''] = new RegExp(`<${element}>([\\s\\S]*?)</${element}>`).exec(html) ?? [];
    return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
  };
  return [
    "default-src 'none'",
    `script-src ${hashOf('script')}`,
    `style-src ${hashOf('style')}`,
    'img-src data:',
    ...access,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

const fill = (html: string, policy: string, data: string): string =>
  html.replace('{{policy}}', () => policy).replace('<!-- data -->', () => data);

/** Reads the built page. @param from folder to search from, upwards to the first that holds a package.json @throws OperatorError */
export function builtPage(from = __dirname): string {
  const root = findRoot(from);
  const file = BUILT.map((built) => join(root, built)).find((path) => existsSync(path));
  if (file !== undefined) return readFileSync(file, 'utf8');
  throw new OperatorError(
    'PB-BUILD-002',
    `The review page is not built: no ${BUILT.join(' or ')} in ${root}.`,
    'Build the repository, or install the package again.',
  );
}

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json')) || dirname(folder) === folder) return folder;
  return findRoot(dirname(folder));
}
