import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatasetReport } from '../../../domain/fine-tuning/dataset/report';
import { runMainIn } from '../../support/run-main';

/** Runs the command; credentials and endpoint are those that are given, and nothing of this machine. */
const validate = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  runMainIn({ PATH: process.env.PATH ?? '', HOME: '/nonexistent', ...environment }, ['validate', ...args]);

const FIXTURES = 'test/fixtures/datasets';
const NOVA = ['--model', 'amazon.nova-lite-v1:0'] as const;

const good = `${FIXTURES}/good-hundred.jsonl`;

describe('npm run validate', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'validate-'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  test('says in a summary that a good file is fit, and ends with 0', async () => {
    const { status, stdout, stderr } = await validate([good, ...NOVA, '--epochs', '3']);
    expect(status).toBe(0);
    expect(stderr).toContain('✓ validate');
    expect(stdout).toMatch(/^ {2}records {2}100$/m);
    expect(stdout).toMatch(/^ {2}tokens {3}about [\d,]+ \([\d,]+ to [\d,]+\)$/m);
    expect(stdout).toMatch(/^ {2}longest {2}about \d+ tokens \(\d+ to \d+\), in line \d+$/m);
    expect(stdout).toMatch(/^ *≤ 32 +\d+ {2}█+$/m);
    expect(stdout).toMatch(/^About [\d,]+ billable training tokens \([\d,]+ to [\d,]+\), for 3 epochs\.$/m);
    expect(stdout).toContain('Fit for a customization job of amazon.nova-lite-v1:0.');
  });

  test('names line, code and remedy of what is wrong, and ends with 1', async () => {
    const { status, stdout } = await validate([`${FIXTURES}/many-at-once.jsonl`, ...NOVA]);
    expect(status).toBe(1);
    expect(stdout).toContain('3 errors');
    expect(stdout).toMatch(/^ +5 {2}bad-json +the line is not JSON$/m);
    expect(stdout).toMatch(/^ +10 {2}empty-line +the line is empty$/m);
    expect(stdout).toMatch(/^ +15 {2}wrong-field +messages is not a list of messages$/m);
    expect(stdout).toContain('bad-json: Write one JSON object on each line.');
    expect(stdout).toContain('Not fit for amazon.nova-lite-v1:0: correct the errors.');
  });

  test.each([
    'us.amazon.nova-lite-v1:0',
    'arn:aws:bedrock:us-east-1:111122223333:inference-profile/eu.amazon.nova-lite-v1:0',
    'arn:aws:bedrock:us-east-1:111122223333:custom-model/amazon.nova-lite-v1:0:300k/abc123',
    'AMAZON.nova-lite-v1:0',
  ])('names the base model of %s', async (model) => {
    const { status, stderr } = await validate([good, '--model', model]);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining('Did you mean amazon.nova-lite-v1:0?'),
    });
  });

  test('a profile that does not exist is no fault of the examples', async () => {
    const { status, stderr } = await validate(['s3://datasets-bucket/a.jsonl', ...NOVA], { AWS_PROFILE: 'nobody' });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringContaining("PB-AWS-010 AWS profile 'nobody'"),
    });
  });

  test('takes the ARN of a foundation model, with or without its context length', async () => {
    const arn = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0';
    for (const model of [arn, `${arn}:300k`, 'amazon.nova-lite-v1:0:300k']) {
      const { status, stdout } = await validate([good, '--model', model, '--json']);
      expect({ status, model: (JSON.parse(stdout) as DatasetReport).model }).toEqual({
        status: 0,
        model: 'amazon.nova-lite-v1:0',
      });
    }
  });

  test('refuses a file whose name does not end with .jsonl', async () => {
    const text = join(folder, 'train.json');
    writeFileSync(text, readFileSync(good));
    const { status, stdout } = await validate([text, ...NOVA]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/file-name +the file name does not end with \.jsonl$/m);
  });

  test('lists no more than --limit of a code, and counts them all', async () => {
    const { stdout } = await validate([`${FIXTURES}/prompts-for-nova.jsonl`, ...NOVA, '--limit', '2']);
    expect(stdout).toContain('24 errors, the first 2 listed');
  });

  test.each(['many-at-once.jsonl', 'e-mail.jsonl', 'cut-line.jsonl', 'reserved-user.jsonl'])(
    'prints nothing of the examples of %s, in neither form',
    async (file) => {
      const words = new Set(readFileSync(`${FIXTURES}/${file}`, 'utf8').match(/[a-z]+@[a-z.]+|\b\w+ \w+ the \w+/g));
      expect(words.size).toBeGreaterThan(5);
      for (const args of [[], ['--json']]) {
        const { stdout, stderr } = await validate([`${FIXTURES}/${file}`, ...NOVA, ...args]);
        expect([...words].filter((word) => (stdout + stderr).includes(word))).toEqual([]);
      }
    },
  );

  test('gives the report as JSON, with the validation set', async () => {
    const held = `${FIXTURES}/leaked.jsonl`;
    const { status, stdout } = await validate([`${FIXTURES}/good-nova.jsonl`, ...NOVA, '--validation', held, '--json']);
    const report = JSON.parse(stdout) as DatasetReport;
    expect(status).toBe(1);
    expect(report).toMatchObject({ ok: false, epochs: 2, training: { records: 24, lines: 24 } });
    expect(report.validation?.findings[0]).toEqual({
      code: 'leakage',
      line: 3,
      severity: 'error',
      message: 'equals line 8 of the training set',
      remedy: 'Remove it from the validation set: it makes the validation loss meaningless.',
    });
  });

  test.each([
    [['nowhere.jsonl', ...NOVA], 'nowhere.jsonl does not exist.', 'Check the path'],
    [['test/fixtures', ...NOVA], 'test/fixtures is not a file.', 'Name one file'],
    [['README.md/x', ...NOVA], 'README.md/x does not exist.', 'One of its folders is a file.'],
    [[good, '--model', 'amazon.nova-light-v1:0'], 'is not a base model', 'Did you mean amazon.nova-lite-v1:0?'],
    [[good, '--model', 'gpt'], 'gpt is not a base model for fine-tuning.', 'Use one of amazon.nova-micro-v1:0'],
    [[good, '--model', 'anthropic.claude-3-haiku-20240307-v1:0'], 'ended on 2026-09-10.', 'Use amazon.nova-lite-v1:0.'],
    [[good, '--model', 'meta.llama3-3-70b-instruct-v1:0'], 'no new customization jobs: it ends on 2027-03-30.', 'Use '],
    [[good, ...NOVA, '--epochs', '9'], 'amazon.nova-lite-v1:0 does not take 9 epochs.', 'from 1 to 5'],
    [['s3://x', ...NOVA], 's3://x is not the URI of an object.', 's3://<bucket>/<key>'],
    [[good], "required option '--model <id>' not specified", '--help'],
    [[...NOVA], "missing required argument 'file'", '--help'],
  ])('%j ends with 2: %s', async (args, what, remedy) => {
    const { status, stdout, stderr } = await validate(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(what);
    expect(stderr).toContain(remedy);
  });

  test('a file that may not be read', async () => {
    // Root may read everything: there is nothing to refuse.
    if (process.getuid?.() === 0) return;
    const closed = join(folder, 'closed.jsonl');
    writeFileSync(closed, '{}');
    chmodSync(closed, 0);
    const { status, stderr } = await validate([closed, ...NOVA]);
    expect(status).toBe(2);
    expect(stderr).toContain('is not readable by you');
  });

  test.each([
    ['| head -1', 0, ''],
    ['> /dev/full', 1, 'The output could not be written: ENOSPC'],
  ])('an output that goes nowhere ends it without a stack trace: %s', (where, status, said) => {
    const command = `node build/bin/private-bedrock.js validate ${FIXTURES}/prompts-for-nova.jsonl ${NOVA.join(' ')} --limit 9999 ${where}`;
    const run = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
    expect(run.status).toBe(status);
    expect(run.stderr).toContain(said);
    expect(run.stderr).not.toMatch(/^ +at |Unhandled/m);
  });

  test('a line without an end is found, and the lines after it are read', async () => {
    const long = join(folder, 'long.jsonl');
    const line = readFileSync(good, 'utf8').split('\n')[0];
    writeFileSync(long, `${line}\n{"schemaVersion":"${'x'.repeat(40e6)}\n\n${line}\n`);
    const { status, stdout } = await validate([long, ...NOVA, '--json']);
    expect(status).toBe(1);
    expect((JSON.parse(stdout) as DatasetReport).training.findings.map(({ line, code }) => [line, code])).toEqual([
      [undefined, 'too-few-records'],
      [2, 'line-too-long'],
      [3, 'empty-line'],
      [4, 'duplicate'],
    ]);
  });
});

describe('an object in S3', () => {
  let server: Server;
  let environment: Record<string, string>;

  beforeAll(async () => {
    server = createServer(({ url = '' }, response) => {
      const [, bucket, ...key] = url.split('?')[0]?.split('/') ?? [];
      const refuse = (status: number, code: string) =>
        response.writeHead(status).end(`<Error><Code>${code}</Code><Message>${code} it is</Message></Error>`);
      if (bucket === 'closed') refuse(403, 'AccessDenied');
      else if (bucket === 'gone') refuse(404, 'NoSuchBucket');
      else if (key.at(-1) === 'missing.jsonl') refuse(404, 'NoSuchKey');
      else if (key.at(-1) === 'broken.jsonl') {
        response.writeHead(200, { 'content-length': 1000 }).write('{"schema');
        setImmediate(() => response.destroy());
      } else response.end(readFileSync(join(FIXTURES, key.at(-1) ?? '')));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    environment = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'dummy',
    };
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  test.each(['good-hundred.jsonl', 'good-gzip.jsonl.gz'])('%s is read', async (key) => {
    const { status, stdout } = await validate([`s3://datasets-bucket/datasets/${key}`, ...NOVA], environment);
    expect(status).toBe(0);
    expect(stdout).toContain(`s3://datasets-bucket/datasets/${key}`);
  });

  test('is the bucket in which its images have to lie', async () => {
    const of = (bucket: string) => validate([`s3://${bucket}/good-images.jsonl`, ...NOVA, '--json'], environment);
    expect((JSON.parse((await of('datasets-bucket')).stdout) as DatasetReport).ok).toBe(true);
    expect((JSON.parse((await of('another-bucket')).stdout) as DatasetReport).training.counts).toMatchObject({
      'media-elsewhere': 24,
    });
  });

  test.each([
    [
      's3://closed/a.jsonl',
      'PB-VALIDATE-004 s3://closed/a.jsonl cannot be read: AccessDenied it is (AccessDenied)',
      'Use a role that has this permission',
    ],
    ['s3://gone/a.jsonl', 'NoSuchBucket it is (NoSuchBucket)', 'Check the name of the bucket'],
    ['s3://datasets-bucket/missing.jsonl', 'NoSuchKey it is (NoSuchKey)', 'Check the key'],
    ['s3://datasets-bucket/broken.jsonl', 'cannot be read', ''],
  ])('%s: %s', async (uri, what, remedy) => {
    const { status, stderr } = await validate([uri, ...NOVA], environment);
    expect(status).toBe(2);
    expect(stderr).toContain(what);
    expect(stderr).toContain(remedy);
  });
});
