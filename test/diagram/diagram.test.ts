import { rmSync } from 'node:fs';
import type { Graph } from '../../cli/diagram/graph';
import type { Template } from '../../domain/template/template';
import { allow, deployment, diagram, INVOKE, MODEL, policy } from '../support/diagram-run';
import { handMadeAssembly } from '../support/hand-made-assembly';

/** The arrows of a hand-made assembly: `from label to`. */
async function arrowsOf(templates: Record<string, Template>): Promise<string[]> {
  const folder = handMadeAssembly(templates);
  const { status, stdout, stderr } = await diagram('--app', folder, '--json');
  rmSync(folder, { recursive: true });
  expect([status, stderr]).toEqual([0, '']);
  const { nodes, edges } = JSON.parse(stdout) as Graph;
  const label = (id: string) => nodes.find((node) => node.id === id)?.label.replace('\n', ' ') ?? `unknown ${id}`;
  return edges.map(({ from, label: verb, to }) => `${label(from)} ${verb} ${label(to)}`);
}

const ASK_ENDPOINT = 'ask function invoke bedrock-runtime interface endpoint';
const ENDPOINT_MODELS = 'bedrock-runtime interface endpoint invoke Amazon Bedrock models';

describe('arrows are what the policies say', () => {
  test('a function goes through the endpoint that lets it, in another stack', async () => {
    expect(await arrowsOf(deployment())).toEqual([ASK_ENDPOINT, ENDPOINT_MODELS]);
  });

  test('no policy, no arrow', async () => {
    const { 'd/Inference': inference, ...others } = deployment();
    const { AskPolicy, ...left } = inference.Resources;
    expect(AskPolicy).toBeDefined();
    expect(await arrowsOf({ ...others, 'd/Inference': { Resources: left } })).toEqual([ENDPOINT_MODELS]);
  });

  test('a Deny is no arrow', async () => {
    const all = deployment();
    all['d/Inference'].Resources.AskPolicy.Properties.PolicyDocument = policy({
      ...allow(INVOKE, [MODEL]),
      Effect: 'Deny',
    });
    expect(await arrowsOf(all)).toEqual([ENDPOINT_MODELS]);
  });

  test.each([
    [
      'lets it out',
      (all: ReturnType<typeof deployment>) => all['d/Network'].Resources.Callers.Properties.SecurityGroupEgress.pop(),
    ],
    [
      'lets it in',
      (all: ReturnType<typeof deployment>) => {
        all['d/Network'].Resources.In.Properties.FromPort = 444;
      },
    ],
    [
      'lets the action through',
      (all: ReturnType<typeof deployment>) => {
        all['d/Endpoints'].Resources.Runtime.Properties.PolicyDocument = policy(allow('bedrock:ApplyGuardrail', '*'));
      },
    ],
    [
      'lets the model through',
      (all: ReturnType<typeof deployment>) => {
        all['d/Endpoints'].Resources.Runtime.Properties.PolicyDocument = policy(allow(INVOKE, `${MODEL}x`));
      },
    ],
  ])('no arrow to the endpoint if nothing %s', async (_, takeAway) => {
    const all = deployment();
    takeAway(all);
    expect(await arrowsOf(all)).not.toContain(ASK_ENDPOINT);
    expect(await arrowsOf(all)).toContain('ask function invoke Amazon Bedrock models');
  });

  test('reads and writes of a bucket by its name, its key and its access logs, who may assume a role', async () => {
    const name = { 'Fn::Join': ['', ['data-', { Ref: 'AWS::AccountId' }]] };
    const arn = (tail: string) => ({ 'Fn::Sub': `arn:aws:s3:::data-\${AWS::AccountId}${tail}` });
    const trust = policy({
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Principal: { AWS: { 'Fn::Join': ['', ['arn:aws:iam::', { Ref: 'AWS::AccountId' }, ':root']] } },
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    });
    const Resources = {
      Key: { Type: 'AWS::KMS::Key' },
      Logs: { Type: 'AWS::S3::Bucket' },
      Data: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: name,
          BucketEncryption: { Rules: [{ By: { KMSMasterKeyID: { 'Fn::GetAtt': 'Key.Arn' } } }] },
          LoggingConfiguration: { DestinationBucketName: { Ref: 'Logs' } },
        },
      },
      Reader: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: trust,
          Policies: [{ PolicyDocument: policy(allow('s3:GetObject', arn('/*'))) }],
        },
      },
      Writer: {
        Type: 'AWS::IAM::Role',
        Properties: {
          Policies: [
            {
              PolicyDocument: policy(
                allow(['s3:GetObject', 's3:PutObject', 's3:ListBucket'], arn('/in/*')),
                allow('kms:Decrypt', { 'Fn::GetAtt': ['Key', 'Arn'] }),
              ),
            },
          ],
        },
      },
      Stranger: {
        Type: 'AWS::IAM::Role',
        Properties: { Policies: [{ PolicyDocument: policy(allow('s3:GetObject', arn('-other/*'))) }] },
      },
    };
    expect((await arrowsOf({ 'd/Data': { Resources } })).sort()).toEqual([
      'data bucket access logs logs bucket',
      'data bucket encrypted customer managed key',
      'principal of this account assume with MFA reader',
      'reader read data bucket',
      'writer read · write data bucket',
      'writer use customer managed key',
    ]);
  });

  describe('a rule that sends to a queue, from which a pipe starts a workflow', () => {
    const queueArn = { 'Fn::GetAtt': ['EventsQueue', 'Arn'] };
    const sends = (ruleName: string) =>
      allow('sqs:SendMessage', queueArn, {
        Principal: { Service: 'events.amazonaws.com' },
        Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:events:us-east-1:111122223333:rule/${ruleName}` } },
      });
    const deploymentWith = (statement: object) => ({
      'd/Events': {
        Resources: {
          EventsRule: { Type: 'AWS::Events::Rule', Properties: { Name: 'uploads', Targets: [{ Arn: queueArn }] } },
          EventsQueue: { Type: 'AWS::SQS::Queue' },
          EventsQueuePolicy: { Type: 'AWS::SQS::QueuePolicy', Properties: { PolicyDocument: policy(statement) } },
          EventsPipe: {
            Type: 'AWS::Pipes::Pipe',
            Properties: { RoleArn: { 'Fn::GetAtt': ['PipeRole', 'Arn'] }, Source: queueArn },
          },
          Sync: { Type: 'AWS::StepFunctions::StateMachine', Properties: { StateMachineName: 'x-sync' } },
          PipeRole: {
            Type: 'AWS::IAM::Role',
            Properties: {
              Policies: [
                {
                  PolicyDocument: policy(
                    allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage'], queueArn),
                    allow('states:StartExecution', { Ref: 'Sync' }),
                  ),
                },
              ],
            },
          },
        },
      },
    });
    const pipe = ['events pipe receive events queue', 'events pipe start sync workflow'];

    test('has an arrow for each step, and no node for the role of the pipe', async () => {
      expect((await arrowsOf(deploymentWith(sends('uploads')))).sort()).toEqual([
        ...pipe,
        'events rule send events queue',
      ]);
    });

    test.each([
      ['allows another rule', sends('others')],
      ['denies it', { ...sends('uploads'), Effect: 'Deny' }],
    ])('has no arrow from the rule if the policy of the queue %s', async (_, statement) => {
      expect((await arrowsOf(deploymentWith(statement))).sort()).toEqual(pipe);
    });
  });

  test('an intrinsic function that cannot be read is an error, not a missing arrow', async () => {
    const all = deployment();
    all['d/Inference'].Resources.AskPolicy.Properties.PolicyDocument = policy(
      allow(INVOKE, { 'Fn::FindInMap': ['a', 'b', 'c'] } as never),
    );
    const folder = handMadeAssembly(all);
    expect(await diagram('--app', folder, '--json')).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^\{\n {2}"error": \{\n {4}"code": "PB-TEMPLATE-002",/),
      stderr: expect.stringMatching(/^PB-TEMPLATE-002 d\/Inference: cannot read \{"Fn::FindInMap"/),
    });
  });
});
