import { ANSWER, assistant, type Block, type DatasetRow, LITE_2, QUESTION, schemaVersion, user } from './dataset-row';

const TOOL_SPEC = { name: 'count', description: 'Counts parcels', inputSchema: { json: { type: 'object' } } };
const toolConfig = { tools: [{ toolSpec: TOOL_SPEC }] };
const TWICE = { tools: [{ toolSpec: TOOL_SPEC }, { toolSpec: TOOL_SPEC }] };
const { name: _, ...UNNAMED } = TOOL_SPEC;
const { inputSchema: __, ...UNTYPED } = TOOL_SPEC;
const WRONG_TOOLS = [
  { tools: [] },
  TWICE,
  { tools: [{ toolSpec: UNNAMED }] },
  { tools: [{ toolSpec: UNTYPED }] },
  { tools: [{ toolSpec: { ...TOOL_SPEC, inputSchema: { json: {} } } }] },
  {},
];
const use = (others: Block = {}) => ({
  toolUse: { toolUseId: 'use-1', name: 'count', input: { ramp: 'north' }, ...others },
});
const result = (toolUseId = 'use-1') => ({ toolResult: { toolUseId, content: [{ text: 'eleven' }] } });
const tools = (first: Block, second: Block) => ({
  schemaVersion,
  toolConfig,
  messages: [user({ text: QUESTION }), assistant(first), user(second), assistant({ text: ANSWER })],
});
const TOOLS = ['sources-differ', 'sources-differ', 'sources-differ'];

/** Rows with tools. */
export const TOOL_ROWS: readonly DatasetRow[] = [
  {
    name: 'tools for Nova',
    row: tools(use(), result()),
    found: ['unknown-content', 'unknown-content', 'unknown-content'],
  },
  { name: 'tools for Nova 2', model: LITE_2, row: tools(use(), result()), found: TOOLS },
  {
    name: 'a result without a use',
    model: LITE_2,
    row: tools(use(), result('use-2')),
    found: [...TOOLS, 'wrong-field'],
  },
  ...['no tool', 'a name twice', 'no name', 'no schema', 'a schema without a type', 'no list'].map(
    (name, index): DatasetRow => ({
      name: `tools: ${name}`,
      model: LITE_2,
      row: { ...tools(use(), result()), toolConfig: WRONG_TOOLS[index] },
      found: [
        ...TOOLS,
        'wrong-field',
        ...(WRONG_TOOLS[index] === TWICE || name.includes('schema') ? [] : ['wrong-field']),
      ],
    }),
  ),
  {
    name: 'a tool without a description',
    model: LITE_2,
    row: { ...tools(use(), result()), toolConfig: { tools: [{ toolSpec: { ...TOOL_SPEC, description: ' ' } }] } },
    found: [...TOOLS, 'sources-differ'],
  },
  {
    name: 'reserved strings in the input and the result of a tool',
    model: LITE_2,
    row: tools(use({ input: { ramp: 'Bot: north' } }), {
      toolResult: { toolUseId: 'use-1', content: [{ text: 'eleven <image>' }] },
    }),
    found: [...TOOLS, 'reserved-variant', 'reserved-variant'],
  },
  {
    name: 'a tool that is not defined',
    model: LITE_2,
    row: tools(use({ name: 'weigh' }), result()),
    found: [...TOOLS, 'wrong-field'],
  },
  {
    name: 'a use by the user',
    model: LITE_2,
    row: tools({ text: ANSWER }, use()),
    found: ['sources-differ', 'sources-differ', 'wrong-field'],
  },
  {
    name: 'an address in a result',
    model: LITE_2,
    row: tools(use({ input: { to: 'one@example.org' } }), result()),
    found: [...TOOLS, 'e-mail'],
  },
];
