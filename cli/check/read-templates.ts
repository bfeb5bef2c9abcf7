import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { OperatorError } from '../../domain/operator-error';
import type { Template } from '../../domain/template/template';
import { readAssembly } from '../app/assembly-folder';
import { parseTemplate } from './parse-template';

/** Template to check, and the file that it is in. */
export interface TemplateFile {
  /** Id of its stack in a cloud assembly; otherwise the path of the file. */
  readonly id: string;
  /** Path from the working directory, with slashes. */
  readonly path: string;
  readonly text: string;
  readonly template: Template;
  /** Acknowledged findings of the assembly, `<rule>[<finding>] at <construct path>`, and their reasons. */
  readonly acknowledged: ReadonlyMap<string, string>;
}

/**
 * Reads templates, and every template of a cloud assembly with its nested stacks.
 *
 * @throws OperatorError for the first path that holds neither
 */
export const readTemplates = (paths: readonly string[], cwd: string): readonly TemplateFile[] =>
  paths.flatMap((path) => {
    const file = resolve(cwd, path);
    if (!existsSync(file)) {
      throw new OperatorError('PB-CHECK-003', `${path} does not exist.`, 'Check the path.', { exit: 2 });
    }
    if (statSync(file).isDirectory()) return assemblyTemplates(path, cwd);
    return [readTemplate(path, file, cwd, NONE)];
  });

const NONE: ReadonlyMap<string, string> = new Map();

function readTemplate(id: string, file: string, cwd: string, acknowledged: TemplateFile['acknowledged']): TemplateFile {
  const path = relative(cwd, file).replaceAll('\\', '/');
  const text = readFileSync(file, 'utf8');
  return { id, path, text, template: parseTemplate(path, text), acknowledged };
}

function assemblyTemplates(folder: string, cwd: string): readonly TemplateFile[] {
  const { stacks, report } = readAssembly(folder, cwd);
  const acknowledged = new Map(
    (report?.pluginReports ?? [])
      .flatMap(({ suppressedViolations = [] }) => suppressedViolations)
      .flatMap(({ ruleName, reason = '', violatingConstructs = [] }) =>
        violatingConstructs.map(({ constructPath }) => [`${ruleName} at ${constructPath}`, reason] as const),
      ),
  );
  const nested = (parent: TemplateFile): readonly TemplateFile[] =>
    Object.entries(parent.template.Resources).flatMap(([id, { Type, Properties }]) => {
      if (Type !== 'AWS::CloudFormation::Stack') return [];
      const file = nestedFile(dirname(resolve(cwd, parent.path)), Properties?.TemplateURL);
      if (file === undefined) return [];
      const child = readTemplate(`${parent.id}/${id}`, file, cwd, acknowledged);
      return [child, ...nested(child)];
    });
  return stacks.flatMap(({ id, templateFile }) => {
    const template = readTemplate(id, resolve(cwd, folder, templateFile), cwd, acknowledged);
    return [template, ...nested(template)];
  });
}

/** The file of a nested template: the asset of its folder whose hash is in the URL. Undefined for a template elsewhere. */
function nestedFile(folder: string, url: unknown): string | undefined {
  const text = JSON.stringify(url ?? '');
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.assets.json'))) {
    const { files = {} } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
      readonly files?: Readonly<Record<string, { readonly source?: { readonly path?: string } }>>;
    };
    for (const [hash, { source }] of Object.entries(files)) {
      if (text.includes(hash) && source?.path?.endsWith('.json')) return join(folder, source.path);
    }
  }
  return undefined;
}
