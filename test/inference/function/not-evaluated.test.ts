import { readFileSync } from 'node:fs';
import { readRequest } from '../../../lambda/inference/request/request';
import { fieldsOf, GUARDED } from '../../support/inference-run';
import { issuesOf } from '../../support/request-issues';

const section = readFileSync('docs/inference.md', 'utf8')
  .split('## What a guardrail does not evaluate')[1]
  ?.split('\n## ')[0] as string;
const disclosed = section
  .split(/^- \*\*/m)
  .slice(1)
  .map((text) => `**${text}`.split('\n\n')[0] as string);

const user = (...content: object[]) => ({ role: 'user', content: [...content, { text: 'Sum it up.' }] });
const bytes = 'AAAA';
const converse = (fields: object) => ({ operation: 'converse', messages: [user()], ...fields });
const tool = { name: 'look', toolUseId: 't1' };

/** Parts of requests that AWS does not promise to evaluate, by the words that disclose them. */
const PARTS: readonly (readonly [words: RegExp, part: string, event: object])[] = [
  [
    /^\*\*Tools, with Converse/,
    'the result of a tool',
    converse({
      messages: [
        user(),
        { role: 'assistant', content: [{ toolUse: { ...tool, input: {} } }] },
        { role: 'user', content: [{ toolResult: { toolUseId: 't1', content: [{ text: 'x' }] } }] },
      ],
      toolConfig: { tools: [{ toolSpec: { name: 'look', inputSchema: { json: { type: 'object' } } } }] },
    }),
  ],
  [/^\*\*The system prompt, with Converse/, 'the system prompt', converse({ system: [{ text: 'Be brief.' }] })],
  [/^\*\*Prompt attacks, with InvokeModel/, 'a prompt', { operation: 'invokeModel', body: { prompt: 'x' } }],
  [/^\*\*Images\*\*/, 'an image', converse({ messages: [user({ image: { format: 'png', source: { bytes } } })] })],
  [
    /^\*\*Messages with the role `system`\*\*.*`messages` of Converse/s,
    'a message with the role system',
    converse({ messages: [{ role: 'system', content: [{ text: 'x' }] }, user()] }),
  ],
  [
    /^\*\*Messages with the role `system`\*\*.*`body` of InvokeModel/s,
    'a message with the role system in a body',
    { operation: 'invokeModel', body: { messages: [{ role: 'system', content: 'x' }] } },
  ],
  [
    /^\*\*Reasoning.*`thinking` in `additionalModelRequestFields`/s,
    'a request for reasoning',
    converse({ additionalModelRequestFields: { thinking: { type: 'enabled', budget_tokens: 1024 } } }),
  ],
  [
    /^\*\*Reasoning.*`reasoningContent`/s,
    'reasoning that is sent back',
    converse({
      messages: [
        user(),
        { role: 'assistant', content: [{ reasoningContent: { reasoningText: { text: 'x' } } }, { text: 'y' }] },
        user(),
      ],
    }),
  ],
  [
    /^\*\*Documents and videos/,
    'a document',
    converse({ messages: [user({ document: { format: 'pdf', name: 'report', source: { bytes } } })] }),
  ],
  [
    /^\*\*Documents and videos/,
    'a video',
    converse({ messages: [user({ video: { format: 'mp4', source: { bytes } } })] }),
  ],
];

describe('what a guardrail does not evaluate', () => {
  test.each(PARTS)('%s: docs/inference.md discloses %s, which passes with the guardrail', (words, _, event) => {
    expect(disclosed.filter((text) => words.test(text))).toHaveLength(1);
    expect(issuesOf(event, GUARDED)).toEqual([]);
    expect(JSON.stringify(fieldsOf(readRequest(event, GUARDED)))).toContain('"guardrailIdentifier":"gr1"');
  });

  test.each(disclosed)('has a source of AWS, or says that AWS does not say: %s', (text) => {
    expect(text).toMatch(/https:\/\/docs\.aws\.amazon\.com\/bedrock\/|\(same page\)|AWS\s+does not say/);
    expect(PARTS.filter(([words]) => words.test(text))).not.toEqual([]);
  });
});
