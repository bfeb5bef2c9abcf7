import { issuesOf, pathsOf } from '../../support/request-issues';

const user = (...content: object[]) => ({ role: 'user', content });
const assistant = (...content: object[]) => ({ role: 'assistant', content });
const text = (words: string) => ({ text: words });
const use = (toolUseId: string, more: object = {}) => ({ toolUse: { toolUseId, name: 'f', input: {}, ...more } });
const result = (toolUseId: string, more: object = {}) => ({
  toolResult: { toolUseId, content: [{ json: { ok: true } }], ...more },
});

const file = (name: string) => ({ document: { name, format: 'txt', source: { text: 'x' } } });

const pathsIn = (...messages: object[]) => pathsOf({ operation: 'converse', messages });
const start = user(text('go'));

describe('a conversation that Bedrock would refuse is refused before it is sent', () => {
  test.each<[string, readonly object[], readonly string[]]>([
    ['a user alone', [start], []],
    ['an assistant first', [assistant(text('a')), start], ['messages[0].role']],
    [
      'an assistant after a system message',
      [{ role: 'system', content: [text('s')] }, assistant(text('a'))],
      ['messages[1].role'],
    ],
    ['empty text', [user(text(''))], ['messages[0].content[0].text']],
    [
      'blank text of either role',
      [user(text(' \n\t')), assistant(text('　'))],
      ['messages[0].content[0].text', 'messages[1].content[0].text'],
    ],
    ['a tool, its result', [start, assistant(use('a')), user(result('a'))], []],
    [
      'two tools, both results in any order',
      [start, assistant(use('a'), use('b')), user(result('b'), result('a'))],
      [],
    ],
    ['a tool at the end, which the caller is about to run', [start, assistant(use('a'))], []],
    ['one of two results', [start, assistant(use('a'), use('b')), user(result('a'))], ['messages[2].content']],
    ['no result', [start, assistant(use('a')), user(text('and?'))], ['messages[2].content']],
    [
      'results in two messages',
      [start, assistant(use('a'), use('b')), user(result('a')), user(result('b'))],
      ['messages[2].content', 'messages[3].content[0].toolResult.toolUseId'],
    ],
    ['a result without a tool', [user(result('a'))], ['messages[0].content[0].toolResult.toolUseId']],
    [
      'a result of a tool two messages before',
      [start, assistant(use('a')), user(result('a')), assistant(text('b')), user(result('a'))],
      ['messages[4].content[0].toolResult.toolUseId'],
    ],
    [
      'a result with another id',
      [start, assistant(use('a')), user(result('b'))],
      ['messages[2].content[0].toolResult.toolUseId', 'messages[2].content'],
    ],
    ['two tools with one id', [start, assistant(use('a'), use('a')), user(result('a'))], ['messages[1].content']],
    [
      'the same id in another turn',
      [start, assistant(use('a')), user(result('a')), assistant(use('a')), user(result('a'))],
      [],
    ],
    [
      'a name of a document twice, one of them from a tool',
      [
        user(file('a'), text('read'), file('b')),
        assistant(use('t')),
        user(result('t', { content: [file('b')] }), file('a')),
      ],
      ['messages[2].content[0].toolResult.content[0].document.name', 'messages[2].content[1].document.name'],
    ],
    [
      'a result twice',
      [start, assistant(use('a')), user(result('a'), result('a'))],
      ['messages[2].content[1].toolResult.toolUseId'],
    ],
    [
      "the model's own tool, which answers within its message",
      [start, assistant(use('a', { type: 'server_tool_use' }), result('a'), text('done')), user(text('thanks'))],
      [],
    ],
    [
      'a result that is a list',
      [start, assistant(use('a')), user(result('a', { content: [{ json: [1] }] }))],
      ['messages[2].content[0].toolResult.content[0].json'],
    ],
    [
      'a result that is text',
      [start, assistant(use('a')), user(result('a', { content: [{ json: 'x' }] }))],
      ['messages[2].content[0].toolResult.content[0].json'],
    ],
    [
      'an input that is a list',
      [start, assistant(use('a', { input: [] })), user(result('a'))],
      ['messages[1].content[0].toolUse.input'],
    ],
    [
      'a tool name with spaces',
      [start, assistant(use('a', { name: 'my tool' })), user(result('a'))],
      ['messages[1].content[0].toolUse.name'],
    ],
    ['no content', [start, assistant()], ['messages[1].content']],
  ])('%s', (_, messages, paths) => {
    expect(pathsIn(...messages)).toEqual(paths);
  });

  test('blank system text, a schema and model fields that are no objects', () => {
    const converse = (more: object) => pathsOf({ operation: 'converse', messages: [start], ...more });
    expect(converse({ system: [text('s'), text(' ')] })).toEqual(['system[1].text']);
    const toolSpec = { name: 'f', inputSchema: { json: 'object' } };
    expect(converse({ toolConfig: { tools: [{ toolSpec }] } })).toEqual([
      'toolConfig.tools[0].toolSpec.inputSchema.json',
    ]);
    expect(converse({ additionalModelRequestFields: [] })).toEqual(['additionalModelRequestFields']);
  });

  test.each([
    ['Report 2026 (final) [v2]', 0],
    ['a-b', 0],
    ['x'.repeat(200), 0],
    ['x'.repeat(201), 1],
    ['report.pdf', 1],
    ['two  spaces', 1],
    ['under_score', 1],
    ['보고서', 1],
    ['', 1],
  ])('document name %j has %i issues', (name, count) => {
    const document = { document: { name, format: 'txt', source: { text: 'x' } } };
    expect(issuesOf({ operation: 'converse', messages: [user(document, text('read'))] })).toHaveLength(count);
  });

  test('an issue never repeats an id or a text', () => {
    const messages = [assistant(text('SECRET')), user(result('SECRET'))];
    const issues = issuesOf({ operation: 'converse', messages });
    expect(issues).toHaveLength(2);
    expect(issues.join()).not.toContain('SECRET');
  });
});
