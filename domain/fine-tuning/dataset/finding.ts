/** Something wrong, or worth a look, in a dataset. It never holds a piece of the data itself. */
export interface Finding {
  readonly code: Code;
  /** From 1 on. @default - it is about the file, not about a line */
  readonly line?: number;
  /** What exactly, such as `the text of message 2 is empty`. */
  readonly what: string;
}

export type Severity = 'error' | 'warning';

/** Every code, which stays as it is for those who read `--json`: how bad it is, and what to do. */
export const CODES = {
  'bad-json': { severity: 'error', remedy: 'Write one JSON object on each line.' },
  'bad-encoding': { severity: 'error', remedy: 'Save the file as UTF-8.' },
  'binary-file': { severity: 'error', remedy: 'Give a file of JSON Lines as text; gunzip a compressed one.' },
  'byte-order-mark': { severity: 'error', remedy: 'Save the file as UTF-8 without BOM.' },
  'cut-short': { severity: 'error', remedy: 'Upload or compress the file again: its end is missing.' },
  'empty-file': { severity: 'error', remedy: 'Give a file with labelled examples, one on each line.' },
  'empty-line': { severity: 'error', remedy: 'Take the line out.' },
  'empty-text': { severity: 'error', remedy: 'Write a text, or take the example out.' },
  'file-name': { severity: 'error', remedy: 'Use letters, digits, _ - . and / only.' },
  'image-and-video': { severity: 'error', remedy: 'Train with images or with videos: one dataset each.' },
  leakage: { severity: 'error', remedy: 'Take it out of the validation set, or it tells you nothing.' },
  'line-too-long': { severity: 'error', remedy: 'Shorten the example: media belong into S3, not into the line.' },
  'media-elsewhere': { severity: 'error', remedy: 'Put it there: a job reads nothing else.' },
  'mixed-formats': { severity: 'error', remedy: 'Write all examples in one format.' },
  'no-validation-set': { severity: 'error', remedy: 'Leave the validation set away for this model.' },
  'reserved-string': { severity: 'error', remedy: 'Write it differently: such a prompt fails the job.' },
  'too-few-records': { severity: 'error', remedy: 'Add examples.' },
  'too-long': { severity: 'error', remedy: 'Shorten the example.' },
  'too-many-records': { severity: 'error', remedy: 'Take examples out, or have the quota raised where there is one.' },
  'unknown-content': { severity: 'error', remedy: 'Use what this model is trained with.' },
  'utf-16': { severity: 'error', remedy: 'Save the file as UTF-8.' },
  'wrong-field': { severity: 'error', remedy: 'See the format of this model in docs/fine-tuning.md.' },
  'wrong-format': { severity: 'error', remedy: 'See the format of this model in docs/fine-tuning.md.' },
  'wrong-order': { severity: 'error', remedy: 'Begin with the user, take turns, end with the assistant.' },
  'wrong-role': { severity: 'error', remedy: 'Use user and assistant; instructions belong into system.' },
  'card-number': { severity: 'warning', remedy: 'What a model is trained with it can say: take personal data out.' },
  'carriage-return': { severity: 'warning', remedy: 'End lines with LF alone.' },
  compressed: { severity: 'warning', remedy: 'Gunzip it before you upload it: a job reads JSON Lines as text.' },
  duplicate: { severity: 'warning', remedy: 'Keep one: a repeated example weighs more than the others.' },
  'e-mail': { severity: 'warning', remedy: 'What a model is trained with it can say: take personal data out.' },
  'few-records': { severity: 'warning', remedy: 'Twenty change a style; for a harder task give 100 or more.' },
  'id-number': { severity: 'warning', remedy: 'What a model is trained with it can say: take personal data out.' },
  'media-unplaced': { severity: 'warning', remedy: 'Say in which bucket the dataset will lie: --bucket.' },
  'near-duplicate': { severity: 'warning', remedy: 'Keep one, unless the difference is what is to be learned.' },
  'near-leakage': { severity: 'warning', remedy: 'Look whether the validation set still tells you something.' },
} as const satisfies Record<string, { readonly severity: Severity; readonly remedy: string }>;

export type Code = keyof typeof CODES;

export const isError = (code: Code): boolean => CODES[code].severity === 'error';
