import { join } from 'node:path';
import { CreateChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { CreateLogGroupCommand, DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { readAssembly } from '../../cli/app/assembly-folder';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { type Clients, sandboxClients } from '../../sandbox/clients';
import { emptyBucket } from '../../sandbox/empty-buckets';
import { withoutAws } from '../../sandbox/environment';
import { leftovers } from '../../sandbox/leftovers';
import { Processes } from '../../sandbox/process/processes';
import { compare } from '../../sandbox/read-back/comparison';
import { readDeployed } from '../../sandbox/read-back/deployed';
import { Expected } from '../../sandbox/read-back/expected';
import { pythonWithMoto } from '../../sandbox/stand-in/python';
import { startStandInAws } from '../../sandbox/stand-in/stand-in-aws';
import { runAws } from '../support/aws-command';
import { quoted } from '../support/printed-commands';
import { expectOutput } from '../support/real-output';
import { Changing } from '../support/transitions';

const REGION = 'us-east-1';
const ACCOUNT = '123456789012';
const FOLDER = '.sandbox';
const BUCKET = `private-bedrock-acme-${ACCOUNT}-${REGION}`;
const OBJECT = { Bucket: BUCKET, Key: 'datasets/examples.jsonl' } as const;

const LEAST: DeploymentConfig = {
  region: REGION,
  models: ['amazon.nova-lite-v1:0'],
  network: { cidr: '10.0.0.0/24' },
  keepData: true,
};
const TUNING: DeploymentConfig = { ...LEAST, fineTuning: { baseModels: ['amazon.nova-lite-v1:0'] } };

/** Property that identifies a resource in an import, by its type. */
const IDENTIFIERS: Readonly<Record<string, string>> = {
  'AWS::KMS::Key': 'KeyId',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
};

/** docs/runbooks/leftovers.md, step by step, in one deployment that keeps its data. */
describe('a deployment that keeps its data', () => {
  const processes = new Processes(join(FOLDER, 'logs'));
  const { signal } = new AbortController();
  let clients: Clients;
  let acme: Changing;
  const page: string[] = [];
  let place: { readonly python: string; readonly url: string; readonly region: string };
  /** Resources that plans have kept, by stack: logical to physical id. */
  const kept = new Map<string, Record<string, Record<string, string>>>();

  beforeAll(async () => {
    const env = withoutAws(process.env);
    const python = await pythonWithMoto({ folder: FOLDER, processes, env, signal, onLine: () => undefined });
    const { url } = await startStandInAws(python, processes, env, signal);
    place = { python, url, region: REGION };
    clients = sandboxClients(url, REGION);
    acme = new Changing(url, 'acme', REGION);
    await acme.run(`npx cdk bootstrap aws://${ACCOUNT}/${REGION}`);
    acme.synth(TUNING);
    await acme.follow(await acme.plan(), clients.s3);
    await clients.s3.send(new PutObjectCommand({ ...OBJECT, Body: 'kept' }));
  });
  afterAll(() => processes.stopAll());

  /** Follows a plan, and remembers what it keeps. */
  async function change(...more: string[]): Promise<void> {
    const plan = await acme.plan(...more);
    expect(plan.data.filter(({ fate }) => fate !== 'kept')).toEqual([]);
    for (const { stack, logicalId, type, physicalId } of plan.data) {
      const identifier = { [IDENTIFIERS[type] ?? type]: physicalId };
      kept.set(stack, { ...kept.get(stack), [logicalId]: identifier });
    }
    await acme.follow(plan, clients.s3);
  }

  /** Runs the commands of preflight. A terminal would ask for what the mapping says. */
  async function importAll(): Promise<void> {
    const commands = (await acme.leftovers()).flatMap(({ remedy }) => remedy?.run ?? []);
    for (const command of new Set(commands)) {
      const [, unit = ''] = /^npx cdk import acme\/(\w+) --app cdk\.out$/.exec(command) ?? [];
      const mapping = JSON.stringify(kept.get(`private-bedrock-acme-${unit.toLowerCase()}`));
      await acme.succeed(`${command} --resource-mapping-inline '${mapping}'`);
      // Other stacks import the key from this one.
      if (unit === 'Foundation') await acme.succeed('npx cdk deploy acme/Foundation --exclusively --app cdk.out');
    }
    expect(await acme.leftovers()).toEqual([]);
    await acme.follow(await acme.plan(), clients.s3);
    expect((await acme.plan()).commands).toEqual([]);
  }

  /** Reads the deployed resources back. Returns those that are not as their templates say. */
  async function differing() {
    const { stacks } = readAssembly('cdk.out', acme.cwd);
    const deployed = await readDeployed(stacks, clients);
    const expected = new Expected(stacks, deployed, { account: ACCOUNT, region: REGION });
    return compare(stacks, deployed, expected).filter(({ differences }) => differences.length > 0);
  }

  const objectBody = async () => (await clients.s3.send(new GetObjectCommand(OBJECT))).Body?.transformToString();
  const found = async () => (await acme.leftovers()).map(({ status, text }) => `${status} ${text}`);

  test('drops fineTuning, and its data stays', async () => {
    acme.synth(LEAST);
    page.push(`## drop fineTuning\n\n\`\`\`\n${await acme.printed()}\`\`\`\n`);
    await change();
    expect([...kept.keys()].sort()).toEqual(['private-bedrock-acme-finetuning', 'private-bedrock-acme-storage']);
    expect(await objectBody()).toBe('kept');
    expect(await differing()).toEqual([]);
  });

  test('turns fineTuning on again, with the data of before', async () => {
    acme.synth(TUNING);
    expect(await found()).toEqual([
      `fail ${BUCKET} remains from an earlier deployment, without its stack`,
      'fail log group /private-bedrock/acme/tuning remains from an earlier deployment, without its stack',
    ]);
    await importAll();
    expect(await objectBody()).toBe('kept');
    expect(await differing()).toEqual([]);
  });

  test.each([
    ['without a deletion policy', /must have a DeletionPolicy/, { DeletionPolicy: undefined }, {}],
    ['by another identifier', /is identified by LogGroupName/, {}, { Arn: 'x' }],
    ['that does not exist', /does not exist/, {}, { LogGroupName: '/none' }],
    ['of another stack', /already exists in stack/, {}, { LogGroupName: '/private-bedrock/acme/inference' }],
  ])('cannot import a log group %s', async (_, message, change, identifier) => {
    const definition = { Type: 'AWS::Logs::LogGroup', DeletionPolicy: 'Retain', ...change };
    const { error } = await imported({ Group: definition }, identifier);
    expect(error).toMatch(message);
  });

  test('cannot import while something else is created', async () => {
    const Group = { Type: 'AWS::Logs::LogGroup', DeletionPolicy: 'Retain' };
    await clients.logs.send(new CreateLogGroupCommand({ logGroupName: '/alone' }));
    const template = { Group, Other: { Type: 'AWS::Logs::LogGroup' } };
    expect(await imported(template, { LogGroupName: '/alone' })).toEqual({
      error: expect.stringMatching(/no other resource of the template: Other/),
    });
    await clients.logs.send(new DeleteLogGroupCommand({ logGroupName: '/alone' }));
  });

  /** Asks for an import into a new stack. */
  function imported(Resources: object, ResourceIdentifier: Record<string, string>): Promise<{ error?: string }> {
    const command = new CreateChangeSetCommand({
      StackName: 'imported',
      ChangeSetName: 'import',
      ChangeSetType: 'IMPORT',
      TemplateBody: JSON.stringify({ Resources }),
      ResourcesToImport: [{ LogicalResourceId: 'Group', ResourceType: 'AWS::Logs::LogGroup', ResourceIdentifier }],
    });
    return clients.cloudformation.send(command).then(
      () => ({}),
      (error: Error) => ({ error: error.message }),
    );
  }

  test('is removed after a deletion that failed', async () => {
    const { output } = await acme.run('npx cdk destroy acme/Network --exclusively --app cdk.out');
    expect(output).toMatch(/cannot be deleted as it is in use by/);
    expect(await found()).toEqual(['fail private-bedrock-acme-network is in DELETE_FAILED']);
    const { obstacles } = await acme.plan();
    expect(obstacles).toMatchObject([{ text: 'private-bedrock-acme-network is in DELETE_FAILED.' }]);
    page.push(`## remove the row\n\n\`\`\`\n${await acme.printed('--remove')}\`\`\`\n`);
    await change('--remove');
    const left = (await leftovers(clients)).filter((one) => !one.includes('/aws/lambda/'));
    expect(left.map((one) => one.replace(/(Key|accesslogs\w+-).*/, '$1'))).toEqual(
      [
        'AWS::KMS::Key',
        'AWS::Logs::LogGroup /private-bedrock/acme/flow-logs',
        'AWS::Logs::LogGroup /private-bedrock/acme/inference',
        'AWS::Logs::LogGroup /private-bedrock/acme/tuning',
        'AWS::S3::Bucket private-bedrock-acme-storage-accesslogs8b620eca-',
        `AWS::S3::Bucket ${BUCKET}`,
      ].sort(),
    );
  });

  test('comes back whole, with its key', async () => {
    expect(await found()).toEqual([
      `fail ${BUCKET} remains from an earlier deployment, without its stack`,
      expect.stringMatching(/^warn key arn:aws:kms:\S+ remains from an earlier deployment, without its stack$/),
      ...['flow-logs', 'inference', 'tuning'].map(
        (name) => `fail log group /private-bedrock/acme/${name} remains from an earlier deployment, without its stack`,
      ),
    ]);
    await importAll();
    expect(await objectBody()).toBe('kept');
    expect(await differing()).toEqual([]);
  });

  test('is removed with its data', async () => {
    await change('--remove');
    const results = await acme.leftovers();
    const removals = results.flatMap(({ remedy }) => quoted(remedy?.say ?? '')).filter((one) => one.startsWith('aws '));
    expect(removals).toHaveLength(3);
    for (const command of removals) runAws(command, place);
    for (const { BucketName: bucket, KeyId: key } of [...kept.values()]
      .flatMap((one) => Object.values(one))
      .reverse()) {
      if (bucket) {
        await emptyBucket(bucket, clients.s3);
        runAws(`aws s3api delete-bucket --bucket ${bucket}`, place);
      }
      if (key) runAws(`aws kms schedule-key-deletion --key-id ${key} --pending-window-in-days 30`, place);
    }
    expect((await leftovers(clients)).filter((one) => !one.includes('/aws/lambda/'))).toEqual([]);
  });

  test('docs/runbooks/leftovers.md shows this output (cp build/docs/leftovers.md docs/runbooks if this fails)', () => {
    expectOutput('docs/runbooks/leftovers.md', page.join('\n'));
  });
});
