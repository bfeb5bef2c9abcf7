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

export const QUESTION = 'How many parcels are on the loading ramp of the northern warehouse?';
export const ANSWER = 'There are eleven parcels, two of which are damaged.';

export type Block = Readonly<Record<string, unknown>>;

export const user = (...content: readonly Block[]) => ({ role: 'user', content });
export const assistant = (...content: readonly Block[]) => ({ role: 'assistant', content });
export const schemaVersion = 'bedrock-conversation-2024';
export const row = (
  question: readonly Block[],
  answer: readonly Block[] = [{ text: ANSWER }],
  others: Block = { schemaVersion },
) => ({
  ...others,
  messages: [user(...question), assistant(...answer)],
});
export const asks = (text: string) => row([{ text }]);
export const answers = (text: string) => row([{ text: QUESTION }], [{ text }]);

export const location = (name: string, others: Block = {}) => ({
  s3Location: { uri: `s3://datasets-bucket/datasets/${name}`, bucketOwner: '111122223333', ...others },
});
export const image = (format = 'png', name = 'parcels.png') => ({ image: { format, source: location(name) } });
export const video = (format = 'mp4') => ({ video: { format, source: location('parcels.mp4') } });
export const pdf = { document: { format: 'pdf', source: location('parcels.pdf') } };
export const images = (count: number) => Array.from({ length: count }, (_, index) => image('png', `${index}.png`));
