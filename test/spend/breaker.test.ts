import { defineBreaker } from '../../lib/spend/workflow/definition';
import { execute } from '../support/execution';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:chat-alarms';
const POLICY = 'arn:aws:iam::111122223333:policy/chat-stop';
const ROLES = ['administrator', 'inference', 'invoker'];
const definition = defineBreaker({
  ...{ partition: 'aws', deployment: 'chat', policyArn: POLICY, topicArn: TOPIC },
  ...{ roleNames: ROLES, functionNames: ['chat-inference', 'chat-knowledge'] },
});

type Input = Readonly<Record<string, unknown>>;
type Fault = (call: string, input: Input, attempt: number) => string | undefined;

/** Runs the breaker against an account in which some calls fail. */
async function run(faultOf: Fault = () => undefined) {
  const attached = new Set<string>();
  const concurrency = new Map<string, unknown>();
  const notices: Input[] = [];
  const attempts = new Map<string, number>();
  const answer = async (resource: string, input: Input) => {
    const call = resource.replace('arn:aws:states:::aws-sdk:', '');
    const id = `${call} ${input.RoleName ?? input.FunctionName ?? ''}`;
    attempts.set(id, (attempts.get(id) ?? 0) + 1);
    const fault = faultOf(call, input, attempts.get(id) ?? 0);
    await Promise.resolve();
    if (fault) throw Object.assign(new Error('Rate exceeded'), { name: fault });
    if (call === 'iam:attachRolePolicy') {
      expect(input).toEqual({ RoleName: expect.any(String), PolicyArn: POLICY });
      attached.add(String(input.RoleName));
    } else if (call === 'lambda:putFunctionConcurrency') {
      concurrency.set(String(input.FunctionName), input.ReservedConcurrentExecutions);
    } else {
      expect([call, input.TopicArn]).toEqual(['sns:publish', TOPIC]);
      notices.push(JSON.parse(String(input.Message)));
    }
    return {};
  };
  const standIn = { breaches: [], events: [], mayKeep: { end: [], events: [], state: [] }, answer };
  const input = { alarm: 'private-bedrock-chat/spend-hour', time: '2026-11-28T08:00:00Z' };
  const { end } = await execute(definition, standIn, input);
  return { end, attached: [...attached].sort(), concurrency: Object.fromEntries(concurrency), notices, attempts };
}

const STOPPED = { 'chat-inference': 0, 'chat-knowledge': 0 };

test('attaches the policy to every role, sets the concurrency of every function to 0, and tells of it', async () => {
  const { end, attached, concurrency, notices } = await run();
  expect([end, attached, concurrency]).toEqual(['Succeeded', ROLES, STOPPED]);
  expect(notices).toEqual([
    {
      ...{ deployment: 'chat', alarm: 'private-bedrock-chat/spend-hour', time: '2026-11-28T08:00:00Z' },
      execution: expect.stringContaining(':execution:'),
      runbook: 'docs/runbooks/spend.md',
      targets: [
        ...Object.keys(STOPPED).map((name) => ({ kind: 'function', name, outcome: 'stopped' })),
        ...ROLES.map((name) => ({ kind: 'role', name, outcome: 'stopped' })),
      ],
    },
  ]);
});

test.each([...ROLES, ...Object.keys(STOPPED)])(
  'a failure on %s keeps nothing else from being stopped',
  async (target) => {
    const { end, attached, concurrency, notices } = await run((_, { RoleName, FunctionName }) =>
      [RoleName, FunctionName].includes(target) ? 'Iam.NoSuchEntityException' : undefined,
    );
    expect(end).toBe('NotStopped');
    expect([...attached, ...Object.keys(concurrency)].sort()).toEqual(
      [...ROLES, ...Object.keys(STOPPED)].filter((name) => name !== target).sort(),
    );
    expect(notices[0]?.targets).toContainEqual(
      expect.objectContaining({ name: target, outcome: 'not stopped', error: 'Iam.NoSuchEntityException' }),
    );
  },
);

test.each(['Iam.IamException', 'Iam.ThrottlingException', 'Iam.SdkClientException', 'Iam.SomethingNew'])(
  'tries again after %s, ten times',
  async (fault) => {
    const passing = await run((call, _, attempt) => (call.startsWith('iam') && attempt <= 10 ? fault : undefined));
    expect([passing.end, passing.attached]).toEqual(['Succeeded', ROLES]);
    const lasting = await run((call) => (call.startsWith('iam') ? fault : undefined));
    expect([lasting.end, lasting.attached, lasting.concurrency]).toEqual(['NotStopped', [], STOPPED]);
  },
);

test.each(['Iam.LimitExceededException', 'Iam.NoSuchEntityException', 'Lambda.ResourceNotFoundException'])(
  'does not try again what no retry changes: %s',
  async (fault) => {
    const { attempts } = await run((call) => (call === 'sns:publish' ? undefined : fault));
    expect([...attempts.values()]).toEqual([1, 1, 1, 1, 1, 1]);
  },
);

test('ends as failed if nobody was told, with everything stopped', async () => {
  const { end, attached, concurrency } = await run((call) =>
    call === 'sns:publish' ? 'Sns.AuthorizationErrorException' : undefined,
  );
  expect([end, attached, concurrency]).toEqual(['NotNotified', ROLES, STOPPED]);
});
