import { join } from 'node:path';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { type Clients, sandboxClients } from '../../sandbox/clients';
import { withoutAws } from '../../sandbox/environment';
import { Processes } from '../../sandbox/process/processes';
import { pythonWithMoto } from '../../sandbox/stand-in/python';
import { startStandInAws } from '../../sandbox/stand-in/stand-in-aws';
import { Changing, type PrintedPlan } from '../support/transitions';

const REGION = 'us-east-1';
const FOLDER = '.sandbox';

const small = {
  region: REGION,
  models: ['amazon.nova-lite-v1:0', 'amazon.nova-micro-v1:0'],
  network: { cidr: '10.0.0.0/24' },
} as const satisfies DeploymentConfig;

describe('a deployment that changes', () => {
  const processes = new Processes(join(FOLDER, 'logs'));
  const { signal } = new AbortController();
  let url: string;
  let clients: Clients;

  beforeAll(async () => {
    const env = withoutAws(process.env);
    const python = await pythonWithMoto({ folder: FOLDER, processes, env, signal, onLine: () => undefined });
    ({ url } = await startStandInAws(python, processes, env, signal));
    clients = sandboxClients(url, REGION);
    await new Changing(url, 'boot', REGION).run(`npx cdk bootstrap aws://123456789012/${REGION}`);
  });

  afterAll(() => processes.stopAll());

  const stacks = async () => {
    const { Stacks = [] } = await clients.cloudformation.send(new DescribeStacksCommand({}));
    return Stacks.map(({ StackName = '' }) => StackName).filter((name) => name !== 'CDKToolkit');
  };

  test.each<[string, DeploymentConfig, DeploymentConfig]>([
    ['cidr', small, { ...small, network: { cidr: '10.9.0.0/24' } }],
    ['guardrail', { ...small, guardrail: {} }, small],
  ])('%s', async (name, before, after) => {
    const it = new Changing(url, name, REGION);
    const follow = async (plan: PrintedPlan) => {
      for (const { command } of plan.commands) {
        const { status, output } = await it.run(command);
        if (status !== 0) throw new Error(`${command}\n${output}`);
      }
    };
    it.synth(before);
    process.stderr.write(await it.printed());
    await follow(await it.plan());
    it.synth(after);
    process.stderr.write(await it.printed());
    await follow(await it.plan());
    process.stderr.write(await it.printed());
    process.stderr.write(await it.printed('--remove'));
    await follow(await it.plan('--remove'));
    expect(await stacks()).toEqual([]);
  });
});
