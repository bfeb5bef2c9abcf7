import { join } from 'node:path';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ListRolesCommand } from '@aws-sdk/client-iam';
import { readAssembly } from '../../cli/app/assembly-folder';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { sandboxClients } from '../../sandbox/clients';
import { withoutAws } from '../../sandbox/environment';
import { Processes } from '../../sandbox/process/processes';
import { pythonWithMoto } from '../../sandbox/stand-in/python';
import { startStandInAws } from '../../sandbox/stand-in/stand-in-aws';
import { Changing } from '../support/transitions';

const ACCOUNT = '123456789012';
const FOLDER = '.sandbox';
const processes = new Processes(join(FOLDER, 'logs'));
let url: string;

beforeAll(async () => {
  const env = withoutAws(process.env);
  const { signal } = new AbortController();
  const python = await pythonWithMoto({ folder: FOLDER, processes, env, signal, onLine: () => undefined });
  ({ url } = await startStandInAws(python, processes, env, signal));
});

afterAll(() => processes.stopAll());

const ROW: DeploymentConfig = {
  region: 'us-east-1',
  models: ['us.amazon.nova-2-lite-v1:0'],
  network: { cidr: '10.0.0.0/24' },
  applications: { principals: [`arn:aws:iam::${ACCOUNT}:role/web`] },
};

/** Two teams in one Region, and a row that two Regions share. Each has what the others have. */
const NEIGHBOURS: readonly (readonly [name: string, row: DeploymentConfig])[] = [
  ['acme', { ...ROW, fineTuning: { baseModels: ['amazon.nova-lite-v1:0'], vpcOnly: true } }],
  ['acme', { ...ROW, region: 'us-west-2' }],
  ['beta', { ...ROW, fineTuning: { baseModels: ['amazon.nova-lite-v1:0'], vpcOnly: true } }],
];

test('two Regions and two teams share an account: each deployment stands, and its removal leaves the others', async () => {
  const deployed: { readonly at: Changing; readonly row: DeploymentConfig; readonly stacks: readonly string[] }[] = [];
  const run = async (at: Changing, command: string) => {
    const { status, output } = await at.run(command);
    expect({ command, status, output }).toEqual({ command, status: 0, output: expect.anything() });
  };
  for (const [name, row] of NEIGHBOURS) {
    const at = new Changing(url, name, row.region);
    await run(at, `npx cdk bootstrap aws://${ACCOUNT}/${row.region}`);
    at.synth(row);
    await run(at, 'npx cdk deploy --all --app cdk.out');
    deployed.push({ at, row, stacks: readAssembly('cdk.out', at.cwd).stacks.map(({ stackName }) => stackName) });
  }
  const stacksIn = async (region: string) => {
    const { Stacks = [] } = await sandboxClients(url, region).cloudformation.send(new DescribeStacksCommand({}));
    return Stacks.map(({ StackName = '' }) => StackName)
      .filter((name) => name !== 'CDKToolkit')
      .sort();
  };
  const [acme, west, beta] = deployed;
  expect(await stacksIn('us-east-1')).toEqual([...(acme?.stacks ?? []), ...(beta?.stacks ?? [])].sort());
  expect(await stacksIn('us-west-2')).toEqual([...(west?.stacks ?? [])].sort());
  const { Roles = [] } = await sandboxClients(url, 'us-east-1').iam.send(new ListRolesCommand({ MaxItems: 1000 }));
  const named = Roles.map(({ RoleName = '' }) => RoleName).filter((name) =>
    /^(private-bedrock|AmazonBedrock)-/.test(name),
  );
  expect(named.filter((name) => /-us-east-1-(break-glass|tuning|customization)$/.test(name)).sort()).toEqual(
    ['acme', 'beta']
      .flatMap((name) => [
        `AmazonBedrock-${name}-us-east-1-customization`,
        `private-bedrock-${name}-us-east-1-break-glass`,
        `private-bedrock-${name}-us-east-1-tuning`,
      ])
      .sort(),
  );
  if (west) await run(west.at, 'npx cdk destroy --all --app cdk.out');
  expect(await stacksIn('us-west-2')).toEqual([]);
  expect(await stacksIn('us-east-1')).toHaveLength((acme?.stacks.length ?? 0) + (beta?.stacks.length ?? 0));
});
