import { join } from 'node:path';
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  ListEntitiesForPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  GetFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { defineBreaker } from '../../../lib/spend/workflow/definition';
import { sandboxClients } from '../../../sandbox/clients';
import { withoutAws } from '../../../sandbox/environment';
import { Processes } from '../../../sandbox/process/processes';
import { pythonWithMoto } from '../../../sandbox/stand-in/python';
import { startStandInAws } from '../../../sandbox/stand-in/stand-in-aws';
import type { PerformTask } from '../../../sandbox/workflow/interpreter';
import { LocalWorkflow } from '../../../sandbox/workflow/local-workflow';
import { performTasks } from '../../../sandbox/workflow/perform-task';
import { TaskTokens } from '../../../sandbox/workflow/task-tokens';

const FOLDER = '.sandbox';
const REGION = 'us-east-1';
const ROLES = ['administrator', 'inference', 'invoker'];
const FUNCTION = 'chat-inference';

/** Event of an alarm, in the shape that AWS documents. Source: Amazon CloudWatch User Guide, "Alarm events and EventBridge". */
const EVENT = {
  version: '0',
  id: 'c4c1c1c9-6542-e61b-6ef0-8c4d36933a92',
  'detail-type': 'CloudWatch Alarm State Change',
  source: 'aws.cloudwatch',
  account: '123456789012',
  time: '2026-11-28T08:00:00Z',
  region: REGION,
  resources: ['arn:aws:cloudwatch:us-east-1:123456789012:alarm:private-bedrock-chat/spend-hour'],
  detail: {
    alarmName: 'private-bedrock-chat/spend-hour',
    state: { value: 'ALARM', reason: 'Threshold Crossed', timestamp: '2026-11-28T08:00:00.000+0000' },
    previousState: { value: 'OK', timestamp: '2026-11-28T07:00:00.000+0000' },
  },
};

describe('the breaker against IAM and Lambda of the stand-in', () => {
  const processes = new Processes(join(FOLDER, 'logs'));
  const { signal } = new AbortController();
  let clients: ReturnType<typeof sandboxClients>;
  let policyArn: string;
  let topicArn: string;

  beforeAll(async () => {
    const env = withoutAws(process.env);
    const python = await pythonWithMoto({ folder: FOLDER, processes, env, signal, onLine: () => undefined });
    const { url } = await startStandInAws(python, processes, env, signal);
    clients = sandboxClients(url, REGION);
    const document = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: 'bedrock:InvokeModel*', Resource: '*' }],
    });
    const { Policy } = await clients.iam.send(
      new CreatePolicyCommand({ PolicyName: 'chat-stop', PolicyDocument: document }),
    );
    policyArn = Policy?.Arn ?? '';
    ({ TopicArn: topicArn = '' } = await clients.sns.send(new CreateTopicCommand({ Name: 'chat-alarms' })));
    for (const role of ROLES) await makeRole(role);
    await clients.lambda.send(
      new CreateFunctionCommand({
        ...{ FunctionName: FUNCTION, Handler: 'index.handler', Runtime: 'nodejs22.x' },
        ...{
          Role: 'arn:aws:iam::123456789012:role/inference',
          Code: { ZipFile: Buffer.from('UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==', 'base64') },
        },
      }),
    );
  });

  afterAll(() => processes.stopAll());

  const makeRole = (name: string) =>
    clients.iam.send(
      new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}' }),
    );

  /** Reads back what is stopped. */
  async function state() {
    const { PolicyRoles = [] } = await clients.iam.send(new ListEntitiesForPolicyCommand({ PolicyArn: policyArn }));
    const { ReservedConcurrentExecutions } = await clients.lambda.send(
      new GetFunctionConcurrencyCommand({ FunctionName: FUNCTION }),
    );
    return { roles: PolicyRoles.map(({ RoleName }) => RoleName).sort(), concurrency: ReservedConcurrentExecutions };
  }

  async function reset() {
    for (const RoleName of (await state()).roles) {
      await clients.iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn: policyArn }));
    }
    await clients.lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName: FUNCTION }));
  }

  /** Starts the real definition with what the rule takes from the event, and waits for its end. */
  async function trip(wrap: (perform: PerformTask) => PerformTask = (perform) => perform) {
    const definition = defineBreaker({
      ...{ partition: 'aws', deployment: 'chat', policyArn, topicArn, roleNames: ROLES, functionNames: [FUNCTION] },
    });
    const perform = wrap(performTasks(new Map(), clients, new TaskTokens()));
    const arn = `arn:aws:states:${REGION}:123456789012:stateMachine:chat-breaker`;
    const workflow = new LocalWorkflow(arn, definition, perform, { wait: 0, retry: 0 });
    const input = JSON.stringify({ alarm: EVENT.detail.alarmName, time: EVENT.time });
    const execution = workflow.start(undefined, input);
    await workflow.idle();
    return [execution?.status, execution?.error].filter((one) => one !== undefined).join(' ');
  }

  const NOTHING = { roles: [], concurrency: undefined };
  const EVERYTHING = { roles: ROLES, concurrency: 0 };

  beforeEach(reset);

  test('stops everything, a reset gives everything back, and both can be done again', async () => {
    for (const _ of ['once', 'twice']) {
      expect(await state()).toEqual(NOTHING);
      expect(await trip()).toBe('SUCCEEDED');
      expect(await state()).toEqual(EVERYTHING);
      await reset();
    }
    expect(await state()).toEqual(NOTHING);
  });

  test('a second alarm changes nothing', async () => {
    expect([await trip(), await trip()]).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(await state()).toEqual(EVERYTHING);
  });

  test('a policy that is attached already stays attached', async () => {
    await clients.iam.send(new AttachRolePolicyCommand({ RoleName: 'invoker', PolicyArn: policyArn }));
    expect(await trip()).toBe('SUCCEEDED');
    expect(await state()).toEqual(EVERYTHING);
  });

  test('a role that is gone keeps no other from being stopped', async () => {
    await clients.iam.send(new DeleteRoleCommand({ RoleName: 'inference' }));
    expect(await trip()).toBe('FAILED NotStopped');
    expect(await state()).toEqual({ roles: ['administrator', 'invoker'], concurrency: 0 });
    await makeRole('inference');
  });

  test('IAM that throttles delays, and ends nothing', async () => {
    const attempts = new Map<unknown, number>();
    const throttled =
      (perform: PerformTask): PerformTask =>
      async (resource, input) => {
        const attempt = (attempts.get(input.RoleName) ?? 0) + 1;
        attempts.set(input.RoleName, attempt);
        if (resource.includes(':iam:') && attempt <= 3) {
          throw Object.assign(new Error('Rate exceeded (Service: Iam, Status Code: 400)'), {
            name: 'Iam.IamException',
          });
        }
        return await perform(resource, input);
      };
    expect(await trip(throttled)).toBe('SUCCEEDED');
    expect(await state()).toEqual(EVERYTHING);
    expect(ROLES.map((role) => attempts.get(role))).toEqual([4, 4, 4]);
  });
});
