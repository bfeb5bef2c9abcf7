import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { layoutOf } from './picture/layout';
import type { Picture } from './picture/picture';
import { MADE_HERE, svgOf } from './picture/svg';

/** Expected text of each file of a folder, by its name. */
export type Files = ReadonlyMap<string, string>;

/** Draws each picture as SVG. */
export async function drawingsOf(pictures: readonly Picture[]): Promise<Files> {
  const files = pictures.map(
    async (picture) => [`${picture.name}.svg`, svgOf(picture, await layoutOf(picture))] as const,
  );
  return new Map(await Promise.all(files));
}

/** Returns the names of files that are missing, differ, or are no longer drawn. */
export function outdated(folder: string, files: Files): readonly string[] {
  const wrong = [...files].filter(([name, text]) => textOf(join(folder, name)) !== text).map(([name]) => name);
  return [...wrong, ...superfluous(folder, files)];
}

/** Returns the deployment that the drawings of the folder are about; undefined if there are none. */
export const deploymentOf = (folder: string): string | undefined => aboutOf(textOf(join(folder, 'overview.svg')));

/** Returns the deployment that these drawings are about. */
export const deploymentIn = (files: Files): string | undefined => aboutOf(files.get('overview.svg'));

const aboutOf = (overview = '') => /<title[^>]*>Overview of ([^:<]+):/.exec(overview)?.[1];

/** Writes the drawings, and deletes those that are no longer drawn. */
export function writeDrawings(folder: string, files: Files): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  for (const name of superfluous(folder, files)) rmSync(join(folder, name));
}

/** Lists files that are no longer drawn. Skips SVG files that this command did not write. */
const superfluous = (folder: string, files: Files) =>
  (existsSync(folder) ? readdirSync(folder) : []).filter(
    (name) => name.endsWith('.svg') && !files.has(name) && textOf(join(folder, name))?.includes(MADE_HERE),
  );

const textOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
