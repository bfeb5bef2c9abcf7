import { join, relative } from 'node:path';
import type { KnowledgeConfig } from '../../domain/deployment/config/knowledge-config';
import { isDelegating } from '../../domain/deployment/knowledge-settings';
import { Names } from '../../domain/deployment/names/names';
import type { Expected } from '../read-back/expected';
import type { Sandbox } from '../sandbox';
import { embeddingOf, nameAgentAlias } from '../stand-in/stand-in-aws';
import { type DocumentsRun, runDocuments } from './documents-run';

/** Syncs the sample documents by the deployed workflow, and asks the deployed function about them. */
export async function documentsRow(
  sandbox: Sandbox,
  row: { readonly deployment: string; readonly region: string; readonly knowledge: KnowledgeConfig },
  expected: Expected,
  show: (text: string) => void,
): Promise<DocumentsRun> {
  const { region, knowledge } = row;
  const names = new Names(row.deployment, region);
  const delegated = isDelegating({ knowledge }) ? [names.delegatedFunction] : [];
  const functions = [names.knowledgeFunction, names.ingestion, ...delegated];
  const { local, standIn, folder, command, whileAlive } = await sandbox.startServices('documents', functions, expected);
  if (knowledge.agentAlias) await nameAgentAlias(standIn, { region, ...knowledge.agentAlias });
  const embedding = await embeddingOf(standIn);
  const options = {
    ...{ embedding, knowledge, folder: relative('.', join(folder, 'documents')) },
    command: (args: readonly string[]) => command(args, show),
    settled: () => local.settled(),
  };
  return whileAlive(runDocuments(options, show));
}
