import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { OperatorError } from '../../domain/operator-error';
import type { Assembly } from '../../domain/template/assembly';
import type { Io } from '../io';
import { readAssembly } from './assembly-folder';

/**
 * The assembly of one row of lib/config/deployments.ts, made anew by the app that stands beside the commands: so that
 * what a command says is never said of yesterday's templates. No rule packs, which would take as long again.
 *
 * @throws OperatorError with what the app says, such as that there is no such row
 */
export function synthesizedRow(row: string, { cwd, env }: Pick<Io, 'cwd' | 'env'>): Assembly {
  const app = 'build/bin/app.js';
  if (!existsSync(resolve(cwd, 'cdk.json')) || !existsSync(resolve(cwd, app))) {
    throw new OperatorError(
      'PB-APP-001',
      `No cdk.json or no ${app} in ${cwd}.`,
      'Run it by npm, in the folder of the project.',
    );
  }
  const { context } = JSON.parse(readFileSync(resolve(cwd, 'cdk.json'), 'utf8')) as { readonly context: object };
  const folder = mkdtempSync(join(tmpdir(), 'private-bedrock-'));
  try {
    const { status, stderr } = spawnSync(process.execPath, [app], {
      cwd,
      encoding: 'utf8',
      env: {
        ...env,
        CDK_OUTDIR: folder,
        CDK_CONTEXT_JSON: JSON.stringify({ ...context, deployment: row }),
        CDK_VALIDATION: 'false',
      },
    });
    if (status !== 0) {
      throw new OperatorError(
        'PB-APP-002',
        `${row} cannot be synthesized.\n${stderr.trim()}`,
        'Look at lib/config/deployments.ts.',
      );
    }
    return readAssembly(folder, cwd);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
