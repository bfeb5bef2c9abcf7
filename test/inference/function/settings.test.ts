import { readSettings } from '../../../lambda/inference/env';
import { NOVA } from '../../support/inference-run';

describe('environment', () => {
  const GOOD = { ALLOWED_MODELS: `["${NOVA}"]`, MAX_REQUEST_BYTES: '1000', DEPLOYMENT: 'prod' };

  test('reads what is set, with and without a guardrail', () => {
    expect(readSettings(GOOD)).toEqual({ allowedModels: [NOVA], maxRequestBytes: 1000, deployment: 'prod' });
    expect(readSettings({ ...GOOD, GUARDRAIL_ID: 'g', GUARDRAIL_VERSION: '1' }).guardrail).toEqual({
      id: 'g',
      version: '1',
    });
    expect(readSettings({ ...GOOD, GUARDRAIL_ID: '', GUARDRAIL_VERSION: '' }).guardrail).toBeUndefined();
  });

  test('names everything that is missing in one error', () => {
    expect(() => readSettings({ GUARDRAIL_ID: 'g' })).toThrow(
      /ALLOWED_MODELS is missing.*\n.*MAX_REQUEST_BYTES is missing.*\n.*DEPLOYMENT is missing.*\n.*GUARDRAIL_VERSION is missing/,
    );
    expect(() => readSettings({ ...GOOD, GUARDRAIL_VERSION: '1' })).toThrow(/GUARDRAIL_ID is missing/);
  });

  test.each([
    ['ALLOWED_MODELS', ['[]', '{}', 'amazon.nova', '[1]', '[""]', '["a b"]', 'null']],
    ['MAX_REQUEST_BYTES', ['0', '-1', '1.5', 'many', '1e9', 'Infinity']],
    ['DEPLOYMENT', ['two words', '\n']],
  ])('%s: refuses what is wrong', (name, values) => {
    for (const value of values) expect(() => readSettings({ ...GOOD, [name]: value })).toThrow(`${name} is wrong`);
  });
});
