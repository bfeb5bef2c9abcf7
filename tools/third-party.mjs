// Writes the notices of the packages that esbuild has put into bundles: name, version, license, source, and its text.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const OURS = 'Apache-2.0';

const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** Returns the folders of the packages among the inputs of a metafile. @param {Iterable<string>} inputs */
export const packagesIn = (inputs) =>
  [...new Set([...inputs].flatMap((input) => PACKAGE.exec(input)?.[1] ?? []))].sort();

/**
 * Returns the text of the license that a package contains. Some with our own license contain none. A package without a
 * license must not be bundled.
 */
function licenseOf(folder, { name, license }, root) {
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)(\.\w+)?$/i.test(entry));
  if (file === undefined && license === OURS) return readFileSync(join(root, 'LICENSE'), 'utf8').trim();
  if (file === undefined) throw new Error(`${name} contains no license: bundle another package`);
  return readFileSync(join(folder, file), 'utf8').trim();
}

/** Returns the file THIRD-PARTY-NOTICES.txt. Packages with one text share it. @param {string} root */
export function notices(inputs, root) {
  const byText = new Map();
  for (const path of packagesIn(inputs)) {
    const folder = join(root, path);
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const { name, version, license, repository } = manifest;
    const source = (repository?.url ?? repository ?? `https://www.npmjs.com/package/${name}`).replace(/^git\+/, '');
    const text = licenseOf(folder, manifest, root);
    byText.set(text, new Set([...(byText.get(text) ?? []), `${name} ${version}, ${license}, ${source}`]));
  }
  const sections = [...byText].map(([text, packages]) => `${[...packages].join('\n')}\n\n${text}`);
  return `The functions in the folder lambda contain parts of these packages, unchanged except for bundling and minification.\n\n${sections.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}
