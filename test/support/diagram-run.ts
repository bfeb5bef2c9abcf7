import { runMain } from './run-main';

export const diagram = (...args: readonly string[]) => runMain(['diagram', ...args]);

export const policy = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements });
export const allow = (Action: string | string[], Resource: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});

export const MODEL = 'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0';
export const INVOKE = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];

/** A function that calls a model through an endpoint of another stack. Each test takes something away. */
export function deployment() {
  const network = {
    Resources: {
      Doors: { Type: 'AWS::EC2::SecurityGroup', Properties: {} },
      Callers: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: {
          SecurityGroupEgress: [
            { FromPort: 443, ToPort: 443, DestinationSecurityGroupId: { 'Fn::GetAtt': ['Doors', 'GroupId'] } },
          ],
        },
      },
      In: {
        Type: 'AWS::EC2::SecurityGroupIngress',
        Properties: {
          FromPort: 443,
          ToPort: 443,
          GroupId: { 'Fn::GetAtt': ['Doors', 'GroupId'] },
          SourceSecurityGroupId: { 'Fn::GetAtt': ['Callers', 'GroupId'] },
        },
      },
    },
    Outputs: {
      A: { Value: { 'Fn::GetAtt': ['Doors', 'GroupId'] }, Export: { Name: 'doors' } },
      B: { Value: { 'Fn::GetAtt': ['Callers', 'GroupId'] }, Export: { Name: 'callers' } },
    },
  };
  const endpoints = {
    Resources: {
      Runtime: {
        Type: 'AWS::EC2::VPCEndpoint',
        Properties: {
          ServiceName: 'com.amazonaws.us-east-1.bedrock-runtime',
          VpcEndpointType: 'Interface',
          VpcId: 'vpc-1',
          SecurityGroupIds: [{ 'Fn::ImportValue': 'doors' }],
          PolicyDocument: policy(allow(INVOKE, MODEL, { Principal: '*' })),
        },
      },
    },
  };
  const inference = {
    Resources: {
      AskRole12345678: { Type: 'AWS::IAM::Role', Properties: {} },
      AskPolicy: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { Roles: [{ Ref: 'AskRole12345678' }], PolicyDocument: policy(allow(INVOKE, [MODEL])) },
      },
      AskFunction12345678: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Role: { 'Fn::GetAtt': ['AskRole12345678', 'Arn'] },
          VpcConfig: { SecurityGroupIds: [{ 'Fn::ImportValue': 'callers' }] },
        },
      },
    },
  };
  return { 'd/Network': network, 'd/Endpoints': endpoints, 'd/Inference': inference };
}
