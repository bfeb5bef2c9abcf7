import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from '../object-server';
import type { MemoryS3 } from './memory-s3';

interface BucketRequest {
  readonly method: string;
  readonly url: URL;
  readonly key: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * Answers as a bucket of patient data answers a clinician: only what is below the clinician id, recordings and signed notes
 * only with `If-None-Match: *`, and no difference between an absent object and a forbidden one.
 */
export function clinicianBucket(
  s3: MemoryS3,
  bucket: string,
  clinician: string,
  { method, url, key, headers, body }: BucketRequest,
): Answer {
  const own = (kinds: string) => new RegExp(`^(${kinds})/${clinician}/`);
  const prefix = url.searchParams.get('prefix');
  if (prefix !== null) return own('audio|drafts|purges|signed').test(prefix) ? [200, list(s3, bucket, prefix)] : denied;
  const isOnce = own('audio|signed').test(key);
  const isReview = own('drafts').test(key) && key.endsWith('/review.json');
  const isThere = s3.keys(bucket).includes(key);
  if (method === 'PUT') {
    if (!isReview && !(isOnce && headers['if-none-match'] === '*')) return denied;
    return put(s3, bucket, key, headers, body);
  }
  const mayRead = isOnce || own('purges').test(key) || /\/(draft\.json|token|review\.json)$/.test(key);
  return method === 'GET' && mayRead && isThere ? read(s3.bytes(bucket, key), headers.range) : denied;
}

function put(s3: MemoryS3, bucket: string, key: string, headers: IncomingHttpHeaders, body: Buffer): Answer {
  const { 'if-match': match, 'if-none-match': none } = headers;
  const isThere = s3.keys(bucket).includes(key);
  if (match !== undefined && !isThere) return [404, '<Error><Code>NoSuchKey</Code></Error>'];
  const isRefused = match === undefined ? none === '*' && isThere : match !== tagOf(s3.bytes(bucket, key));
  if (isRefused) return [412, '<Error><Code>PreconditionFailed</Code></Error>'];
  s3.put(bucket, key, body);
  return [200, '', { etag: tagOf(body) }];
}

const tagOf = (content: Buffer) => `"${createHash('md5').update(content).digest('hex')}"`;

function read(content: Buffer, range = ''): Answer {
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range) ?? [];
  return from === undefined
    ? [200, content, { etag: tagOf(content) }]
    : [206, content.subarray(Number(from), Number(to) + 1)];
}

const denied: Answer = [403, '<Error><Code>AccessDenied</Code><Message>no</Message></Error>'];

function list(s3: MemoryS3, bucket: string, prefix: string): string {
  const contents = s3
    .keys(bucket)
    .filter((key) => key.startsWith(prefix))
    .map(
      (key) =>
        `<Contents><Key>${key}</Key><Size>${s3.bytes(bucket, key).length}</Size>` +
        `<LastModified>${s3.written(bucket, key)?.toISOString()}</LastModified></Contents>`,
    );
  return `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`;
}
