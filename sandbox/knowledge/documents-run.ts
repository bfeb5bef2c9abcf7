import { join } from 'node:path';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import type { Names } from '../../domain/deployment/names';
import { KNOWLEDGE_PREFIXES } from '../../domain/knowledge/prefixes';
import { OperatorError } from '../../domain/operator-error';
import type { Clients } from '../clients';
import { askDocuments, type DocumentAnswer } from './ask-documents';
import { type SyncEnd, syncDocuments } from './sync-documents';
import { uploadFolder } from './upload-folder';

export interface DocumentsOptions {
  readonly names: Names;
  readonly clients: Clients;
  /** Name of the embedding that answers. @default - the stand-in does not say */
  readonly embedding?: string | undefined;
  /** Folder of the sample collection. */
  readonly folder: string;
  readonly step: <T>(title: string, work: () => Promise<T>) => Promise<T>;
}

export interface DocumentsRun {
  readonly embedding: string | undefined;
  readonly syncs: readonly SyncEnd[];
  readonly answers: readonly DocumentAnswer[];
}

/** Questions about the sample collection, in both of its languages. The last document is then deleted. */
const QUESTIONS = [
  'How many weeks of parental leave can I take?',
  '출장비는 언제까지 신청해야 하나요?',
  'What do I do when a solvent spills in the laboratory?',
] as const;

/**
 * Uploads the sample documents, syncs them, asks about them, deletes the document of the last answer, syncs again and asks
 * again. @throws OperatorError if the deleted document is still found
 */
export async function runDocuments(
  { names, clients, embedding, folder, step }: DocumentsOptions,
  show: (text: string) => void,
): Promise<DocumentsRun> {
  const outputs = { ...(await outputsOf(names.stack('Knowledge'))), ...(await outputsOf(names.stack('Asking'))) };
  const { DocumentsBucketName: bucket = '', IngestionWorkflowArn: workflow = '' } = outputs;
  const syncs: SyncEnd[] = [];
  const answers: DocumentAnswer[] = [];

  const sync = async (title: string) => {
    const end = await step(title, () => syncDocuments(workflow, bucket, clients));
    syncs.push(end);
    show(`\n${syncText(end)}\n`);
  };
  const ask = async (question: string): Promise<DocumentAnswer> => {
    show(`\n$ ask the documents: "${question}"\n`);
    const answer = await askDocuments(names.knowledgeFunction, question, clients, show);
    answers.push(answer);
    return answer;
  };

  const documents = join(folder, KNOWLEDGE_PREFIXES.documents);
  await step('upload the sample documents', () =>
    uploadFolder(documents, bucket, KNOWLEDGE_PREFIXES.documents, clients),
  );
  show(`\nEmbeddings: ${embedding ?? 'of another stand-in'}\n`);
  await sync('sync the documents');
  let last: DocumentAnswer | undefined;
  for (const question of QUESTIONS) last = await ask(question);

  const source = last?.sources[0] ?? '';
  const key = source.replace(`s3://${bucket}/`, '');
  await step(`delete ${key}`, () => clients.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })));
  await sync('sync again');
  const after = await ask(QUESTIONS[QUESTIONS.length - 1] ?? '');
  if (!key || after.sources.includes(source)) {
    throw new OperatorError(
      'PB-SANDBOX-034',
      `${key || 'No document'} is ${key ? 'still found after it was deleted and synced' : 'found'}.`,
      'Read .sandbox/logs/stand-in-aws.log. If it fails again, report a bug of the sandbox.',
    );
  }
  show(`\n${key} is no longer found.\n`);
  return { embedding, syncs, answers };

  async function outputsOf(StackName: string): Promise<Readonly<Record<string, string>>> {
    const { Stacks: [stack] = [] } = await clients.cloudformation.send(new DescribeStacksCommand({ StackName }));
    return Object.fromEntries(
      (stack?.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]),
    );
  }
}

const syncText = ({ state, statistics }: SyncEnd): string => {
  const counts = Object.entries(statistics).filter(([, count]) => count > 0);
  return `${state}${counts.map(([name, count]) => `, ${count} ${words(name)}`).join('')}`;
};

/** `numberOfNewDocumentsIndexed` → `new documents indexed` */
const words = (name: string): string =>
  name
    .replace(/^numberOf/i, '')
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();
