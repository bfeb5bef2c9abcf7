import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { deployed, LEAST, Planning, type Synthesized, synthesize } from './planning';
import { cloudFormation, type ScriptedStacks } from './scripted-stacks';

const fineTuning = { baseModels: ['amazon.nova-lite-v1:0'] } as const;

/** It ends on 2027-01-08. */
const OPUS = 'us.anthropic.claude-opus-4-1-20250805-v1:0';

let planning: Planning;
let least: Synthesized;
let guarded: Synthesized;
let tuning: Synthesized;
let kept: Synthesized;
let locked: Synthesized;
let ended: Synthesized;

beforeAll(async () => {
  planning = await Planning.open();
  least = synthesize(LEAST);
  guarded = synthesize({ ...LEAST, guardrail: {} });
  tuning = synthesize({ ...LEAST, fineTuning });
  kept = synthesize({ ...LEAST, fineTuning, keepData: true });
  jest.spyOn(console, 'error').mockReturnValue();
  ended = synthesize({ ...LEAST, models: [...LEAST.models, OPUS] }, '2027-01-09');
  locked = synthesize({ ...LEAST, fineTuning: { ...fineTuning, objectLockDays: 30 }, keepData: true });
});
afterAll(() => planning.account.close());

const NOTHING = { status: 0, obstacles: [], data: [], forgotten: [] };

describe('private-bedrock plan', () => {
  test('deploys everything if nothing is deployed yet', async () => {
    expect(await planning.change(least, {})).toMatchObject({
      ...NOTHING,
      commands: ['npx cdk deploy "acme/*" --app FOLDER'],
    });
  });

  test('has nothing to do if the deployed stacks are those of the assembly', async () => {
    expect(await planning.change(tuning, deployed(tuning))).toMatchObject({ ...NOTHING, commands: [] });
    const { stdout } = await planning.run(['--app', tuning.folder], cloudFormation(deployed(tuning)));
    expect(stdout).toMatch(/\n\nNothing to do: the deployed stacks are those of the assembly\.\n$/);
  });

  test('reads a template in YAML, which cdk import writes', async () => {
    const stacks = Object.entries(deployed(least)).map(([name, stack]) => [
      name,
      { ...stack, body: stringify(stack.template) },
    ]);
    expect(await planning.change(least, Object.fromEntries(stacks))).toMatchObject({ ...NOTHING, commands: [] });
  });

  test('deploys the stacks that import an export before it removes the export', async () => {
    const { commands } = await planning.change(least, deployed(guarded));
    expect(commands).toEqual([
      'npx cdk deploy acme/Endpoints acme/Inference acme/Access --exclusively --app FOLDER',
      'npx cdk deploy "acme/*" --app FOLDER',
    ]);
  });

  test('is not possible while the stack of another team imports a removed export', async () => {
    const foundation = guarded.stacks.find(({ id }) => id === 'acme/Foundation');
    const name = Object.values(foundation?.template.Outputs ?? {})
      .map(({ Export }) => String(Export?.Name))
      .find((one) => one.includes('Guardrail'));
    const theirs = {
      Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::ImportValue': name } } } },
    };
    const found = await planning.change(least, deployed(guarded, { 'their-stack': { template: theirs } }));
    expect(found).toMatchObject({ status: 1, commands: [] });
    expect(found.obstacles).toEqual([
      `private-bedrock-acme-foundation removes the export ${name}, which their-stack imports. CloudFormation refuses this. Change their-stack first so that it no longer imports the value, then plan again.`,
    ]);
  });

  test('destroys a forgotten stack, after the assembly that it writes', async () => {
    const found = await planning.change(least, deployed(tuning));
    expect(found.forgotten).toEqual(['private-bedrock-acme-storage', 'private-bedrock-acme-finetuning']);
    expect(found.commands.at(-1)).toBe(
      'npx cdk destroy private-bedrock-acme-finetuning private-bedrock-acme-storage --exclusively --app OUT/forgotten',
    );
    expect(found.data).toContainEqual(expect.stringMatching(/^AWS::S3::Bucket physical-FineTuning\w+ deleted$/));
    const { artifacts } = JSON.parse(readFileSync(join(found.out, 'forgotten/manifest.json'), 'utf8'));
    expect(artifacts['private-bedrock-acme-finetuning'].properties).toMatchObject({
      terminationProtection: false,
      assumeRoleArn: expect.stringContaining('deploy-role'),
    });
  });

  test('says what is kept, and lifts the protection of a forgotten stack first', async () => {
    const found = await planning.change(least, deployed(kept));
    expect(found.commands.slice(-2)).toEqual([
      'npx cdk deploy private-bedrock-acme-storage --exclusively --app OUT/forgotten',
      'npx cdk destroy private-bedrock-acme-finetuning private-bedrock-acme-storage --exclusively --app OUT/forgotten',
    ]);
    expect(found.data).toContainEqual(expect.stringMatching(/^AWS::S3::Bucket physical-FineTuning\w+ kept$/));
    expect(found.data).not.toContainEqual(expect.stringContaining('deleted'));
  });

  test('refuses to replace a bucket under its own name', async () => {
    const found = await planning.change(locked, deployed(kept));
    expect(found).toMatchObject({ status: 1, commands: [] });
    expect(found.obstacles).toEqual([
      expect.stringMatching(
        /^private-bedrock-acme-storage replaces FineTuning\w+ \(AWS::S3::Bucket\), because ObjectLockEnabled cannot change in place, and the new one has the same name\. Undo this change of the row, or make the change in a new row, copy the data, and remove the old row\.$/,
      ),
    ]);
    expect(found.data).toEqual([expect.stringMatching(/^AWS::S3::Bucket physical-FineTuning\w+ replaced$/)]);
  });

  test('is not possible with a model that has ended, but the removal is', async () => {
    const found = await planning.change(ended, deployed(least));
    expect(found).toMatchObject({ status: 1, commands: [] });
    expect(found.obstacles).toEqual([
      expect.stringMatching(
        /^CloudFormation refuses private-bedrock-acme-foundation\. PB-CONFIG-045 acme\.models\[1\]: .* Change the row, then plan again\. To remove the deployment: `npm run plan -- --deployment acme --app FOLDER --remove`\.$/,
      ),
    ]);
    const { stdout } = await planning.run(
      ['--app', ended.folder, '--remove', '--json'],
      cloudFormation(deployed(least)),
    );
    expect(JSON.parse(stdout)).toMatchObject({
      obstacles: [],
      commands: [{ command: expect.stringMatching(/^npx cdk destroy /) }],
    });
  });

  test.each(['ROLLBACK_COMPLETE', 'REVIEW_IN_PROGRESS'])('creates a stack in %s again', async (status) => {
    const [first] = least.stacks;
    if (!first) throw new Error('no stack');
    const failed = { [first.stackName]: { template: first.template, status, deployment: 'acme' } };
    expect(await planning.change(least, failed)).toMatchObject({
      ...NOTHING,
      commands: ['npx cdk deploy "acme/*" --app FOLDER'],
    });
    expect(planning.account.calls.map(({ action }) => action)).not.toContain('cloudformation:GetTemplate');
    // Its row is gone: nothing but the stack remains.
    expect(await planning.removal(failed)).toMatchObject({
      ...NOTHING,
      forgotten: [first.stackName],
      commands: [`npx cdk destroy ${first.stackName} --exclusively --app OUT/forgotten`],
    });
  });

  test.each([
    ['UPDATE_IN_PROGRESS', 'Wait until CloudFormation has finished, then plan again.'],
    ['DELETE_IN_PROGRESS', 'Wait until CloudFormation has finished, then plan again.'],
    ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'Wait until CloudFormation has finished, then plan again.'],
    ['CREATE_FAILED', 'Run `npx cdk rollback acme/Storage --app FOLDER`, then plan again.'],
    ['UPDATE_FAILED', 'Run `npx cdk rollback acme/Storage --app FOLDER`, then plan again.'],
    ['UPDATE_ROLLBACK_FAILED', 'Run `npx cdk rollback acme/Storage --app FOLDER`, then plan again.'],
    [
      'DELETE_FAILED',
      'Read its last events in the CloudFormation console and remove what they name. Run `npx cdk destroy acme/Storage --exclusively --app FOLDER`, then plan again.',
    ],
    ['IMPORT_ROLLBACK_FAILED', 'Finish the rollback of the import in the CloudFormation console, then plan again.'],
  ])('waits for a stack in %s', async (status, remedy) => {
    const name = 'private-bedrock-acme-storage';
    const template = tuning.stacks.find(({ stackName }) => stackName === name)?.template;
    if (!template) throw new Error('no stack');
    const stacks = deployed(tuning, { [name]: { template, status, deployment: 'acme' } });
    const found = await planning.change(tuning, stacks);
    expect(found).toMatchObject({ status: 1, commands: [], obstacles: [`${name} is in ${status}. ${remedy}`] });
    // CloudFormation deletes a stack in every other status.
    const isRunning = status.endsWith('_IN_PROGRESS');
    expect(await planning.removal(stacks)).toMatchObject({
      status: isRunning ? 1 : 0,
      commands: isRunning ? [] : [expect.stringContaining(`npx cdk destroy `)],
    });
  });

  test('leaves stacks of others alone, whatever their name', async () => {
    const template = { Resources: {} };
    const others: ScriptedStacks = {
      'private-bedrock-acme-network': { template, deployment: 'other' },
      'private-bedrock-acme-pipeline': { template },
      'private-bedrock-acmes-network': { template },
    };
    expect(await planning.removal({ ...others, 'private-bedrock-acme-storage': { template } })).toMatchObject({
      forgotten: ['private-bedrock-acme-storage'],
    });
  });
});
