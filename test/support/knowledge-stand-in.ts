import { join } from 'node:path';
import { GetIngestionJobCommand, type IngestionJob, StartIngestionJobCommand } from '@aws-sdk/client-bedrock-agent';
import {
  BedrockAgentRuntimeClient,
  type RetrievalFilter,
  RetrieveCommand,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { clientConfig } from '../../cli/aws/client-config';
import { type Clients, sandboxClients } from '../../sandbox/clients';
import { withoutAws } from '../../sandbox/environment';
import { Processes } from '../../sandbox/process/processes';
import { pythonWithMoto } from '../../sandbox/stand-in/python';
import { startStandInAws } from '../../sandbox/stand-in/stand-in-aws';
import { knowledgeTemplate } from './knowledge-template';

const FOLDER = '.sandbox';
const REGION = 'us-east-1';

export const TEXTS = {
  'documents/leave.md': 'Employees receive twenty-five days of paid leave each year.',
  'documents/spill.txt': 'Report every spill of a solvent to the laboratory manager, and open a window.',
  'documents/board.html': '<html><script>no()</script><p>The board meets on the first Monday of a month.</p></html>',
} as const;

/** Attributes of the document of the board. The others have none. */
const ATTRIBUTES = {
  allowedGroups: ['board', 'finance'],
  year: 2026,
  open: { value: { type: 'BOOLEAN', booleanValue: false } },
  kind: 'calendar',
};

/** Stand-in for AWS with a knowledge base over three documents, in the stack `facts`. */
export class KnowledgeStandIn {
  private readonly processes = new Processes(join(FOLDER, 'logs'));
  url = '';
  ids = { knowledgeBaseId: '', dataSourceId: '' };
  clients!: Clients;
  runtime!: BedrockAgentRuntimeClient;

  async start(): Promise<void> {
    const env = withoutAws(process.env);
    const { signal } = new AbortController();
    const { processes } = this;
    const python = await pythonWithMoto({ folder: FOLDER, processes, env, signal, onLine: () => undefined });
    ({ url: this.url } = await startStandInAws(python, processes, env, signal));
    this.clients = sandboxClients(this.url, REGION);
    this.runtime = new BedrockAgentRuntimeClient({
      ...clientConfig(REGION),
      ...{ endpoint: this.url, maxAttempts: 1 },
      credentials: { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' },
    });
    const template = JSON.stringify(knowledgeTemplate('facts'));
    await this.clients.cloudformation.send(new CreateStackCommand({ StackName: 'facts', TemplateBody: template }));
    this.ids = await this.outputs();
    for (const [key, text] of Object.entries(TEXTS)) await this.put(key, text);
    await this.put('documents/board.html.metadata.json', JSON.stringify({ metadataAttributes: ATTRIBUTES }));
    await this.put('elsewhere/secret.md', 'Below another prefix.');
    await this.sync({ description: 'first' });
  }

  stop(): Promise<void> {
    return this.processes.stopAll();
  }

  async outputs() {
    const { Stacks: [stack] = [] } = await this.clients.cloudformation.send(
      new DescribeStacksCommand({ StackName: 'facts' }),
    );
    const outputs = Object.fromEntries((stack?.Outputs ?? []).map((one) => [one.OutputKey, one.OutputValue]));
    return { knowledgeBaseId: outputs.Base ?? '', dataSourceId: outputs.Source ?? '' };
  }

  put(Key: string, Body: string) {
    return this.clients.s3.send(new PutObjectCommand({ Bucket: 'facts-documents', Key, Body }));
  }

  async startJob(more: object = {}) {
    const command = new StartIngestionJobCommand({ ...this.ids, ...more });
    const { ingestionJob } = await this.clients.bedrockAgent.send(command);
    return ingestionJob as IngestionJob & { readonly ingestionJobId: string };
  }

  async endOf({ ingestionJobId }: { readonly ingestionJobId: string }): Promise<IngestionJob> {
    for (;;) {
      const command = new GetIngestionJobCommand({ ...this.ids, ingestionJobId });
      const { ingestionJob } = await this.clients.bedrockAgent.send(command);
      if (!/STARTING|IN_PROGRESS/.test(ingestionJob?.status ?? '')) return ingestionJob as IngestionJob;
    }
  }

  async sync(more: object = {}): Promise<IngestionJob> {
    return this.endOf(await this.startJob(more));
  }

  async retrieve(text: string, filter?: RetrievalFilter, numberOfResults = 10) {
    const { retrievalResults = [] } = await this.runtime.send(
      new RetrieveCommand({
        knowledgeBaseId: this.ids.knowledgeBaseId,
        retrievalQuery: { text },
        retrievalConfiguration: { vectorSearchConfiguration: { numberOfResults, ...(filter && { filter }) } },
      }),
    );
    return retrievalResults;
  }

  /** Names of the documents of the passages. */
  async sources(...query: Parameters<KnowledgeStandIn['retrieve']>) {
    const found = await this.retrieve(...query);
    return [...new Set(found.map(({ location }) => location?.s3Location?.uri?.split('/').at(-1)))];
  }
}
