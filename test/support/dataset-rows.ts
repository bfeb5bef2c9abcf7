import {
  ANSWER,
  answers,
  asks,
  assistant,
  type Block,
  type DatasetRow,
  image,
  images,
  LITE_2,
  location,
  MICRO,
  pdf,
  QUESTION,
  row,
  schemaVersion,
  user,
  video,
} from './dataset-row';
import { TOOL_ROWS } from './dataset-tool-rows';

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
  ...['\u00a0', '\u3000\u3000', '\u200b', '\ufeff ', '\u2003\n'].map(
    (text): DatasetRow => ({
      name: `an answer of white space, ${text.codePointAt(0)?.toString(16)}`,
      row: answers(text),
      found: ['empty-text'],
    }),
  ),
  { name: 'white space around an answer', row: answers('\u3000yes\u00a0'), found: [] },
];

const PERSONAL: readonly DatasetRow[] = [
  { name: 'a Korean resident number', row: asks('My number is 900101-1234568.'), found: ['id-number'] },
  { name: 'a phone number in an answer', row: answers('Call +82-10-1234-5678.'), found: ['phone-number'] },
  { name: 'Korean text as escapes', row: asks('주민등록번호는 900101-1234568입니다'), found: ['id-number'] },
];

export const DATASET_ROWS = [...FIT, ...RESERVED, ...MEDIA, ...CONTENT, ...TOOL_ROWS, ...PERSONAL];
