import { join } from 'node:path';
import { PutAccountDataRetentionCommand, PutModelInvocationLoggingConfigurationCommand } from '@aws-sdk/client-bedrock';
import { CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import { AccountNames } from '../../domain/account/account-names';
import { ACCOUNTS } from '../../lib/config/accounts';
import { type Clients, sandboxClients } from '../../sandbox/clients';
import { withoutAws } from '../../sandbox/environment';
import { Processes } from '../../sandbox/process/processes';
import { type FrontDoor, openFrontDoor } from '../../sandbox/stand-in/front-door';
import { pythonWithMoto } from '../../sandbox/stand-in/python';
import { startStandInAws } from '../../sandbox/stand-in/stand-in-aws';
import { LocalWorkflow } from '../../sandbox/workflow/local-workflow';
import { performTasks } from '../../sandbox/workflow/perform-task';
import { TaskTokens } from '../../sandbox/workflow/task-tokens';
import { workflowApi } from '../../sandbox/workflow/workflow-api';
import { environmentOf, runMainIn } from '../support/run-main';
import { accountAssembly, templateIn } from './account-assembly';

const REGION = 'us-east-1';
const ACCOUNT = '123456789012';
const FOLDER = '.sandbox';
const processes = new Processes(join(FOLDER, 'logs'));
let clients: Clients;
let door: FrontDoor;
let folder: string;

/** Deploys the template, and runs its state machine here. */
beforeAll(async () => {
  const env = withoutAws(process.env);
  const { signal } = new AbortController();
  const python = await pythonWithMoto({ folder: FOLDER, processes, env, signal, onLine: () => undefined });
  const { url } = await startStandInAws(python, processes, env, signal);
  clients = sandboxClients(url, REGION);
  folder = accountAssembly('e2e', ACCOUNTS.copies);
  const { Parameters: _, Rules: __, ...template } = templateIn(folder) as unknown as Record<string, object>;
  await clients.cloudformation.send(
    new CreateStackCommand({ StackName: 'bedrock-account', TemplateBody: JSON.stringify(template) }),
  );
  const arn = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${new AccountNames(REGION).stateMachine}`;
  const { definition } = await clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn }));
  const perform = performTasks(new Map(), clients, new TaskTokens());
  const machines = new Map([[arn, new LocalWorkflow(arn, JSON.parse(definition ?? ''), perform)]]);
  door = await openFrontDoor(0, {
    ...{ aws: url, model: url, modelKey: '', lambda: () => undefined as never },
    workflows: workflowApi(machines),
  });
});
afterAll(async () => {
  await door?.close();
  await processes.stopAll();
});

const account = (command: string) => {
  const yes = command === 'status' ? [] : ['--yes', '--every', '1'];
  return runMainIn(environmentOf(door.url), ['account', command, '--app', folder, ...yes]);
};

test('the life of the settings: nothing set, set, drift, set by others, adopted, removed', async () => {
  const shown: string[] = [];
  const step = async (command: string, status: number) => {
    const run = await account(command);
    shown.push(`$ private-bedrock account ${command}\n${run.stdout}${run.stderr}exit code ${run.status}`);
    expect({ command, ...run }).toMatchObject({ status });
    return run.stdout + run.stderr;
  };
  expect(await step('status', 0)).toMatch(/invocation logging +not set[\s\S]*data retention +not set/);
  await step('apply', 0);
  expect(await step('status', 0)).toMatch(/invocation logging +as planned[\s\S]*data retention +as planned/);
  await clients.bedrock.send(new PutAccountDataRetentionCommand({ mode: 'default' }));
  expect(await step('status', 1)).toMatch(/data retention +set by others +mode default/);
  await step('adopt', 0);
  expect(await step('remove', 0)).toMatch(/invocation logging +not set[\s\S]*data retention +not set/);
  await clients.s3.send(new CreateBucketCommand({ Bucket: 'central' }));
  await clients.bedrock.send(
    new PutModelInvocationLoggingConfigurationCommand({ loggingConfig: { s3Config: { bucketName: 'central' } } }),
  );
  expect(await step('status', 1)).toMatch(/invocation logging +set by others +s3:\/\/central/);
  expect(await step('apply', 1)).toMatch(/PB-ACCOUNT-006/);
  expect(await step('adopt', 0)).toMatch(/Replaced invocation logging: s3:\/\/central/);
  await step('remove', 0);
  expect(await step('status', 0)).toMatch(/invocation logging +not set/);
  if (process.env.SHOW) process.stderr.write(`${shown.join('\n\n')}\n`);
});

test.each([
  ['a log group', { cloudWatchConfig: { logGroupName: '/none', roleArn: `arn:aws:iam::${ACCOUNT}:role/none` } }],
  ['a bucket', { s3Config: { bucketName: 'no-such-bucket' } }],
])('%s that does not exist is refused', async (_, loggingConfig) => {
  await expect(
    clients.bedrock.send(new PutModelInvocationLoggingConfigurationCommand({ loggingConfig })),
  ).rejects.toMatchObject({ name: 'ValidationException', message: expect.stringContaining('does not exist') });
});

test('a bucket of another Region is refused', async () => {
  await clients.s3.send(
    new CreateBucketCommand({ Bucket: 'far', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }),
  );
  await expect(
    clients.bedrock.send(
      new PutModelInvocationLoggingConfigurationCommand({ loggingConfig: { s3Config: { bucketName: 'far' } } }),
    ),
  ).rejects.toMatchObject({ message: expect.stringContaining('is in eu-west-1, and must be in us-east-1') });
});

test('a mode that AWS does not know is refused', async () => {
  await expect(
    clients.bedrock.send(new PutAccountDataRetentionCommand({ mode: 'forever' as never })),
  ).rejects.toMatchObject({ name: 'ValidationException' });
});
