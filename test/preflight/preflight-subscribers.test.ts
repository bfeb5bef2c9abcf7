import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { expectResults, when } from './account/expect-results';
import { InProcess } from './account/in-process';
import { answered, type Call, refused } from './account/wire';

let aws: InProcess;
beforeAll(async () => {
  aws = await InProcess.open();
});
afterAll(() => aws.account.close());

const ON_CALL = 'on-call@example.com';
const ROW: DeploymentConfig = { ...DEPLOYMENTS.production, observability: { emails: [ON_CALL] } };
const TOPIC = 'arn:aws:sns:us-east-1:123456789012:private-bedrock-production-alarms';

const DEPLOYED = {
  'cloudformation:DescribeStacks': ({ id }: Call) =>
    answered(
      `<Stacks><member><StackName>${id}</StackName><StackStatus>CREATE_COMPLETE</StackStatus></member></Stacks>`,
    ),
};

const page = (next: string, ...subscriptions: readonly (readonly [address: string, arn: string])[]) =>
  answered(
    `<Subscriptions>${subscriptions
      .map(
        ([address, arn]) => `<member><Endpoint>${address}</Endpoint><SubscriptionArn>${arn}</SubscriptionArn></member>`,
      )
      .join('')}</Subscriptions>${next && `<NextToken>${next}</NextToken>`}`,
  );

const CONFIRMED = `${TOPIC}:1f0c`;
const PENDING = 'PendingConfirmation';

const subscribed = (...subscriptions: readonly (readonly [string, string])[]) => ({
  ...DEPLOYED,
  'sns:ListSubscriptionsByTopic': ({ fields }: Call) => {
    expect(fields.TopicArn).toBe(TOPIC);
    // In two pages.
    return fields.NextToken ? page('', ...subscriptions.slice(1)) : page('more', ...subscriptions.slice(0, 1));
  },
});

const ID = 'alarm-subscribers';

test.each([
  when('the stack is not there yet', ID, {}, ['skip', /link to on-call@example\.com/, /run preflight again/]),
  when('no subscriber', ID, subscribed(), ['fail', /nobody is told/, /subscribe a chat/]),
  when('nobody has confirmed', ID, subscribed([ON_CALL, PENDING]), ['fail', /no confirmed subscriber/, /on-call@/]),
  when('one who has not confirmed', ID, subscribed([ON_CALL, CONFIRMED], ['b@example.com', PENDING]), [
    'warn',
    /not confirmed: b@example\.com/,
    /Open the link/,
  ]),
  when('one who has left', ID, subscribed([ON_CALL, 'Deleted']), ['fail', /nobody is told/]),
  when('everybody has confirmed', ID, subscribed([ON_CALL, CONFIRMED], ['b@example.com', CONFIRMED])),
  when(
    'a caller who may not look',
    ID,
    { ...DEPLOYED, 'sns:ListSubscriptionsByTopic': refused('AuthorizationError', 403) },
    ['skip', /sns:ListSubscriptionsByTopic/],
  ),
])('$what', (one) => expectResults(aws, one, ROW));

test('a row that names no address says so before it is deployed', async () => {
  const one = when('no address', ID, {}, ['skip', /names no e-mail address/, /observability\.emails/]);
  await expectResults(aws, one, { ...ROW, observability: {} });
});

test('a row without alarms is not asked', async () => {
  const { observability: _, ...row } = ROW;
  const results = await aws.found(ID, { 'sns:ListSubscriptionsByTopic': refused('AuthorizationError', 403) }, row);
  expect(results).toEqual([expect.objectContaining({ notApplicable: true })]);
});
