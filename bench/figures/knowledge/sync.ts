import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatRecords, RECORDS_FILE } from '../../../domain/deployment/deployment-record';
import { alternate } from '../../alternate';
import { runCommand } from '../../command';
import type { Figure } from '../../figure';
import { functionEnvironment } from '../../function-process';
import { withServer } from '../../model-server';

const FILES = 2_000;
/** About the size of an office document. */
const FILE_BYTES = 250_000;

/** Time of `npm run sync` over files that have not changed, from the start of its process to its end. */
export const sync: Figure = {
  name: 'sync',
  measure: (bench) =>
    withServer(bench, 'bench/programs/knowledge/documents-server.ts', async (url) => {
      const folder = join(bench.workspace, 'documents');
      const assembly = join(bench.workspace, 'assembly');
      writeDocuments(folder);
      writeAssembly(assembly);
      const hash = await bench.bundle('bench/programs/knowledge/hash-files.ts', 'command');
      const environment = { ...functionEnvironment(['bench']), AWS_ENDPOINT_URL: url, NODE_NO_WARNINGS: '1' };
      const run = (args: readonly string[]) => runCommand(bench, [process.execPath, ...args], environment);
      const command = ['build/bin/private-bedrock.js', 'sync', folder, '--app', assembly, '--every', '1'];
      run(command);
      const { ours, floor } = await alternate(bench.runs, {
        ours: () => {
          const { stdout, milliseconds } = run(command);
          if (!stdout.includes('Nothing was uploaded.')) throw new Error(`sync uploaded something: ${stdout}`);
          return milliseconds;
        },
        floor: () => run([hash, folder]).milliseconds,
      });
      return [
        {
          what: `sync of ${FILES.toLocaleString('en')} unchanged files`,
          floorIs: 'reading and hashing them',
          unit: 'ms',
          ours,
          floor,
          compare: 'ratio',
          reach: 1.3,
        },
      ];
    }),
};

function writeDocuments(folder: string): void {
  mkdirSync(folder);
  for (let index = 0; index < FILES; index += 1) {
    writeFileSync(join(folder, `document-${index}.md`), `${index}\n`.repeat(FILE_BYTES).slice(0, FILE_BYTES));
  }
}

function writeAssembly(folder: string): void {
  mkdirSync(folder);
  const properties = { templateFile: 't.json', stackName: 'bench' };
  const stack = { type: 'aws:cloudformation:stack', displayName: 'bench/Foundation', properties };
  writeFileSync(join(folder, 't.json'), '{"Resources":{}}');
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts: { stack } }));
  const config = { region: 'us-east-1', models: ['amazon.nova-lite-v1:0'], knowledge: {} } as const;
  writeFileSync(join(folder, RECORDS_FILE), formatRecords([{ name: 'bench', path: 'bench', config: config as never }]));
}
