import fc from 'fast-check';
import { OPERATIONS } from '../../../lambda/inference/contract';
import { FAILURE_ROWS } from '../../../lambda/shared/failures/failure-rows';
import {
  ANSWER,
  CLAUDE,
  GUARDED,
  MESSAGES,
  NOVA,
  type Reply,
  run,
  SETTINGS,
  streamOf,
} from '../../support/inference-run';
import { parseEvents } from '../../support/server-sent-events';

describe('whatever JSON is sent', () => {
  const CODES = new Set(Object.keys(FAILURE_ROWS));
  const json = fc.jsonValue({ maxDepth: 4 });
  const near = fc.record(
    {
      operation: fc.constantFrom(...OPERATIONS),
      modelId: fc.oneof(fc.constantFrom(NOVA, CLAUDE), json),
      messages: fc.oneof(
        fc.array(
          fc.record({
            role: fc.constantFrom('user', 'assistant', 'x'),
            content: fc.array(
              fc.oneof(
                fc.record({ text: fc.string() }),
                fc.record({
                  image: fc.record({
                    format: fc.constantFrom('png', 'x'),
                    source: fc.record({ bytes: fc.oneof(fc.base64String(), fc.string()) }),
                  }),
                }),
                json,
              ),
            ),
          }),
        ),
        json,
      ),
      system: json,
      toolConfig: json,
      inferenceConfig: fc.oneof(fc.record({ maxTokens: fc.integer(), temperature: fc.double() }), json),
      guardrailConfig: json,
      requestMetadata: fc.oneof(fc.dictionary(fc.string(), fc.string()), json),
      additionalModelRequestFields: json,
      body: json,
      accept: fc.string(),
    },
    { requiredKeys: [] },
  );

  test.each([
    ['any value', json],
    ['something like a request', near],
  ])('%s: an answer that parses, a known code, and nothing sent on a 400', async (_, values) => {
    await fc.assert(
      fc.asyncProperty(values as fc.Arbitrary<unknown>, fc.boolean(), async (event, guarded) => {
        const reply: Reply = ({ name }) =>
          name.includes('Stream')
            ? {
                $metadata: {},
                stream: streamOf({ messageStop: {} }),
                body: streamOf({ chunk: { bytes: Buffer.from('{}') } }),
              }
            : { ...ANSWER, body: Buffer.from('{}') };
        const { text, contentType, sent, log } = await run(event, { reply, settings: guarded ? GUARDED : SETTINGS });
        const failure =
          contentType === 'text/event-stream'
            ? parseEvents(text).find((part) => part.event === 'error')?.data
            : JSON.parse(text).error;
        if (failure) {
          const { code, status, issues } = failure as { code: string; status: number; issues: unknown[] };
          expect(CODES).toContain(code);
          expect(code).toBe('invalid_request');
          expect(status).toBe(400);
          expect(issues.length).toBeGreaterThan(0);
          expect(sent).toHaveLength(0);
        } else {
          expect(sent).toHaveLength(1);
          expect(log.outcome).toBe('ok');
          if (guarded) expect(JSON.stringify(sent[0]?.input)).toContain('"gr1"');
        }
      }),
      { numRuns: 300 },
    );
  });

  test('whatever is thrown: a row of the table', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.constantFrom(...OPERATIONS), async (thrown, operation) => {
        const { text, log } = await run(
          { operation, ...(operation.startsWith('c') ? { messages: MESSAGES } : { body: 1 }) },
          { reply: () => Promise.reject(thrown) },
        );
        expect(CODES).toContain(log.outcome);
        expect(operation.endsWith('Stream') ? parseEvents(text).length : Object.keys(JSON.parse(text)).length).toBe(1);
      }),
      { numRuns: 100 },
    );
  });
});
