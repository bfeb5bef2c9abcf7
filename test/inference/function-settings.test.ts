import { readSettings } from '../../lambda/inference/env';
import { readRequest } from '../../lambda/inference/request';
import { GUARDED, MESSAGES, NOVA } from '../support/inference-run';
import { pathsOf } from '../support/request-issues';

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

describe('guardrail', () => {
  const ours = { guardrailIdentifier: 'gr1', guardrailVersion: '3' };

  test('every request is sent with it, whatever else the caller chooses', () => {
    const input = (event: object) => readRequest(event, GUARDED).input;
    expect(input({ operation: 'converse', messages: MESSAGES })).toMatchObject({ guardrailConfig: ours });
    expect(
      input({ operation: 'converse', messages: MESSAGES, guardrailConfig: { trace: 'enabled_full' } }),
    ).toMatchObject({
      guardrailConfig: { ...ours, trace: 'enabled_full' },
    });
    expect(
      input({
        operation: 'converseStream',
        messages: MESSAGES,
        guardrailConfig: { ...ours, streamProcessingMode: 'sync' },
      }),
    ).toMatchObject({
      guardrailConfig: { ...ours, streamProcessingMode: 'sync' },
    });
    expect(input({ operation: 'invokeModel', body: {}, trace: 'ENABLED' })).toMatchObject({
      ...ours,
      trace: 'ENABLED',
    });
    expect(input({ operation: 'invokeModelWithResponseStream', body: {} })).toMatchObject(ours);
  });

  test('a request that names another is refused', () => {
    for (const operation of ['converse', 'converseStream']) {
      for (const other of ['gr2', '', null, 1]) {
        const event = {
          operation,
          messages: MESSAGES,
          guardrailConfig: { guardrailIdentifier: other, guardrailVersion: 'DRAFT' },
        };
        expect(pathsOf(event, GUARDED)).toEqual(
          expect.arrayContaining(['guardrailConfig.guardrailIdentifier', 'guardrailConfig.guardrailVersion']),
        );
      }
      expect(pathsOf({ operation, messages: MESSAGES, guardrailConfig: null }, GUARDED)).toEqual(['guardrailConfig']);
    }
    for (const operation of ['invokeModel', 'invokeModelWithResponseStream']) {
      expect(pathsOf({ operation, body: {}, guardrailVersion: '4' }, GUARDED)).toEqual(['guardrailVersion']);
    }
  });
});
