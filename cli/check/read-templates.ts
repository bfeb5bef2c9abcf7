import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { OperatorError } from '../../domain/operator-error';
import { type Assembly, NoAssemblyError } from '../../domain/template/assembly';
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
  /** Construct paths of the assembly by logical id; undefined for an id that a stack and its nested stacks share. */
  readonly constructPaths: ReadonlyMap<string, string | undefined>;
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
    return [readTemplate(path, file, cwd, NO_ASSEMBLY)];
  });

const NO_ASSEMBLY = { acknowledged: new Map<string, string>(), constructPaths: new Map<string, string>() };

type Acknowledgements = Pick<TemplateFile, 'acknowledged' | 'constructPaths'>;

function readTemplate(
  id: string,
  file: string,
  cwd: string,
  { acknowledged, constructPaths }: Acknowledgements,
): TemplateFile {
  const path = relative(cwd, file).replaceAll('\\', '/');
  const text = readFileSync(file, 'utf8');
  return { id, path, text, template: parseTemplate(path, text), acknowledged, constructPaths };
}

function assemblyTemplates(folder: string, cwd: string): readonly TemplateFile[] {
  const { stacks, report } = assemblyWithStacks(folder, cwd);
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
      const child = readTemplate(`${parent.id}/${id}`, file, cwd, parent);
      return [child, ...nested(child)];
    });
  return stacks.flatMap(({ id, templateFile, metadataFile }) => {
    const constructPaths =
      metadataFile === undefined ? NO_ASSEMBLY.constructPaths : pathsOf(resolve(cwd, folder, metadataFile));
    const template = readTemplate(id, resolve(cwd, folder, templateFile), cwd, { acknowledged, constructPaths });
    return [template, ...nested(template)];
  });
}

function assemblyWithStacks(folder: string, cwd: string): Assembly {
  try {
    const assembly = readAssembly(folder, cwd);
    if (assembly.stacks.length > 0) return assembly;
  } catch (error) {
    if (!(error instanceof NoAssemblyError)) throw error;
  }
  throw new OperatorError(
    'PB-CHECK-004',
    `${folder} is not a cloud assembly with stacks.`,
    'Name template files, for example stacks/*.yaml, or the folder that `npx cdk synth` writes.',
    { exit: 2 },
  );
}

/** Construct paths by logical id, from the metadata that the CDK writes for a stack, its nested stacks included. */
function pathsOf(metadataFile: string): TemplateFile['constructPaths'] {
  if (!existsSync(metadataFile)) return NO_ASSEMBLY.constructPaths;
  const metadata = JSON.parse(readFileSync(metadataFile, 'utf8')) as Readonly<
    Record<string, readonly { readonly type: string; readonly data?: unknown }[]>
  >;
  const paths = new Map<string, string | undefined>();
  for (const [path, entries] of Object.entries(metadata)) {
    for (const { type, data } of entries) {
      if (type !== 'aws:cdk:logicalId') continue;
      const id = String(data);
      paths.set(id, paths.has(id) ? undefined : path.replace(/^\//, ''));
    }
  }
  return paths;
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
