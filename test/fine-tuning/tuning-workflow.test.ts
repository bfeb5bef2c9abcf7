import { readFileSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { execute } from '../support/execution';
import { deployment } from '../support/synth';
import { TuningStandIn } from '../support/tuning-stand-in';

const template = deployment('sandbox').template('FineTuning');

/** Value that deployment would write in the place of a token. */
function resolved(value: unknown): string {
  if (typeof value === 'string') return value;
  const {
    'Fn::Join': [, parts] = ['', []],
    Ref,
    'Fn::GetAtt': attribute,
  } = value as {
    readonly 'Fn::Join'?: readonly [string, readonly unknown[]];
    readonly Ref?: string;
    readonly 'Fn::GetAtt'?: readonly string[];
  };
  if (Ref === 'AWS::AccountId') return '111122223333';
  if (attribute) return `arn:aws:lambda:us-east-1:111122223333:function:${attribute[0]}`;
  return parts.map(resolved).join('');
}

const only = (type: string) => {
  const [found, ...others] = Object.values(template.findResources(type)) as { Properties: Record<string, unknown> }[];
  if (!found || others.length > 0) throw new Error(`${others.length + 1} of ${type}`);
  return found.Properties;
};

describe('the tuning workflow', () => {
  test('as it is synthesized, trains and deploys', async () => {
    const definition = JSON.parse(resolved(only('AWS::StepFunctions::StateMachine').DefinitionString)) as object;
    const standIn = new TuningStandIn();
    const { end, states } = await execute(definition, standIn);
    expect({ end, last: states.at(-1), deployments: standIn.deployments.size }).toEqual({
      end: 'Succeeded',
      last: 'Deployed',
      deployments: 1,
    });
  });

  test('is traced', () => {
    expect(only('AWS::StepFunctions::StateMachine')).toMatchObject({
      StateMachineType: 'STANDARD',
      TracingConfiguration: { Enabled: true },
    });
  });

  test('runs as a role that Step Functions alone assumes, for this state machine', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      Description: 'Execution role of the tuning workflow',
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Action: 'sts:AssumeRole',
            Effect: 'Allow',
            Principal: { Service: 'states.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
              ArnLike: {
                'aws:SourceArn': {
                  'Fn::Join': [
                    '',
                    [
                      'arn:aws:states:us-east-1:',
                      { Ref: 'AWS::AccountId' },
                      ':stateMachine:private-bedrock-sandbox-tuning',
                    ],
                  ],
                },
              },
            },
          },
        ],
      },
    });
  });

  test('may call what its states call, and nothing of Bedrock beside', () => {
    const [policy] = Object.values(
      template.findResources('AWS::IAM::ManagedPolicy', {
        Properties: { Description: Match.stringLikeRegexp('^Check examples, train') },
      }),
    ) as { Properties: { PolicyDocument: { Statement: { Action: string | string[]; Resource: unknown }[] } } }[];
    const statements = policy?.Properties.PolicyDocument.Statement ?? [];
    const actions = statements.flatMap(({ Action }) => Action).filter((action) => !/^(kms|xray):/.test(action));
    expect(actions.sort()).toEqual([
      'bedrock:CreateCustomModelDeployment',
      'bedrock:CreateModelCustomizationJob',
      'bedrock:DeleteCustomModelDeployment',
      'bedrock:GetCustomModelDeployment',
      'bedrock:GetModelCustomizationJob',
      'bedrock:InvokeModel',
      'bedrock:StopModelCustomizationJob',
      'bedrock:TagResource',
      'bedrock:TagResource',
      'events:PutEvents',
      'iam:PassRole',
      'lambda:InvokeFunction',
    ]);
    expect(statements).toContainEqual(
      expect.objectContaining({
        Action: 'events:PutEvents',
        Condition: {
          'ForAllValues:StringEquals': { 'events:source': 'private-bedrock.tuning' },
          Null: { 'events:source': 'false' },
        },
      }),
    );
    const everywhere = statements.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
    expect(everywhere.every((action) => action.startsWith('xray:'))).toBe(true);
  });
});

test('docs/fine-tuning.md says what is left after each failure', () => {
  const page = readFileSync('docs/fine-tuning.md', 'utf8');
  const definition = JSON.parse(resolved(only('AWS::StepFunctions::StateMachine').DefinitionString)) as {
    States: Record<string, { Parameters?: { name?: string } }>;
  };
  const failures = Object.values(definition.States).flatMap(({ Parameters }) => Parameters?.name ?? []);
  expect(failures.length).toBeGreaterThan(15);
  for (const name of failures) expect(page).toMatch(new RegExp(`^\\|[^|]*\`${name}\`[^|]*\\|`, 'm'));
});

describe('an uploaded manifest', () => {
  test('starts it, and nothing else that is uploaded or written does', () => {
    const { EventPattern: pattern } = only('AWS::Events::Rule');
    expect(pattern).toMatchObject({
      source: ['aws.s3'],
      'detail-type': ['Object Created'],
      detail: { object: { key: [{ wildcard: 'datasets/*manifest.json' }] } },
    });
    const { name } = (pattern as { detail: { bucket: { name: unknown[] } } }).detail.bucket;
    expect(name.map(resolved)).toEqual(['private-bedrock-sandbox-111122223333-us-east-1']);
  });

  test('is handed over by a role that can start this workflow alone', () => {
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      Description: 'Start the tuning workflow',
      PolicyDocument: {
        Statement: [
          {
            Action: 'states:StartExecution',
            Effect: 'Allow',
            Resource: { 'Fn::Join': ['', Match.arrayWith([':stateMachine:private-bedrock-sandbox-tuning'])] },
          },
        ],
      },
    });
  });

  test('becomes the input of the execution', () => {
    const [target] = only('AWS::Events::Rule').Targets as { InputTransformer: Record<string, unknown> }[];
    expect(target?.InputTransformer).toEqual({
      InputPathsMap: { key: '$.detail.object.key' },
      InputTemplate: '{"manifest": <key>}',
    });
  });
});
