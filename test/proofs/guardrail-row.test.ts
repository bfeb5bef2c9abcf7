import { readFileSync } from 'node:fs';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { mutantsOf } from '../../proofs/mutants/mutants-of';
import { GUARDRAILS } from '../../proofs/mutants/operators/guardrails';
import { ODD_ROWS } from '../../proofs/rows/odd-rows';
import { subjectOfRow } from '../../proofs/rows/subject-of-row';
import { settings } from '../../proofs/settings/settings';

const korean = ODD_ROWS.korean as DeploymentConfig;

test('the row of docs/guardrails.md is the row that test/proofs/rows.test.ts proves', () => {
  const [, text = ''] =
    /test\/proofs\/guardrail-row.test.ts -->\n```ts\n([\s\S]*?)```/.exec(readFileSync('docs/guardrails.md', 'utf8')) ??
    [];
  expect(new Function(`return { ${text} }`)()).toEqual({ korean });
});

describe('a guardrail with every property', () => {
  const config: DeploymentConfig = {
    ...korean,
    invokerCallsModels: true,
    guardrail: {
      ...korean.guardrail,
      contentFilters: [{ type: 'INSULTS', input: 'MEDIUM' }],
      images: true,
      blockProfanity: true,
      grounding: { grounding: 0.8, relevance: 0.5 },
    },
  };
  const subject = subjectOfRow('korean', config);

  test('holds its settings', async () => {
    expect(await settings.broken(subject)).toEqual([]);
  });

  test.each([
    'Project Bluebird',
    'PROFANITY',
    'Resident registration number Pattern',
    'Resident registration number Action',
    'GROUNDING Threshold',
    'VIOLENCE InputModalities',
    'CrossRegionConfig',
    'TopicPolicyConfig',
  ])('has weakenings of %s', (what) => {
    expect(mutantsOf(subject, GUARDRAILS).some(({ name }) => name.includes(what))).toBe(true);
  });

  test('no weakening of it passes', async () => {
    const mutants = mutantsOf(subject, GUARDRAILS).filter(({ kind }) => kind !== 'guardrail removed');
    const broken = await Promise.all(mutants.map((mutant) => settings.broken(mutant.subject)));
    expect(mutants.filter((_, index) => broken[index]?.length === 0).map(({ name }) => name)).toEqual([]);
  });
});
