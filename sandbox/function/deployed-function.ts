import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { GetFunctionConfigurationCommand, ListAliasesCommand } from '@aws-sdk/client-lambda';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { unzipSync } from 'fflate';
import { OperatorError } from '../../domain/operator-error';
import type { Assembly } from '../../domain/template/assembly';
import type { Clients } from '../clients';
import type { Expected } from '../read-back/expected';

export interface DeployedFunction {
  readonly name: string;
  /** Folder of the unzipped code. */
  readonly folder: string;
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMiB: number;
  /** Major version of Node of its Lambda runtime. */
  readonly nodeMajor: number;
  readonly codeBytes: number;
  /** Versions by the aliases that lead to them. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** Function of a template, with the S3 object of its code. */
export interface FunctionInTemplate {
  readonly name: string;
  readonly bucket: string;
  readonly key: string;
}

/** Finds a function by its name. @throws OperatorError if no template has it */
export function functionIn({ stacks }: Assembly, name: string, expected: Expected): FunctionInTemplate {
  for (const { stackName, template } of stacks) {
    for (const { Type, Properties = {} } of Object.values(template.Resources)) {
      if (Type !== 'AWS::Lambda::Function' || Properties.FunctionName !== name) continue;
      const { S3Bucket, S3Key } = expected.valueOf(stackName, Properties.Code) as Record<'S3Bucket' | 'S3Key', string>;
      return { name, bucket: S3Bucket, key: S3Key };
    }
  }
  throw new OperatorError(
    'PB-SANDBOX-002',
    `No template has a function ${name}.`,
    'Check with `npx cdk ls` that the assembly has the stack of the function.',
  );
}

/**
 * Downloads the code and the configuration of a deployed function. Compares the SHA-256 of the zip with the one that the
 * Lambda API returns.
 *
 * @throws OperatorError if they differ, or if the zip has no file
 */
export async function downloadFunction(
  { name, bucket, key }: FunctionInTemplate,
  clients: Clients,
  folder: string,
): Promise<DeployedFunction> {
  const [configuration, { Body }, { Aliases = [] }] = await Promise.all([
    clients.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name })),
    clients.s3.send(new GetObjectCommand({ Bucket: bucket, Key: key })),
    clients.lambda.send(new ListAliasesCommand({ FunctionName: name })),
  ]);
  const zip = (await Body?.transformToByteArray()) ?? new Uint8Array();
  const digest = createHash('sha256').update(zip).digest('base64');
  if (digest !== configuration.CodeSha256) {
    throw new OperatorError(
      'PB-SANDBOX-003',
      `The code of ${name} is not the deployed code: SHA-256 ${digest}, deployed ${configuration.CodeSha256}.`,
      'Run it again. If it fails again, report a bug of the sandbox.',
    );
  }
  const files = unzipSync(zip);
  if (Object.keys(files).length === 0) {
    throw new OperatorError(
      'PB-SANDBOX-036',
      `The code of ${name} has no file: the assembly named its folder and did not have it when cdk packed it.`,
      'Synthesize again.',
    );
  }
  write(files, folder);
  return {
    name,
    folder,
    handler: configuration.Handler ?? '',
    environment: configuration.Environment?.Variables ?? {},
    timeoutSeconds: configuration.Timeout ?? 3,
    memoryMiB: configuration.MemorySize ?? 128,
    nodeMajor: Number(/^nodejs(\d+)\.x$/.exec(configuration.Runtime ?? '')?.[1]),
    codeBytes: zip.length,
    aliases: Object.fromEntries(Aliases.map(({ Name = '', FunctionVersion = '' }) => [Name, FunctionVersion])),
  };
}

function write(files: Readonly<Record<string, Uint8Array>>, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [name, content] of Object.entries(files)) {
    const path = resolve(folder, name);
    if (!path.startsWith(resolve(folder) + sep)) throw new Error(`the zip has a file outside its own folder: ${name}`);
    if (name.endsWith('/')) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}
