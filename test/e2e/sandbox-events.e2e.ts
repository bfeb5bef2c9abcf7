import { ListIngestionJobsCommand } from '@aws-sdk/client-bedrock-agent';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { type Clients, sandboxClients } from '../../sandbox/clients';
import { rowAssembly } from '../support/row-assembly';
import { endRuns, SandboxRun } from '../support/sandbox-run';

const REGION = 'us-east-1';
const NAME = 'events';

let run: SandboxRun;
let clients: Clients;
let outputs: Readonly<Record<string, string>>;

beforeAll(async () => {
  const row: DeploymentConfig = {
    ...{ region: REGION, models: ['amazon.nova-lite-v1:0'], network: { cidr: '10.6.0.0/24' } },
    knowledge: {},
  };
  run = SandboxRun.start(['--keep', '--app', rowAssembly(NAME, row), '--deployment', NAME]);
  await run.writes(/^aws s3 cp README\.md/m);
  clients = sandboxClients(/AWS_ENDPOINT_URL=(\S+)/.exec(run.stdout)?.[1] ?? '', REGION);
  const stacks = ['knowledge', 'asking'].map((unit) =>
    clients.cloudformation.send(new DescribeStacksCommand({ StackName: `private-bedrock-${NAME}-${unit}` })),
  );
  const found = (await Promise.all(stacks)).flatMap(({ Stacks: [stack] = [] }) => stack?.Outputs ?? []);
  outputs = Object.fromEntries(found.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
});

afterAll(endRuns);

/** Uploads documents without sidecars and starts nothing, as `aws s3 cp` does. */
const upload = (...names: readonly string[]) =>
  Promise.all(
    names.map((name) =>
      clients.s3.send(
        new PutObjectCommand({
          Bucket: outputs.DocumentsBucketName,
          Key: `documents/${name}`,
          Body: `Text of ${name}.`,
        }),
      ),
    ),
  );

async function jobs() {
  const { ingestionJobSummaries = [] } = await clients.bedrockAgent.send(
    new ListIngestionJobsCommand({
      ...{ knowledgeBaseId: outputs.KnowledgeBaseId, dataSourceId: outputs.DataSourceId },
      sortBy: { attribute: 'STARTED_AT', order: 'ASCENDING' },
    }),
  );
  return ingestionJobSummaries;
}

/** Runs `act`, and returns the new documents of each job that followed. */
async function jobsAfter(act: () => Promise<unknown>): Promise<(number | undefined)[]> {
  const before = await jobs();
  const earlier = new Set((await executions()).map(({ executionArn }) => executionArn));
  await act();
  for (;;) {
    const now = (await executions()).filter(({ executionArn }) => !earlier.has(executionArn));
    // Sidecars that the workflow writes wake it once more, after the sync.
    if (now.length > 1 && now.every(({ status }) => status !== 'RUNNING')) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return (await jobs()).slice(before.length).map(({ statistics }) => statistics?.numberOfNewDocumentsIndexed);
}

async function executions() {
  const command = new ListExecutionsCommand({ stateMachineArn: outputs.IngestionWorkflowArn });
  return (await clients.sfn.send(command)).executions ?? [];
}

test('two uploads in one second lead to one job of both, which nobody starts', async () => {
  expect(await jobsAfter(() => upload('one.md', 'two.md'))).toEqual([2]);
});

test('ten uploads during a sync lead to one more job, of all ten', async () => {
  const before = (await jobs()).length;
  const names = Array.from({ length: 10 }, (_, index) => `ten-${index}.md`);
  const found = await jobsAfter(async () => {
    await upload('first.md');
    while ((await jobs()).length === before) await new Promise((resolve) => setTimeout(resolve, 20));
    await upload(...names);
  });
  expect(found).toEqual([1, 10]);
});
