/** Every reason why a document is not indexed as it is, with its remedy. Codes are stable. */
export const DOCUMENT_CODES = {
  'document-archived':
    'Restore it, or upload it again: S3 does not return an object in GLACIER or DEEP_ARCHIVE, and Bedrock cannot read it.',
  'document-empty': 'Upload the document again: it has no content.',
  'document-format': 'Convert it to csv, doc, docx, htm, html, md, pdf, txt, xls or xlsx.',
  'document-name-too-long':
    'Shorten its name: a document has at most 1,010 bytes with its folders, since its sidecar needs the rest.',
  'document-too-large': 'Split it: a document has at most 50 MB.',
  'sidecar-alone': 'Upload the document that it describes, or delete it.',
  'sidecar-attribute':
    'Use attributes with a name of 1 to 100 characters, and a string, number, true, false or list of 1 to 10 strings as value.',
  'sidecar-beside':
    'Put it within metadataAttributes, or remove it: a sidecar has metadataAttributes and documentStructureConfiguration alone.',
  'sidecar-columns':
    'List the columns that are metadata in fieldsToInclude, without allowedGroups: a row must not say who may see it.',
  'sidecar-groups':
    'Set allowedGroups, spelt so and within metadataAttributes, to a list of 1 to 10 names of groups, or to ["everyone"].',
  'sidecar-hidden':
    'Upload a sidecar without the mistake in brackets: the check has put one in its place that hides the document. The bucket keeps the version before.',
  'sidecar-not-read':
    'Name the file in brackets <document>.metadata.json, or otherwise: it seems to describe the document, and nothing reads it. Nobody sees the document until then.',
  'sidecar-repeated-name': 'Write each name once: which of the two values Bedrock takes is not known.',
  'sidecar-not-readable':
    'Upload it again: it cannot be read, for the reason in brackets, such as an archive or another key. Nobody sees the document until then.',
  'sidecar-too-large': 'Shorten it: a sidecar has at most 10 KB, and at most 35 attributes of 1 KB in all.',
  'sidecar-unknown-group': 'Use a group of an audience in the row: nobody can see the document now.',
  'sidecar-unreadable': 'Write a JSON object with the object metadataAttributes.',
} as const;

export type DocumentCode = keyof typeof DOCUMENT_CODES;

/** Reason why a document is not indexed as it is. */
export interface DocumentProblem {
  readonly code: DocumentCode;
  /** Name of the attribute, column or group with the mistake. @default - the code says it all */
  readonly about?: string;
}

/** A document that is not indexed, or that nobody can see. It never holds a piece of the content. */
export interface DocumentFinding extends DocumentProblem {
  /** Key of the object. */
  readonly key: string;
}
