import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

// A stand-in in a process of its own for what `sync` meets in AWS: outputs of two stacks, the bucket, and a workflow that
// has nothing to do. It keeps only the entity tag of an upload, and the text of the manifest.

const MANIFEST = 'sync-reports/manifest.json';
const LATEST_REPORT = 'sync-reports/latest.json';
const REPORT = '{"statistics":{},"failedDocuments":[],"findings":[]}';
const PAGE = 1_000;
const etags = new Map<string, string>();
let manifest: Buffer | undefined;
let pages: string[] = [];

/** Returns the pages of a list, written once for each state of the bucket. */
function listPages(): string[] {
  if (pages.length > 0) return pages;
  const entries = [...etags].sort(([one], [other]) => (one < other ? -1 : 1));
  const count = Math.max(1, Math.ceil(entries.length / PAGE));
  pages = Array.from({ length: count }, (_, page) => {
    const contents = entries
      .slice(page * PAGE, (page + 1) * PAGE)
      .map(([key, etag]) => `<Contents><Key>${key}</Key><ETag>${etag}</ETag><Size>1</Size></Contents>`);
    const next = page + 1 < count ? `<NextContinuationToken>${page + 1}</NextContinuationToken>` : '';
    return `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>${next !== ''}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`;
  });
  return pages;
}

const OUTPUTS = [
  'DocumentsBucketName=bench-documents',
  'IngestionWorkflowArn=arn:aws:states:us-east-1:111122223333:stateMachine:bench',
]
  .map((output) => output.split('='))
  .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`);

const STACK = `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks>
  <member><StackName>bench</StackName><Outputs>${OUTPUTS.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;

function put(key: string, body: Buffer, response: ServerResponse): void {
  const etag = createHash('md5').update(body).digest('hex');
  if (key === MANIFEST) manifest = body;
  else etags.set(key, etag);
  pages = [];
  response.setHeader('etag', etag).end();
}

function answer({ method, headers, url = '' }: IncomingMessage, body: Buffer, response: ServerResponse): void {
  const target = String(headers['x-amz-target'] ?? '');
  if (target) {
    const isStart = target.endsWith('.StartExecution');
    response.end(
      JSON.stringify(isStart ? { executionArn: 'arn', startDate: 1 } : { status: 'SUCCEEDED', output: '{}' }),
    );
    return;
  }
  if (headers['content-type']?.includes('urlencoded')) {
    response.end(STACK);
    return;
  }
  const { pathname, searchParams } = new URL(url, 'http://x');
  const key = decodeURIComponent(pathname).split('/').slice(2).join('/');
  if (method === 'PUT') {
    put(key, body, response);
    return;
  }
  if (searchParams.has('list-type')) {
    response.end(listPages()[Number(searchParams.get('continuation-token') ?? 0)]);
    return;
  }
  if (key === LATEST_REPORT) response.end(REPORT);
  else if (manifest) response.end(manifest);
  else response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
}

const server = createServer(async (request, response) => answer(request, await buffer(request), response));
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.once('disconnect', () => process.exit());
