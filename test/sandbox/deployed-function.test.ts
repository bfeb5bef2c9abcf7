import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Clients } from '../../sandbox/clients';
import { downloadFunction } from '../../sandbox/function/deployed-function';
import { rowAssembly } from '../support/row-assembly';

const NAME = 'private-bedrock-sandbox-inference';
const sha256 = (zip: Uint8Array) => createHash('sha256').update(zip).digest('base64');

/** Clients of an account that has this zip, and a function of this digest. */
const clientsOf = (zip: Uint8Array, CodeSha256 = sha256(zip)) =>
  ({
    lambda: { send: async () => ({ CodeSha256, Runtime: 'nodejs24.x', Handler: 'index.handler' }) },
    s3: { send: async () => ({ Body: { transformToByteArray: async () => zip } }) },
  }) as unknown as Clients;

const download = (clients: Clients, folder = mkdtempSync(join(tmpdir(), 'function-'))) =>
  downloadFunction({ name: NAME, bucket: 'assets', key: 'code.zip' }, clients, folder);

test('the code is written as it was deployed', async () => {
  const { folder, nodeMajor } = await download(clientsOf(zipSync({ 'a/index.js': Buffer.from('1') })));
  expect({ nodeMajor, code: readFileSync(join(folder, 'a/index.js'), 'utf8') }).toEqual({ nodeMajor: 24, code: '1' });
});

test('code that is not the deployed code is refused', () =>
  expect(download(clientsOf(zipSync({ 'index.js': Buffer.from('1') }), 'x'))).rejects.toMatchObject({
    code: 'PB-SANDBOX-003',
    message: expect.stringContaining(NAME),
  }));

test('a zip without a file is refused: cdk packs a folder that does not exist', () =>
  expect(download(clientsOf(zipSync({})))).rejects.toMatchObject({
    code: 'PB-SANDBOX-036',
    message: expect.stringContaining(NAME),
  }));

test('an assembly that is made twice in one process has the code of its functions each time', () => {
  const models = ['amazon.nova-micro-v1:0'] as const;
  const code = () =>
    readdirSync(rowAssembly('twice', { region: 'us-east-1', models, network: { cidr: '10.0.0.0/24' } }), {
      encoding: 'utf8',
      recursive: true,
    }).filter((file) => /asset\.\w+[\\/]index\.js$/.test(file));
  const first = code();
  expect(first).not.toEqual([]);
  expect(code()).toEqual(first);
});
