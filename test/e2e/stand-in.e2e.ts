import { join } from 'node:path';
import { CreateStackCommand, DeleteStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { ListAliasesCommand, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { sandboxClients } from '../../sandbox/clients';
import { withoutAws } from '../../sandbox/environment';
import { Processes } from '../../sandbox/process/processes';
import { pythonWithMoto } from '../../sandbox/stand-in/python';
import { startStandInAws } from '../../sandbox/stand-in/stand-in-aws';

const FOLDER = '.sandbox';

describe('the stand-in for AWS', () => {
  const processes = new Processes(join(FOLDER, 'logs'));
  const { signal } = new AbortController();
  let url: string;

  beforeAll(async () => {
    const env = withoutAws(process.env);
    const python = await pythonWithMoto({ folder: FOLDER, processes, env, signal, onLine: () => undefined });
    ({ url } = await startStandInAws(python, processes, env, signal));
  });

  afterAll(() => processes.stopAll());

  test.each(['us-east-1', 'eu-central-1', 'ap-northeast-2'])(
    'a subnet in %s is as public as its template says',
    async (region) => {
      const { cloudformation, ec2 } = sandboxClients(url, region);
      const subnet = (octet: number, more: object = {}) => ({
        Type: 'AWS::EC2::Subnet',
        Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: `10.0.${octet}.0/24`, AvailabilityZone: `${region}a`, ...more },
      });
      const template = {
        Resources: {
          Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
          Silent: subnet(1),
          Private: subnet(2, { MapPublicIpOnLaunch: false }),
          Public: subnet(3, { MapPublicIpOnLaunch: true }),
        },
      };
      await cloudformation.send(
        new CreateStackCommand({ StackName: 'subnets', TemplateBody: JSON.stringify(template) }),
      );
      const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
      const made = Subnets.filter(({ CidrBlock = '' }) => CidrBlock.startsWith('10.0.'));
      const isPublic = Object.fromEntries(
        made.map(({ CidrBlock, MapPublicIpOnLaunch }) => [CidrBlock, MapPublicIpOnLaunch]),
      );
      expect(isPublic).toEqual({ '10.0.1.0/24': false, '10.0.2.0/24': false, '10.0.3.0/24': true });
    },
  );

  test('an alias leads to a version of a function, and both go with it', async () => {
    const { cloudformation, lambda } = sandboxClients(url, 'us-east-1');
    const template = {
      Resources: {
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: { RoleName: 'of-function', AssumeRolePolicyDocument: { Statement: [] } },
        },
        Function: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            FunctionName: 'asking',
            Code: { ZipFile: 'exports.handler = async () => 1' },
            ...{ Handler: 'index.handler', Runtime: 'nodejs24.x', Role: { 'Fn::GetAtt': ['Role', 'Arn'] } },
          },
        },
        Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Function' } } },
        Alias: {
          Type: 'AWS::Lambda::Alias',
          Properties: {
            FunctionName: { Ref: 'Function' },
            FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] },
            Name: 'board',
          },
        },
      },
      Outputs: { Alias: { Value: { Ref: 'Alias' } }, Version: { Value: { Ref: 'Version' } } },
    };
    await cloudformation.send(
      new CreateStackCommand({ StackName: 'functions', TemplateBody: JSON.stringify(template) }),
    );
    const { Aliases } = await lambda.send(new ListAliasesCommand({ FunctionName: 'asking' }));
    expect(Aliases).toEqual([expect.objectContaining({ Name: 'board', FunctionVersion: '1' })]);
    const { Stacks: [stack] = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName: 'functions' }));
    expect(stack?.Outputs?.map(({ OutputValue }) => OutputValue?.split(':function:')[1]).sort()).toEqual([
      ...['asking:1', 'asking:board'],
    ]);
    await cloudformation.send(new DeleteStackCommand({ StackName: 'functions' }));
    const { Functions } = await lambda.send(new ListFunctionsCommand({}));
    expect(Functions).toEqual([]);
  });
});
