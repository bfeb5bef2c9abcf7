import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { sandboxClients } from '../../sandbox/clients';
import type { LocalFunction } from '../../sandbox/local-lambda/local-function';
import { type FrontDoor, openFrontDoor } from '../../sandbox/stand-in/front-door';
import { LocalWorkflow } from '../../sandbox/workflow/local-workflow';
import { isPerformable, performTasks } from '../../sandbox/workflow/perform-task';
import { TaskTokens } from '../../sandbox/workflow/task-tokens';
import { workflowApi } from '../../sandbox/workflow/workflow-api';
import { ScriptedFunctions } from '../support/scripted-function';

const ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:ingestion';
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:plain';
const GET_JOB = 'arn:aws:states:::aws-sdk:bedrockagent:getIngestionJob';
const JOB = { KnowledgeBaseId: 'ABCDEFGHIJ', DataSourceId: 'ABCDEFGHIJ', IngestionJobId: 'ABCDEFGHIJ' };

const task = (Resource: string, Parameters: object, more: object = { End: true }) => ({
  Type: 'Task',
  Resource,
  Parameters,
  ...more,
});

const machine = (States: Readonly<Record<string, object>>) => ({ StartAt: Object.keys(States)[0], States }) as never;

/** AWS behind the sandbox: answers the next of these. */
const answers: (readonly [number, object])[] = [];
const asked: { readonly url: string; readonly target: unknown; readonly body: string }[] = [];
const aws = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  asked.push({ url: request.url ?? '', target: request.headers['x-amz-target'], body });
  const [status, answer] = answers.shift() ?? [200, {}];
  const type = (answer as { readonly name?: string }).name;
  response.writeHead(status, type ? { 'x-amzn-errortype': type } : {}).end(JSON.stringify(answer));
});

const scripted = new ScriptedFunctions();
const functions = new Map<string, LocalFunction>();
const workflows = new Map<string, LocalWorkflow>();
const tokens = new TaskTokens();
let door: FrontDoor;
let sfn: SFNClient;
let perform: ReturnType<typeof performTasks>;

beforeAll(async () => {
  functions.set('plain', await scripted.start({ name: 'plain', handler: 'index.plain' }));
  await once(aws.listen(0, '127.0.0.1'), 'listening');
  const url = `http://localhost:${(aws.address() as AddressInfo).port}`;
  perform = performTasks(functions, sandboxClients(url, 'us-east-1'), tokens);
  door = await openFrontDoor(0, {
    ...{ aws: url, model: url, modelKey: 'key', lambda: () => Promise.resolve(false) },
    workflows: workflowApi(workflows, tokens),
  });
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'dummy' };
  sfn = new SFNClient({ endpoint: door.url, region: 'us-east-1', credentials, maxAttempts: 1 });
});

afterAll(async () => {
  sfn.destroy();
  await door.close();
  aws.closeAllConnections();
  aws.close();
  await scripted.stop();
});

afterEach(() => {
  answers.length = 0;
  asked.length = 0;
});

/** Runs a definition to its end through the API, and describes the execution. */
async function run(definition: never, name = 'one', input = '{}') {
  const workflow = new LocalWorkflow(ARN, definition, perform);
  workflows.set(ARN, workflow);
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: ARN, name, input }));
  await workflow.idle();
  return sfn.send(new DescribeExecutionCommand({ executionArn }));
}

test('a state invokes a function of this machine, and its result is the output', async () => {
  const { status, output, startDate, stopDate } = await run(machine({ Check: task(FUNCTION, { text: 'é' }) }));
  expect({ status, output: JSON.parse(output ?? '') }).toEqual({
    status: 'SUCCEEDED',
    output: { text: 'é', invokedFunctionArn: FUNCTION },
  });
  expect(stopDate?.getTime()).toBeGreaterThanOrEqual(startDate?.getTime() ?? Number.POSITIVE_INFINITY);
});

test('an error of a function has its own name', async () => {
  const { status, error, cause } = await run(machine({ Check: task(FUNCTION, {}) }));
  expect({ status, error }).toEqual({ status: 'FAILED', error: 'TypeError' });
  expect(JSON.parse(cause ?? '')).toMatchObject({ errorMessage: 'no text' });
});

test('a call has the names of Step Functions on its way in and out', async () => {
  answers.push([200, { ingestionJob: { status: 'COMPLETE', startedAt: '2026-11-27T12:00:00Z' } }]);
  const { output } = await run(machine({ Get: task(GET_JOB, JOB) }));
  expect(JSON.parse(output ?? '')).toEqual({
    IngestionJob: { Status: 'COMPLETE', StartedAt: '2026-11-27T12:00:00.000Z' },
  });
  expect(asked[0]?.url).toBe('/knowledgebases/ABCDEFGHIJ/datasources/ABCDEFGHIJ/ingestionjobs/ABCDEFGHIJ');
});

test('an error of a call has the name of its service, so that a state can catch it', async () => {
  const caught = { Catch: [{ ErrorEquals: ['BedrockAgent.ConflictException'], Next: 'Caught' }], End: true };
  const States = { Get: task(GET_JOB, JOB, caught), Caught: { Type: 'Pass', Result: 'caught', End: true } };
  answers.push([409, { name: 'ConflictException', message: 'busy' }]);
  expect((await run(machine(States))).output).toBe('"caught"');
  answers.push([404, { name: 'ResourceNotFoundException', message: 'gone' }]);
  expect(await run(machine(States))).toMatchObject({
    status: 'FAILED',
    error: 'BedrockAgent.ResourceNotFoundException',
    cause: 'gone',
  });
});

test('an event is sent with its detail as text, and a rejected one is a failure', async () => {
  const send = machine({
    Tell: task('arn:aws:states:::events:putEvents', { Entries: [{ Source: 'x', DetailType: 'y', Detail: { z: 1 } }] }),
  });
  answers.push([200, { FailedEntryCount: 0, Entries: [] }], [200, { FailedEntryCount: 1, Entries: [] }]);
  expect((await run(send)).status).toBe('SUCCEEDED');
  expect(JSON.parse(asked[0]?.body ?? '').Entries).toEqual([{ Source: 'x', DetailType: 'y', Detail: '{"z":1}' }]);
  expect(await run(send)).toMatchObject({ status: 'FAILED', error: 'EventBridge.FailedEntry' });
});

test('half a minute of waiting takes a moment', async () => {
  const { status } = await run(machine({ Wait: { Type: 'Wait', Seconds: 30, Next: 'End' }, End: { Type: 'Succeed' } }));
  expect(status).toBe('SUCCEEDED');
});

test('the same name and input is the same execution; another input is refused', async () => {
  const definition = machine({ End: { Type: 'Succeed' } });
  const { executionArn } = await run(definition, 'name', '{"a":1}');
  const start = (input: string) => sfn.send(new StartExecutionCommand({ stateMachineArn: ARN, name: 'name', input }));
  expect((await start('{"a":1}')).executionArn).toBe(executionArn);
  await expect(start('{"a":2}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  const { executions } = await sfn.send(new ListExecutionsCommand({ stateMachineArn: ARN }));
  expect(executions).toEqual([expect.objectContaining({ name: 'name', status: 'SUCCEEDED', executionArn })]);
});

test('the history names the states that were entered', async () => {
  const { executionArn } = await run(machine({ First: { Type: 'Pass', Next: 'Last' }, Last: { Type: 'Succeed' } }));
  const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true }));
  expect(events.map(({ type, stateEnteredEventDetails: entered }) => entered?.name ?? type)).toEqual([
    ...['ExecutionSucceeded', 'Last', 'First', 'ExecutionStarted'],
  ]);
});

test('an execution that is stopped ends in the middle', async () => {
  const workflow = new LocalWorkflow(
    ARN,
    machine({ Wait: { Type: 'Wait', Seconds: 30, Next: 'Last' }, Last: { Type: 'Succeed' } }),
    perform,
    { wait: 60_000, retry: 0 },
  );
  workflows.set(ARN, workflow);
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: ARN }));
  await sfn.send(new StopExecutionCommand({ executionArn }));
  await workflow.idle();
  expect((await sfn.send(new DescribeExecutionCommand({ executionArn }))).status).toBe('ABORTED');
  const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
  expect(events.map(({ type, stateEnteredEventDetails: entered }) => entered?.name ?? type)).toEqual([
    ...['ExecutionStarted', 'Wait', 'ExecutionAborted'],
  ]);
});

test('an execution that does not exist is refused, and other state machines are left to AWS with their requests', async () => {
  await run(machine({ End: { Type: 'Succeed' } }));
  const missing = new DescribeExecutionCommand({
    executionArn: `${ARN.replace(':stateMachine:', ':execution:')}:none`,
  });
  await expect(sfn.send(missing)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
  const other = ARN.replace('ingestion', 'tuning');
  answers.push([200, { executionArn: 'of AWS', startDate: 1 }]);
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: other, input: '{"b":1}' }));
  expect(executionArn).toBe('of AWS');
  expect(asked).toEqual([
    { url: '/', target: 'AWSStepFunctions.StartExecution', body: expect.stringContaining('{\\"b\\":1}') },
  ]);
});

test.each([
  ['functions of this machine', { A: task(FUNCTION, {}) }, true],
  ['calls that it makes', { A: task(GET_JOB, {}), B: { Type: 'Succeed' } }, true],
  ['another call', { A: task(GET_JOB, {}), B: task('arn:aws:states:::aws-sdk:bedrock:getCustomModel', {}) }, false],
  ['another function', { A: task(FUNCTION.replace('plain', 'other'), {}) }, false],
])('a state machine with %s', (_, States, expected) => {
  expect(isPerformable(machine(States), functions)).toBe(expected);
});
