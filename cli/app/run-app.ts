import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { OperatorError } from '../../domain/operator-error';
import type { Assembly } from '../../domain/template/assembly';
import type { Io } from '../io';
import { readStacks } from './assembly-folder';

/** The keys of cdk.json that commands read, as the CDK CLI documents them. */
export interface CdkJson {
  readonly app?: string;
  readonly build?: string;
  /** Folder of the assembly. @default 'cdk.out' */
  readonly output?: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

/** Returns the content of the folder's cdk.json; undefined if it does not exist. @throws OperatorError */
export function readCdkJson(cwd: string): CdkJson | undefined {
  const file = resolve(cwd, 'cdk.json');
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as CdkJson;
  } catch (error) {
    throw invalidJson(file, error);
  }
}

const invalidJson = (file: string, cause: unknown) =>
  new OperatorError('PB-APP-006', `${file} is not valid JSON.`, 'Correct the file.', { cause });

/** Context values that select a row of the table. Without one, that of cdk.json holds. */
export interface Selection {
  readonly deployment?: string | undefined;
  readonly account?: string | undefined;
}

/**
 * Runs the app of the caller's cdk.json into a temporary folder, so that a command never speaks of yesterday's templates.
 * Without rule packs and without the CDK CLI, which take longer than the app.
 *
 * @param kept folder that keeps the assembly, below `cwd` @default - a temporary one, deleted afterwards
 * @throws OperatorError with the message of the app, for example an unknown row
 */
export function runApp(selection: Selection, { cwd, env }: Pick<Io, 'cwd' | 'env'>, kept?: string): Assembly {
  const { app, build, context } = readCdkJson(cwd) ?? {};
  if (!app) {
    throw new OperatorError(
      'PB-APP-001',
      `${cwd} has no cdk.json with an app.`,
      'Run the command in the folder of your CDK app, or name a cloud assembly with --app <folder>.',
    );
  }
  const folder = kept === undefined ? mkdtempSync(resolve(tmpdir(), 'private-bedrock-')) : resolve(cwd, kept);
  if (kept !== undefined) rmSync(folder, { recursive: true, force: true });
  const looked = resolve(cwd, 'cdk.context.json');
  const run = (command: string) => {
    const { status, stderr } = spawnSync(command, {
      cwd,
      shell: true,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...env,
        CDK_OUTDIR: folder,
        CDK_CONTEXT_JSON: JSON.stringify({
          ...context,
          ...(existsSync(looked) && JSON.parse(readFileSync(looked, 'utf8'))),
          ...JSON.parse(JSON.stringify(selection)),
        }),
        CDK_VALIDATION: 'false',
      },
    });
    if (status === 0) return;
    throw new OperatorError(
      'PB-APP-002',
      `${selection.account ?? selection.deployment ?? 'The app'} cannot be synthesized: \`${command}\` failed.\n${stderr.trim()}`,
      'Correct the error of the app, or name another deployment.',
    );
  };
  try {
    if (build) run(build);
    run(app);
    return readStacks(folder, cwd);
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true });
  }
}
