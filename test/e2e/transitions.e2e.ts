import { join } from 'node:path';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CreateRouteTableCommand, CreateSubnetCommand, CreateVpcCommand } from '@aws-sdk/client-ec2';
import { readAssembly } from '../../cli/app/assembly-folder';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { type Clients, sandboxClients } from '../../sandbox/clients';
import { withoutAws } from '../../sandbox/environment';
import { leftovers } from '../../sandbox/leftovers';
import { Processes } from '../../sandbox/process/processes';
import { compare } from '../../sandbox/read-back/comparison';
import { readDeployed } from '../../sandbox/read-back/deployed';
import { Expected } from '../../sandbox/read-back/expected';
import { pythonWithMoto } from '../../sandbox/stand-in/python';
import { startStandInAws } from '../../sandbox/stand-in/stand-in-aws';
import { expectOutput } from '../support/real-output';
import { Changing } from '../support/transitions';

const REGION = 'us-east-1';
const ACCOUNT = '123456789012';
const FOLDER = '.sandbox';
const NAME = 'acme';

const NEW_VPC = { network: { cidr: '10.0.0.0/24' } } as const;
const MODELS = { models: ['amazon.nova-lite-v1:0', 'amazon.nova-micro-v1:0'] } as const;
const TUNING = { fineTuning: { baseModels: ['amazon.nova-lite-v1:0'] } } as const;
const PLANES = { planes: ['bedrock', 'bedrock-runtime'] } as const;
const SMALL = { region: REGION, models: ['amazon.nova-lite-v1:0'] } as const;

/** Every transition of docs/changing.md, each from the row of the one before it. All change one deployment. */
const TRANSITIONS: readonly (readonly [title: string, row: (existing: Existing) => DeploymentConfig])[] = [
  ['drop the guardrail', () => ({ ...SMALL, ...NEW_VPC, ...MODELS, ...PLANES, ...TUNING })],
  ['drop a plane', () => ({ ...SMALL, ...NEW_VPC, ...MODELS, ...TUNING })],
  ['drop a model', () => ({ ...SMALL, ...NEW_VPC, ...TUNING })],
  ['turn keepData on', () => ({ ...SMALL, ...NEW_VPC, ...TUNING, keepData: true })],
  ['turn keepData off', () => ({ ...SMALL, ...NEW_VPC, ...TUNING })],
  ['drop fineTuning', () => ({ ...SMALL, ...NEW_VPC })],
  ['change the CIDR block', () => ({ ...SMALL, network: { cidr: '10.9.0.0/24' } })],
  ['move to an existing VPC', (network) => ({ ...SMALL, network })],
  ['move back to a new VPC', () => ({ ...SMALL, ...NEW_VPC })],
];

/** It ends on 2027-01-08. */
const ENDED = 'us.anthropic.claude-opus-4-1-20250805-v1:0';

type Existing = Extract<DeploymentConfig['network'], { vpcId: string }>;

describe('a deployment that changes', () => {
  const processes = new Processes(join(FOLDER, 'logs'));
  const { signal } = new AbortController();
  let clients: Clients;
  let acme: Changing;
  let existing: Existing;
  const page: string[] = [];

  beforeAll(async () => {
    const env = withoutAws(process.env);
    const python = await pythonWithMoto({ folder: FOLDER, processes, env, signal, onLine: () => undefined });
    const { url } = await startStandInAws(python, processes, env, signal);
    clients = sandboxClients(url, REGION);
    acme = new Changing(url, NAME, REGION);
    await acme.run(`npx cdk bootstrap aws://${ACCOUNT}/${REGION}`);
    existing = await ownVpc();
    acme.synth({ ...SMALL, ...NEW_VPC, ...MODELS, ...PLANES, ...TUNING, guardrail: {} });
    await acme.follow(await acme.plan(), clients.s3);
  });

  afterAll(() => processes.stopAll());

  /** Makes a VPC that no stack owns. */
  async function ownVpc(): Promise<Existing> {
    const { Vpc } = await clients.ec2.send(new CreateVpcCommand({ CidrBlock: '10.20.0.0/16' }));
    const VpcId = Vpc?.VpcId ?? '';
    const subnets = await Promise.all(
      ['a', 'b'].map(async (zone, at) => {
        const AvailabilityZone = `${REGION}${zone}`;
        const { Subnet } = await clients.ec2.send(
          new CreateSubnetCommand({ VpcId, CidrBlock: `10.20.${at}.0/24`, AvailabilityZone }),
        );
        const { RouteTable } = await clients.ec2.send(new CreateRouteTableCommand({ VpcId }));
        return {
          subnetId: Subnet?.SubnetId ?? '',
          availabilityZone: AvailabilityZone,
          routeTableId: RouteTable?.RouteTableId ?? '',
        };
      }),
    );
    return { vpcId: VpcId, subnets };
  }

  /** Reads the deployed resources back. Returns those that are not as their templates say. */
  async function differing() {
    const { stacks } = readAssembly('cdk.out', acme.cwd);
    const deployed = await readDeployed(stacks, clients);
    const expected = new Expected(stacks, deployed, { account: ACCOUNT, region: REGION });
    return compare(stacks, deployed, expected).filter(({ differences }) => differences.length > 0);
  }

  async function stackNames(): Promise<readonly string[]> {
    const { Stacks = [] } = await clients.cloudformation.send(new DescribeStacksCommand({}));
    return Stacks.flatMap(({ StackName = '' }) => (StackName === 'CDKToolkit' ? [] : StackName)).sort();
  }

  test('is refused by CloudFormation without a plan', async () => {
    acme.synth(TRANSITIONS[0]?.[1](existing) as DeploymentConfig);
    const { status, output } = await acme.run('npx cdk deploy --all --app cdk.out');
    expect(output).toMatch(/Export \S+Guardrail\S+ cannot be deleted as it is in use by \S+acme-\w+/);
    expect(status).toBe(1);
  });

  test.each(TRANSITIONS)('%s', async (title, row) => {
    acme.synth(row(existing));
    page.push(`## ${title}\n\n\`\`\`\n${await acme.printed()}\`\`\`\n`);
    const plan = await acme.plan();
    expect(plan.commands).not.toEqual([]);
    await acme.follow(plan, clients.s3);
    const { stacks } = readAssembly('cdk.out', acme.cwd);
    expect(await stackNames()).toEqual(stacks.map(({ stackName }) => stackName).sort());
    expect(await differing()).toEqual([]);
    expect((await acme.plan()).commands).toEqual([]);
  });

  test('a model that has ended stops no command but the deployment', async () => {
    jest.spyOn(console, 'error').mockReturnValue();
    acme.synth({ ...SMALL, ...NEW_VPC, models: [...SMALL.models, ENDED] }, '2027-01-09');
    for (const command of ['ls', 'diff']) await acme.succeed(`npx cdk ${command} --app cdk.out`);
    expect(await acme.own('cost')).toMatchObject({ status: 0, stderr: '' });
    expect((await acme.own('preflight')).stdout).toMatch(/^\w+ +bootstrap|CDK bootstrap/m);
    expect(await acme.plan()).toMatchObject({
      commands: [],
      obstacles: [
        { text: expect.stringMatching(/^CloudFormation refuses private-bedrock-acme-foundation\. PB-CONFIG-045/) },
      ],
    });
  });

  // Also after the end of a model.
  test('remove the row', async () => {
    const gone = ['--remove', '--deployment', NAME, '--region', REGION];
    page.push(`## remove the row\n\n\`\`\`\n${await acme.printed(...gone)}\`\`\`\n`);
    await acme.follow(await acme.plan(...gone), clients.s3);
    expect(await stackNames()).toEqual([]);
    const [vpc, ...others] = (await leftovers(clients)).filter((one) => !one.includes('/aws/lambda/'));
    expect({ vpc, others }).toEqual({ vpc: `AWS::EC2::VPC ${existing.vpcId}`, others: [] });
  });

  test('docs/changing.md shows this output (cp build/docs/changing.md docs if this fails)', () => {
    expectOutput('docs/changing.md', page.join('\n'));
  });
});
