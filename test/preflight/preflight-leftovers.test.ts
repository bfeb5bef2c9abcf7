import { BUCKET, buckets, DOCUMENTS } from './account/answers';
import { expectResults, when } from './account/expect-results';
import { InProcess } from './account/in-process';
import { member } from './account/ready-account';
import { answered, type Call, refused } from './account/wire';

let aws: InProcess;
beforeAll(async () => {
  aws = await InProcess.open();
});
afterAll(() => aws.account.close());

const stackIn = (status: string) =>
  answered(member('Stacks', member('member', member('StackName', 'x') + member('StackStatus', status))));

const cases = [
  when(
    'buckets whose stacks were rolled back at their creation',
    'bucket-name',
    { ...buckets(BUCKET, DOCUMENTS), 'cloudformation:DescribeStacks': stackIn('ROLLBACK_COMPLETE') },
    ['fail', /remains from an earlier deployment/, /npx cdk import production\/Storage -c deployment=production/],
    ['fail', /remains from an earlier deployment/, /npx cdk import production\/Knowledge -c deployment=production/],
  ),
  when(
    'a log group that outlived its stack',
    'leftovers',
    { 'logs:DescribeLogGroups': answered({ logGroups: [{ logGroupName: '/private-bedrock/production/inference' }] }) },
    ['fail', /log group \S+inference remains/, /npx cdk import production\/Inference -c deployment=production/],
  ),
  when(
    'the key of such a log group, once, unless its stack exists',
    'leftovers',
    {
      'logs:DescribeLogGroups': answered({
        logGroups: ['inference', 'tuning', 'flow-logs'].map((name) => ({
          logGroupName: `/private-bedrock/production/${name}`,
          kmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/k',
        })),
      }),
      'cloudformation:DescribeStacks': ({ id }: Call) =>
        id.endsWith('-network') ? stackIn('CREATE_COMPLETE') : refused('ValidationError', 400, 'does not exist'),
    },
    [
      'warn',
      /key arn:aws:kms:us-east-1:123456789012:key\/k remains/,
      /npx cdk import production\/Foundation -c deployment=production/,
    ],
    ['fail', /log group \S+inference remains/],
    ['fail', /log group \S+tuning remains/, /npx cdk import production\/FineTuning -c deployment=production/],
  ),
  when(
    'an alias that outlived its stack',
    'leftovers',
    { 'kms:ListAliases': answered({ Aliases: [{ AliasName: 'alias/private-bedrock-production' }] }) },
    [
      'fail',
      /alias\/private-bedrock-production remains/,
      /npx cdk import production\/Foundation -c deployment=production/,
    ],
  ),
  when(
    'a stack that could not be deleted',
    'leftovers',
    {
      'cloudformation:DescribeStacks': ({ id }: Call) =>
        stackIn(id.endsWith('-storage') ? 'DELETE_FAILED' : 'CREATE_COMPLETE'),
    },
    [
      'fail',
      /private-bedrock-production-storage is in DELETE_FAILED/,
      /npx cdk destroy production\/Storage --exclusively -c deployment=production/,
    ],
  ),
];

test.each(cases)('$inspection: $what', (scenario) => expectResults(aws, scenario));
