import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apisIn } from '../../proofs/reachability/bundled-apis';

const use = (name: string, client: string, command: string) =>
  `import { ${client}, ${command} } from '@aws-sdk/client-${name}';\nnew ${client}({}).send(new ${command}({}));\n`;

const KMS = use('kms', 'KMSClient', 'DecryptCommand');
const SSM = use('ssm', 'SSMClient', 'GetParameterCommand');

/** Clients that a function could import, and the endpoints that it would then need. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['kms', KMS, ['kms']],
  ['ssm', SSM, ['ssm']],
  ['logs', use('cloudwatch-logs', 'CloudWatchLogsClient', 'PutLogEventsCommand'), ['logs']],
  ['bedrock', use('bedrock', 'BedrockClient', 'ListFoundationModelsCommand'), ['bedrock']],
  ['s3', use('s3', 'S3Client', 'GetObjectCommand'), ['s3']],
  ['sts', use('sts', 'STSClient', 'GetCallerIdentityCommand'), ['sts']],
  ['kms and ssm', KMS + SSM, ['kms', 'ssm']],
];

/** Bundled as functions are, all in one process. */
const folder = mkdtempSync(join(tmpdir(), 'bundles-'));
beforeAll(() => {
  for (const [name, code] of CASES) writeFileSync(join(folder, `${name}.ts`), code);
  const program = `
    import { build } from 'esbuild';
    import { functionFlags } from './tools/build.mjs';
    const [folder, ...names] = process.argv.slice(1);
    await Promise.all(names.map((name) => build({
      ...functionFlags, entryPoints: [folder + '/' + name + '.ts'], outfile: folder + '/' + name + '.js', nodePaths: ['node_modules'],
    })));`;
  execFileSync(process.execPath, ['--input-type=module', '-e', program, folder, ...CASES.map(([name]) => name)]);
});

test.each(CASES)('of a function with %s', (name, _, expected) => {
  expect(apisIn(readFileSync(join(folder, `${name}.js`), 'utf8'), name)).toEqual(expected);
});

test('of a function without the SDK', () => {
  expect(apisIn('exports.handler = () => 1;', 'none')).toEqual([]);
});

test('a client that cannot be accounted for, and a host that nobody knows, are refused', () => {
  expect(() => apisIn('x = "com.amazonaws.brandnew"', 'f.js')).toThrow(
    /f\.js: 1 clients of the SDK \(brandnew\) and 0 hosts/,
  );
  expect(() => apisIn('fetch("https://collector.example.com/x")', 'f.js')).toThrow(/the host collector\.example\.com/);
  expect(() => apisIn('fetch("https://kms.us-east-1.amazonaws.com/")', 'f.js')).toThrow(/the host kms\.us-east-1/);
});
