/** Something wrong with a dataset, or worth a check. It never holds a piece of the data itself. */
export interface DatasetFinding {
  readonly code: FindingCode;
  /** Counted from 1. @default - the finding is about the whole file */
  readonly line?: number;
  /** Says what exactly, for example `the text of message 2 is empty`. */
  readonly message: string;
}

export type Severity = 'error' | 'warning';

/** Every code with its severity and remedy. Codes are stable: scripts that read `--json` may rely on them. */
export const CODES = {
  'bad-encoding': { severity: 'error', remedy: 'Save the file as UTF-8.' },
  'bad-json': { severity: 'error', remedy: 'Write one JSON object on each line.' },
  'binary-file': { severity: 'error', remedy: 'Use a JSON Lines text file. Decompress archives first.' },
  'byte-order-mark': { severity: 'error', remedy: 'Save the file as UTF-8 without BOM.' },
  'cut-short': { severity: 'error', remedy: 'Compress or upload the file again: its end is missing.' },
  'empty-file': { severity: 'error', remedy: 'Use a file with one labelled example on each line.' },
  'empty-line': { severity: 'error', remedy: 'Remove the line.' },
  'empty-text': { severity: 'error', remedy: 'Write a text, or remove the example.' },
  'file-name': {
    severity: 'error',
    remedy: 'Use only letters, digits, _ - . and /. End the name of a dataset with .jsonl.',
  },
  'image-and-video': { severity: 'error', remedy: 'Use one kind of media in a dataset: images, videos or documents.' },
  leakage: {
    severity: 'error',
    remedy: 'Remove it from the validation set: it makes the validation loss meaningless.',
  },
  'line-too-long': { severity: 'error', remedy: 'Shorten the example. Store media in S3, not in the line.' },
  'media-format': { severity: 'error', remedy: 'Convert it to a format that this model takes.' },
  'media-elsewhere': { severity: 'error', remedy: 'Store it there: a job reads no other place.' },
  'mixed-buckets': { severity: 'error', remedy: 'Store all media in the bucket of the dataset.' },
  'mixed-formats': { severity: 'error', remedy: 'Write all examples in one format.' },
  'mixed-owners': { severity: 'error', remedy: 'Name one bucketOwner: all media are in one bucket.' },
  'no-validation-set': { severity: 'error', remedy: 'Omit the validation set for this model.' },
  'reserved-string': { severity: 'error', remedy: 'Rephrase it: a prompt with this string fails the job.' },
  'too-few-records': { severity: 'error', remedy: 'Add examples.' },
  'too-long': { severity: 'error', remedy: 'Shorten the example.' },
  'too-many-media': { severity: 'error', remedy: 'Remove images or videos from the example.' },
  'too-many-records': { severity: 'error', remedy: 'Remove examples, or request a higher quota if there is one.' },
  'unknown-content': { severity: 'error', remedy: 'Use only content that this model is trained with.' },
  'utf-16': { severity: 'error', remedy: 'Save the file as UTF-8.' },
  'wrong-field': { severity: 'error', remedy: 'See the format of this model in docs/fine-tuning.md.' },
  'wrong-format': { severity: 'error', remedy: 'See the format of this model in docs/fine-tuning.md.' },
  'wrong-order': { severity: 'error', remedy: 'Begin with the user, alternate, and end with the assistant.' },
  'wrong-role': { severity: 'error', remedy: 'Use user and assistant. Put instructions into system.' },
  'card-number': { severity: 'warning', remedy: 'Remove personal data: models can repeat their training data.' },
  'carriage-return': { severity: 'warning', remedy: 'End lines with LF only.' },
  compressed: { severity: 'warning', remedy: 'Decompress it before the upload: a job reads plain JSON Lines.' },
  duplicate: { severity: 'warning', remedy: 'Keep one of them: a repeated example weighs more than the others.' },
  'e-mail': { severity: 'warning', remedy: 'Remove personal data: models can repeat their training data.' },
  'few-records': { severity: 'warning', remedy: 'Add examples: more are recommended for a harder task.' },
  'id-number': { severity: 'warning', remedy: 'Remove personal data: models can repeat their training data.' },
  'media-unplaced': { severity: 'warning', remedy: 'Name the bucket of the dataset: --bucket.' },
  'near-duplicate': {
    severity: 'warning',
    remedy: 'Keep one of them, unless the difference is what the model must learn.',
  },
  'near-leakage': { severity: 'warning', remedy: 'Check whether the validation set still measures anything.' },
  'phone-number': { severity: 'warning', remedy: 'Remove personal data: models can repeat their training data.' },
  'reserved-variant': {
    severity: 'warning',
    remedy: 'Rephrase it: AWS’s own script refuses it in any case and any text.',
  },
  'sources-differ': { severity: 'warning', remedy: 'Avoid it: one of AWS’s guides or scripts refuses it.' },
  'too-long-perhaps': {
    severity: 'warning',
    remedy: 'Shorten the example, or check it with the tokenizer of the model.',
  },
  'unread-field': { severity: 'warning', remedy: 'Remove it, or correct its name: a job ignores it.' },
} as const satisfies Record<string, { readonly severity: Severity; readonly remedy: string }>;

export type FindingCode = keyof typeof CODES;

export const isError = (code: FindingCode): boolean => CODES[code].severity === 'error';
