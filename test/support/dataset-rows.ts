/** Row that takes the place of line 17 in a file of valid examples, and the codes that must be found in that line. */
export interface DatasetRow {
  readonly name: string;
  /** @default amazon.nova-lite-v1:0 */
  readonly model?: string;
  /** @default good-nova.jsonl */
  readonly file?: string;
  readonly row: unknown;
  readonly found: readonly string[];
}

export const LITE = 'amazon.nova-lite-v1:0';
export const MICRO = 'amazon.nova-micro-v1:0';
export const LITE_2 = 'amazon.nova-2-lite-v1:0';

const QUESTION = 'How many parcels are on the loading ramp of the northern warehouse?';
const ANSWER = 'There are eleven parcels, two of which are damaged.';

type Block = Readonly<Record<string, unknown>>;

const user = (...content: readonly Block[]) => ({ role: 'user', content });
const assistant = (...content: readonly Block[]) => ({ role: 'assistant', content });
const schemaVersion = 'bedrock-conversation-2024';
const row = (
  question: readonly Block[],
  answer: readonly Block[] = [{ text: ANSWER }],
  others: Block = { schemaVersion },
) => ({
  ...others,
  messages: [user(...question), assistant(...answer)],
});
const asks = (text: string) => row([{ text }]);
const answers = (text: string) => row([{ text: QUESTION }], [{ text }]);

const location = (name: string, others: Block = {}) => ({
  s3Location: { uri: `s3://datasets-bucket/datasets/${name}`, bucketOwner: '111122223333', ...others },
});
const image = (format = 'png', name = 'parcels.png') => ({ image: { format, source: location(name) } });
const video = (format = 'mp4') => ({ video: { format, source: location('parcels.mp4') } });
const pdf = { document: { format: 'pdf', source: location('parcels.pdf') } };
const images = (count: number) => Array.from({ length: count }, (_, index) => image('png', `${index}.png`));

const toolConfig = {
  tools: [{ toolSpec: { name: 'count', description: 'Counts parcels', inputSchema: { json: { type: 'object' } } } }],
};
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

/** Rows that AWS publishes as samples, or that its script accepts. */
const FIT: readonly DatasetRow[] = [
  { name: 'no schemaVersion', row: row([{ text: QUESTION }], undefined, {}), found: [] },
  { name: 'schemaVersion null', row: row([{ text: QUESTION }], undefined, { schemaVersion: null }), found: [] },
  { name: 'any schemaVersion', row: row([{ text: QUESTION }], undefined, { schemaVersion: '' }), found: [] },
  { name: 'system null', row: row([{ text: QUESTION }], undefined, { system: null }), found: [] },
  { name: 'system empty', row: row([{ text: QUESTION }], undefined, { system: [] }), found: [] },
  { name: 'an empty text in system', row: row([{ text: QUESTION }], undefined, { system: [{ text: '' }] }), found: [] },
  { name: 'an id', row: row([{ text: QUESTION }], undefined, { id: 'parcel-17' }), found: [] },
  { name: 'an id that is null', row: row([{ text: QUESTION }], undefined, { id: null, source: null }), found: [] },
  { name: 'members that are null', row: row([{ text: QUESTION, image: null, video: null }]), found: [] },
  { name: 'an empty text beside a text', row: row([{ text: '' }, { text: QUESTION }]), found: [] },
  { name: 'an empty text beside an image', row: row([{ text: '' }, image()]), found: [] },
  { name: 'an image without a text', row: row([image()]), found: [] },
  { name: 'ten images', row: row([{ text: QUESTION }, ...images(10)]), found: [] },
  {
    name: 'no bucketOwner',
    row: row([{ image: { format: 'png', source: location('a.png', { bucketOwner: null }) } }]),
    found: [],
  },
  {
    name: 'reasoning',
    model: LITE_2,
    row: row(
      [{ text: QUESTION }],
      [{ reasoningContent: { reasoningText: { text: 'I count them.' } } }, { text: ANSWER }],
    ),
    found: [],
  },
];

const RESERVED: readonly DatasetRow[] = [
  { name: 'User: in a prompt', row: asks('User: hello there'), found: ['reserved-string'] },
  { name: 'user: in a prompt', row: asks('user: hello there'), found: ['reserved-variant'] },
  { name: 'uSeR: in a prompt', row: asks('uSeR: hello there'), found: ['reserved-variant'] },
  { name: 'USER: in a prompt', row: asks('hello USER: there'), found: ['reserved-variant'] },
  { name: 'a word that ends like one', row: asks('the superuser: a riddle'), found: ['reserved-variant'] },
  { name: 'both forms once', row: asks('user: and User: and user:'), found: ['reserved-string'] },
  {
    name: 'labels in an answer',
    row: answers('User: hi\nBot: hello'),
    found: ['reserved-variant', 'reserved-variant'],
  },
  { name: 'Thought: in a prompt', row: asks('Thought: it may rain'), found: ['reserved-variant'] },
  { name: '<unk> in an answer', row: answers('an <unk> token'), found: ['reserved-variant'] },
  { name: '[EOS] in an answer', row: answers('the end [EOS]'), found: ['reserved-variant'] },
  { name: '[eos] in a prompt', row: asks('the end [eos]'), found: ['reserved-variant'] },
  { name: '<Image> in a prompt', row: asks('see <Image>'), found: ['reserved-variant'] },
  {
    name: 'system: in system',
    row: row([{ text: QUESTION }], undefined, { system: [{ text: 'system: be brief' }] }),
    found: ['reserved-variant'],
  },
  {
    name: 'assistant: in reasoning',
    model: LITE_2,
    row: row(
      [{ text: QUESTION }],
      [{ reasoningContent: { reasoningText: { text: 'assistant: think' } } }, { text: ANSWER }],
    ),
    found: ['reserved-variant'],
  },
  { name: 'colons and brackets that are none', row: asks('this: a <b> [x] users : robot, see system :'), found: [] },
];

const MEDIA: readonly DatasetRow[] = [
  {
    name: 'two videos',
    row: row([{ text: QUESTION }, video(), video()]),
    found: ['too-many-media', 'too-long-perhaps'],
  },
  {
    name: 'two videos in two messages',
    row: {
      schemaVersion,
      messages: [user(video()), assistant({ text: ANSWER }), user(video()), assistant({ text: ANSWER })],
    },
    found: ['too-many-media', 'too-long-perhaps'],
  },
  { name: 'eleven images', row: row([{ text: QUESTION }, ...images(11)]), found: ['too-many-media'] },
  {
    name: 'twelve images in two messages',
    row: {
      schemaVersion,
      messages: [user(...images(6)), assistant({ text: ANSWER }), user(...images(6)), assistant({ text: ANSWER })],
    },
    found: ['sources-differ'],
  },
  { name: 'bmp', row: row([image('bmp')]), found: ['media-format'] },
  { name: 'jpg', row: row([image('jpg')]), found: ['media-format'] },
  { name: 'PNG', row: row([image('PNG')]), found: ['sources-differ'] },
  { name: 'webp for Nova', row: row([image('webp')]), found: [] },
  { name: 'webp for Nova 2', model: LITE_2, row: row([image('webp')]), found: ['sources-differ'] },
  { name: 'avi', row: row([video('avi')]), found: ['media-format'] },
  { name: 'webm for Nova 2', model: LITE_2, row: row([video('webm')]), found: ['sources-differ'] },
  { name: 'a document for Nova', row: row([pdf]), found: ['sources-differ'] },
  { name: 'a document for Nova Micro', model: MICRO, row: row([pdf]), found: ['unknown-content'] },
  { name: 'a text and an image in one block', row: row([{ text: QUESTION, ...image() }]), found: ['sources-differ'] },
  {
    name: 'the same for Nova Micro',
    model: MICRO,
    row: row([{ text: QUESTION, ...image() }]),
    found: ['sources-differ', 'unknown-content'],
  },
  { name: 'a space in a URI', row: row([image('png', 'my parcels.png')]), found: ['file-name'] },
  { name: 'parentheses in a URI', row: row([image('png', 'parcels(1).png')]), found: ['file-name'] },
  {
    name: 'a URI without a key',
    row: row([{ image: { format: 'png', source: { s3Location: { uri: 's3://datasets-bucket' } } } }]),
    found: ['file-name'],
  },
  {
    name: 'bytes instead of a URI',
    row: row([{ image: { format: 'png', source: { bytes: 'iVBORw0KGgo=' } } }]),
    found: ['wrong-field'],
  },
  { name: 'no format', row: row([{ image: { source: location('a.png') } }]), found: ['wrong-field'] },
  {
    name: 'a placeholder as bucketOwner',
    row: row([{ image: { format: 'png', source: location('a.png', { bucketOwner: 'your-account' }) } }]),
    found: ['sources-differ'],
  },
  {
    name: 'another bucket',
    file: 'good-images.jsonl',
    row: row([{ image: { format: 'png', source: location('', { uri: 's3://other-bucket/a.png' }) } }]),
    found: ['mixed-buckets'],
  },
  {
    name: 'another owner',
    file: 'good-images.jsonl',
    row: row([{ image: { format: 'png', source: location('a.png', { bucketOwner: '444455556666' }) } }]),
    found: ['mixed-owners'],
  },
];

const CONTENT: readonly DatasetRow[] = [
  { name: 'no text at all', row: row([{ text: ' ' }, { text: '' }]), found: ['empty-text'] },
  { name: 'an empty answer', row: answers(''), found: ['empty-text'] },
  {
    name: 'reasoning without an answer',
    model: LITE_2,
    row: row([{ text: QUESTION }], [{ reasoningContent: { reasoningText: { text: 'I count them.' } } }]),
    found: ['empty-text'],
  },
  { name: 'a text that is a number', row: row([{ text: 5 }]), found: ['wrong-field'] },
  { name: 'an unknown kind', row: row([{ audio: { format: 'mp3' } }]), found: ['unknown-content'] },
  { name: 'a block that is a text', row: row(['hello' as unknown as Block]), found: ['unknown-content'] },
  {
    name: 'a field that no job reads',
    row: row([{ text: QUESTION }], undefined, { sytem: [{ text: 'be brief' }] }),
    found: ['unread-field'],
  },
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
];

const PERSONAL: readonly DatasetRow[] = [
  { name: 'a Korean resident number', row: asks('My number is 900101-1234568.'), found: ['id-number'] },
  { name: 'a phone number in an answer', row: answers('Call +82-10-1234-5678.'), found: ['phone-number'] },
  {
    name: 'an address in a result',
    model: LITE_2,
    row: tools(use({ input: { to: 'one@example.org' } }), result()),
    found: [...TOOLS, 'e-mail'],
  },
  { name: 'Korean text as escapes', row: asks('주민등록번호는 900101-1234568입니다'), found: ['id-number'] },
];

export const DATASET_ROWS = [...FIT, ...RESERVED, ...MEDIA, ...CONTENT, ...PERSONAL];
