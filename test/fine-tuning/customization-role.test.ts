import { Match } from 'aws-cdk-lib/assertions';
import { deployment } from '../support/synth';

describe('customization role', () => {
  const template = deployment('production').template('FineTuning');
  const ours = (resource: string) => ({
    'Fn::Join': ['', [Match.stringLikeRegexp('^arn:aws:\\w+:us-east-1:$'), { Ref: 'AWS::AccountId' }, resource]],
  });
  const job = ours(':model-customization-job/*');

  test('has a name that AmazonBedrockFullAccess may pass, and admits the jobs of this account alone', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      RoleName: Match.stringLikeRegexp('AmazonBedrock'),
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'bedrock.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
              ArnLike: { 'aws:SourceArn': job },
            },
          },
        ],
      },
    });
  });

  test('touches only interfaces that Bedrock marked as its own', () => {
    const tagged = (key: string) => ({
      StringEquals: { [`${key}/BedrockManaged`]: 'true' },
      ArnLike: { [`${key}/BedrockModelCustomizationJobArn`]: job },
    });
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Sid: 'CreateTaggedInterfaces', Condition: tagged('aws:RequestTag') }),
          Match.objectLike({
            Sid: 'UseAndRemoveTheirInterfaces',
            Condition: Match.objectLike(tagged('ec2:ResourceTag')),
          }),
          Match.objectLike({ Sid: 'TagTheirInterfaces', Resource: ours(':network-interface/*') }),
        ]),
      },
    });
  });

  test('and whoever else of its stack uses the key only through S3 and Bedrock', () => {
    const statements = Object.values(template.findResources('AWS::IAM::ManagedPolicy')).flatMap(
      ({ Properties }) =>
        Properties.PolicyDocument.Statement as {
          Action: string | string[];
          Condition?: { StringEquals?: object };
        }[],
    );
    const withKey = statements.filter(({ Action }) => [Action].flat().some((action) => action.startsWith('kms:')));
    expect(new Set(withKey.map(({ Condition }) => JSON.stringify(Condition?.StringEquals)))).toEqual(
      new Set(
        ['bedrock', 's3'].map((service) => JSON.stringify({ 'kms:ViaService': `${service}.us-east-1.amazonaws.com` })),
      ),
    );
  });
});
