import type { TemplateResource } from '../../domain/template/template';
import { type Answer, cost, estimateOf, inference, LITE } from '../support/cost-run';

describe('what a rule does not know is named, and never guessed', () => {
  const token = { 'Fn::GetAtt': ['Other', 'Value'] };
  const log = { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 365 } };

  test.each<[string, TemplateResource, string]>([
    [
      'a workflow type',
      { Type: 'AWS::StepFunctions::StateMachine', Properties: { StateMachineType: 'HYBRID' } },
      'a workflow of type "HYBRID"',
    ],
    [
      'a storage class',
      {
        Type: 'AWS::S3::Bucket',
        Properties: { LifecycleConfiguration: { Rules: [{ Transitions: [{ StorageClass: 'GLACIER' }] }] } },
      },
      'storage class "GLACIER"',
    ],
    [
      'a storage class of old versions',
      {
        Type: 'AWS::S3::Bucket',
        Properties: {
          LifecycleConfiguration: { Rules: [{ NoncurrentVersionTransitions: [{ StorageClass: 'STANDARD_IA' }] }] },
        },
      },
      'storage class "STANDARD_IA"',
    ],
    [
      'replication',
      { Type: 'AWS::S3::Bucket', Properties: { ReplicationConfiguration: {} } },
      'ReplicationConfiguration',
    ],
    [
      'a class of logs',
      { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupClass: 'INFREQUENT_ACCESS' } },
      'a log group of class "INFREQUENT_ACCESS"',
    ],
    ['a key type', { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'RSA_4096' } }, 'a key of type "RSA_4096"'],
    [
      'a guardrail policy',
      { Type: 'AWS::Bedrock::Guardrail', Properties: { NewPolicyConfig: {}, WordPolicyConfig: {} } },
      'NewPolicyConfig',
    ],
    [
      'a memory size',
      inference([LITE], { MemorySize: token }),
      'a function with memory that only the deployment resolves',
    ],
    [
      'a retention',
      { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: token } },
      'a log without a retention in days: its storage grows each month',
    ],
  ])('%s', async (_, resource, what) => {
    const isLog = what.startsWith('a log');
    const { unpriced } = await estimateOf(isLog ? { Log: resource, F: inference([LITE]) } : { X: resource, Log: log });
    expect(unpriced.map((item) => item.what)).toContain(what);
  });
});

test('the rows of the table, without credentials: what the README says of them', async () => {
  const { status, stdout, stderr } = await cost('--deployment', 'sandbox', 'production', '--json');
  expect([status, stderr]).toEqual([0, '']);
  const fixed = (JSON.parse(stdout) as Answer).estimates.map(({ lines }) =>
    lines.filter(({ kind }) => kind === 'fixed').reduce((sum, { usd }) => sum + usd, 0),
  );
  expect(fixed.map((usd) => usd.toFixed(2))).toEqual(['15.60', '65.00']);
  const unpriced = (JSON.parse(stdout) as Answer).estimates.map((estimate) =>
    estimate.unpriced.map(({ what }) => what),
  );
  expect(unpriced).toEqual([
    [],
    [
      'the data that queries read',
      'tokens of the embedding model',
      'metrics of the knowledge function',
      'passages that the guardrail judges',
    ],
  ]);
});
