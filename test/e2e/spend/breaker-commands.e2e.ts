import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { CreatePolicyCommand, CreateRoleCommand, DeleteRoleCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { Names } from '../../../domain/deployment/names/names';
import { breakerNames } from '../../../domain/deployment/spend/breaker-names';
import { spendAlarms } from '../../../domain/deployment/spend/spend-alarms';
import { spendAlarmProperties } from '../../../lib/spend/spend-alarms';
import { SPENDING_ACTIONS } from '../../../lib/spend/stop-policy';
import { defineBreaker } from '../../../lib/spend/workflow/definition';
import { sandboxClients } from '../../../sandbox/clients';
import { withoutAws } from '../../../sandbox/environment';
import { Processes } from '../../../sandbox/process/processes';
import { type FrontDoor, openFrontDoor } from '../../../sandbox/stand-in/front-door';
import { pythonWithMoto } from '../../../sandbox/stand-in/python';
import { startStandInAws } from '../../../sandbox/stand-in/stand-in-aws';
import { LocalWorkflow } from '../../../sandbox/workflow/local-workflow';
import { performTasks } from '../../../sandbox/workflow/perform-task';
import { TaskTokens } from '../../../sandbox/workflow/task-tokens';
import { workflowApi } from '../../../sandbox/workflow/workflow-api';
import { row } from '../../deployment/rows';
import { assemblyWith } from '../../spend/breaker-account';
import { environmentOf } from '../../support/run-main';

const FOLDER = '.sandbox';
const REGION = 'us-east-1';
const ACCOUNT = '123456789012';
const config = row({ spend: { hourlyUsd: 20, dailyUsd: 100 }, observability: {} });
const names = new Names('chat', REGION);
const breaker = breakerNames(names);
const ROLES = ['administrator', 'invoker'];
const RAISED = `${names.alarms}spend-hour`;
const processes = new Processes(join(FOLDER, 'logs'));
const folder = assemblyWith(config);
let clients: ReturnType<typeof sandboxClients>;
let cloudwatch: CloudWatchClient;
let workflow: LocalWorkflow;
let door: FrontDoor;

/** Makes what the stacks make, as far as the stand-in has it: alarms, policy, roles, function, topic, state machine. */
beforeAll(async () => {
  const env = withoutAws(process.env);
  const { signal } = new AbortController();
  const python = await pythonWithMoto({ folder: FOLDER, processes, env, signal, onLine: () => undefined });
  const { url } = await startStandInAws(python, processes, env, signal);
  clients = sandboxClients(url, REGION);
  const { iam, lambda, sns } = clients;
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  cloudwatch = new CloudWatchClient({ region: REGION, endpoint: url, credentials });
  const Statement = [{ Effect: 'Deny', Action: SPENDING_ACTIONS, Resource: '*' }];
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: breaker.stopPolicy, PolicyDocument }));
  for (const role of ROLES) await makeRole(role);
  await lambda.send(
    new CreateFunctionCommand({
      ...{ FunctionName: names.inferenceFunction, Handler: 'index.handler', Runtime: 'nodejs22.x' },
      Role: `arn:aws:iam::${ACCOUNT}:role/invoker`,
      Code: { ZipFile: Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64') },
    }),
  );
  await lambda.send(
    new PutFunctionConcurrencyCommand({ FunctionName: names.inferenceFunction, ReservedConcurrentExecutions: 10 }),
  );
  const { TopicArn: topicArn = '' } = await sns.send(new CreateTopicCommand({ Name: names.alarmTopic }));
  for (const alarm of spendAlarms(config)) {
    const { alarmName, threshold } = spendAlarmProperties(alarm, { namePrefix: names.alarms, topicArn });
    const [first] = alarm.tokens;
    await cloudwatch.send(
      new PutMetricAlarmCommand({
        ...{ AlarmName: alarmName, Threshold: threshold, EvaluationPeriods: 1, Period: alarm.periodSeconds },
        ...{ Namespace: 'AWS/Bedrock', MetricName: first?.metric, Statistic: 'Sum' },
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      }),
    );
  }
  await setAlarm('OK');
  const definition = defineBreaker({
    ...{ partition: 'aws', deployment: 'chat', policyArn: Policy?.Arn ?? '', topicArn },
    ...{ roleNames: ROLES, functionNames: [names.inferenceFunction] },
  });
  const arn = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${breaker.breaker}`;
  const perform = performTasks(new Map(), clients, new TaskTokens());
  workflow = new LocalWorkflow(arn, definition, perform, { wait: 0, retry: 0 });
  door = await openFrontDoor(0, {
    ...{ aws: url, model: url, modelKey: '', lambda: () => undefined as never },
    workflows: workflowApi(new Map([[arn, workflow]])),
  });
});
afterAll(async () => {
  await door?.close();
  await processes.stopAll();
});

const makeRole = (RoleName: string) =>
  clients.iam.send(
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}' }),
  );

async function setAlarm(StateValue: 'ALARM' | 'OK') {
  for (const AlarmName of [RAISED, `${names.alarms}spend-day`]) {
    const state = AlarmName === RAISED ? StateValue : 'OK';
    await cloudwatch.send(new SetAlarmStateCommand({ AlarmName, StateValue: state, StateReason: 'test' }));
  }
}

/** Raises the alarm, and starts the workflow with what the rule takes from its event. */
async function raise() {
  await setAlarm('ALARM');
  workflow.start(undefined, JSON.stringify({ alarm: RAISED, time: '2026-11-28T08:00:00Z' }));
  await workflow.idle();
}

const shown: string[] = [];

/** Runs a built command as a person does. */
async function run(...args: readonly string[]) {
  const child = processes.run(process.execPath, ['build/bin/private-bedrock.js', 'breaker', ...args, '--app', folder], {
    env: environmentOf(door.url),
    signal: new AbortController().signal,
    onText: (text) => void shown.push(text),
  });
  shown.push(`$ private-bedrock breaker ${args.join(' ')}\n`);
  const before = shown.length;
  const { code } = await child;
  shown.push(`exit code ${code}\n\n`);
  return { code, text: shown.slice(before).join('') };
}

const reset = () => run('reset', '--reason', 'The load test has ended', '--yes');

test('alarm, stop, status, reset, status: twice', async () => {
  expect(spawnSync(process.execPath, ['build/bin/private-bedrock.js', 'breaker', '--help']).status).toBe(0);
  for (const _ of ['once', 'twice']) {
    expect(await run('status')).toMatchObject({ code: 0, text: expect.stringContaining('is armed') });
    await raise();
    expect(await run('status')).toMatchObject({ code: 1, text: expect.stringContaining('is stopped') });
    expect(await reset()).toMatchObject({ code: 1, text: expect.stringContaining('PB-BREAKER-004') });
    await setAlarm('OK');
    expect(await run('status')).toMatchObject({ code: 1, text: expect.stringContaining('is stopped') });
    expect(await reset()).toMatchObject({ code: 0, text: expect.stringContaining('The load test has ended') });
    expect(await reset()).toMatchObject({ code: 0, text: expect.stringContaining('nothing to reset') });
  }
  if (process.env.SHOW) process.stderr.write(shown.join(''));
});

test('a role that is missing is named, and the rest can be reset', async () => {
  await clients.iam.send(new DeleteRoleCommand({ RoleName: 'invoker' }));
  await raise();
  await setAlarm('OK');
  const { code, text } = await run('status');
  expect([code, text]).toEqual([
    1,
    expect.stringMatching(/partly stopped[\s\S]*not stopped: role invoker \(.*NoSuchEntity/),
  ]);
  expect(await reset()).toMatchObject({ code: 0 });
  expect(await run('status')).toMatchObject({ code: 0, text: expect.stringContaining('is armed') });
});
