import { readFileSync } from 'node:fs';
import { type App, CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import { checkTemplates, type Finding } from '../../domain/rule-pack/check-templates';
import { evaluate } from '../../domain/rule-pack/evaluate';
import { RULES } from '../../domain/rule-pack/rules';
import { AppResources } from '../../domain/template/app-resources';
import type { Templates } from '../../domain/template/template';
import { PrivateBedrockChecks } from '../../lib/checks/private-bedrock-checks';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { Deployment, deployment, testApp } from '../support/synth';
import { FAULTS, type Fault } from './faults';
import { placesOf, plant } from './plant';

const idOf = ({ rule, finding }: Finding) => (finding === undefined ? rule : `${rule}[${finding}]`);
const lines = (findings: readonly Finding[]) => findings.map((finding) => `${finding.at} ${idOf(finding)}`).sort();

/** The templates of an app, and what the pack says of its constructs, acknowledged or not. */
function synthesized(app: App) {
  const stacks = app.synth().stacksRecursively;
  const { violations } = new PrivateBedrockChecks().validate({
    appConstruct: app,
    templatePaths: [],
    stackTemplates: stacks.map(({ hierarchicalId, templateFullPath }) => ({
      stackConstructPath: hierarchicalId,
      templatePath: templateFullPath,
      accountId: undefined,
      region: undefined,
    })),
  });
  const resources = app.node.findAll().filter(CfnResource.isCfnResource);
  const places = new Map(resources.map((r) => [r.node.path, `${r.stack.node.path}/${r.stack.resolve(r.logicalId)}`]));
  const templates: Templates = Object.fromEntries(stacks.map((stack) => [stack.hierarchicalId, stack.template]));
  const bySynth = violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath = '' }) => `${places.get(constructPath)} ${ruleName}`),
  );
  return { templates, bySynth: bySynth.sort() };
}

describe('plain JSON and cdk synth give the same findings', () => {
  test.each(Object.keys(DEPLOYMENTS) as (keyof typeof DEPLOYMENTS)[])('over %s', (name) => {
    const { templates, bySynth } = synthesized(deployment(name).app);
    expect(bySynth).toEqual(lines(checkTemplates(templates)));
    expect(bySynth.length).toBeGreaterThan(4);
  });

  test('with every fault that can stand beside the others', () => {
    const broken = new Deployment('production', DEPLOYMENTS.production);
    const everywhere = besideEachOther(FAULTS).flatMap((fault) =>
      placesOf(fault).map((at) => ({ at, set: fault.set })),
    );
    for (const { at, set } of everywhere) {
      const found = broken
        .stack(at[0])
        .node.findAll()
        .filter(CfnResource.isCfnResource)
        .find((r) => r.cfnResourceType === at[1] && r.stack.resolve(r.logicalId).startsWith(at[2]));
      if (set[1] === undefined) found?.addPropertyDeletionOverride(set[0]);
      else found?.addPropertyOverride(set[0], set[1]);
    }
    const { templates, bySynth } = synthesized(broken.app);
    expect(bySynth).toEqual(lines(checkTemplates(templates)));
    expect(new Set(bySynth.map((line) => line.split(' ')[1])).size).toBeGreaterThan(20);
  });
});

/** One fault per resource: two could undo each other. */
const besideEachOther = (faults: readonly Fault[]) => [
  ...new Map(faults.map((fault) => [fault.at.join(), fault])).values(),
];

test('the pack looks into nested stacks', () => {
  const app = testApp();
  const nested = new NestedStack(new Stack(app, 'Outer'), 'Inner');
  new CfnResource(nested, 'Function', { type: 'AWS::Lambda::Function' });
  expect(synthesized(app).bySynth).toEqual(['Outer/Inner/Function PrivateBedrock-FN1']);
});

describe('a planted fault is found where it was planted', () => {
  const sound = synthesized(deployment('production').app).templates;
  const before = new Set(lines(checkTemplates(sound)));

  test.each(FAULTS)('$rule: $what', (fault) => {
    const { templates, at } = plant(fault, sound);
    const rule = `PrivateBedrock-${fault.rule}`;
    const found = checkTemplates(templates).filter((finding) => !before.has(lines([finding])[0] ?? ''));
    const places = found.filter((finding) => finding.rule === rule).map((finding) => finding.at);
    // Two rules look at what another resource says of theirs.
    if (['BUCKET1', 'GUARD1'].includes(fault.rule)) expect(places).toHaveLength(1);
    else expect(places).toContain(at);
  });

  test('for every rule that has something to look at in our stacks', () => {
    const app = new AppResources(sound);
    const applied = RULES.filter((rule) =>
      rule.types.flatMap((type) => app.ofType(type)).some((it) => evaluate(rule, it, app) !== 'not-applicable'),
    );
    // No role of ours can buy throughput: the fault takes that away first.
    const ids = [...applied.map(({ id }) => id), 'IAM6'].sort();
    expect([...new Set(FAULTS.map(({ rule }) => rule))].sort()).toEqual(ids);
  });
});

test('docs/adopting.md shows the example that is compiled here, and its findings', async () => {
  const page = readFileSync('docs/adopting.md', 'utf8');
  const section = page.split('\n## ').find((text) => text.startsWith('Use the rule pack')) ?? '';
  const block = (language: string) => section.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? '';
  const example = readFileSync('test/rule-pack/readme-example.ts', 'utf8');
  expect(block('ts')).toBe(example.replace("'../../lib/checks'", "'private-bedrock/checks'"));

  // Without the CDK's own validator, which takes seconds and is not shown.
  process.env.CDK_VALIDATION = 'false';
  const said = await import('./readme-example').catch((error: unknown) => String((error as Error).message));
  const shown = block('text').trimEnd().split('\n');
  expect(shown.length).toBeGreaterThan(5);
  for (const line of shown) expect(said).toContain(line);
  expect(said).not.toContain('KEY1');
  expect(section).toContain(`has ${RULES.length}, for`);
});
