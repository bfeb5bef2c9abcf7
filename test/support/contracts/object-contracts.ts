import { ContractBook } from './contract-book';
import { absent, anything, closed, either, exactly, like, listOf, mapOf, type Shape } from './shape';

interface ObjectGiven {
  readonly bucket: string;
}

type ObjectContracts = ContractBook<ObjectGiven>;

const JSON_TYPE = 'content-type: application/json';
const nothing = { query: exactly([]), body: absent };
const some = { query: exactly([]), body: anything };

/** Contracts of the requests to S3 that the tuning function sends, by operation. */
export const TUNING_OBJECTS: ObjectContracts = new ContractBook({
  GetObject: () => closed({ ...nothing, key: like(/^(datasets|artifacts)\/./), headers: exactly([]) }),
  PutObject: () =>
    either(
      closed({ ...some, key: like(/^artifacts\/reports\/[^/]+\.json$/), headers: exactly([JSON_TYPE]) }),
      closed({
        ...some,
        key: like(/^artifacts\/jobs\/\d{4}-\d{2}\/\d+$/),
        headers: exactly(['content-type: text/plain', 'if-none-match: *']),
      }),
    ),
  CopyObject: ({ bucket }) =>
    closed({
      ...nothing,
      key: like(/^artifacts\/[^/]+\/(training|validation)\.jsonl$/),
      headers: (value, path) => {
        const [match = '', source = '', directive, ...others] = value as readonly string[];
        return [
          ...like(new RegExp(`^x-amz-copy-source: ${bucket}/datasets/`))(source, path),
          ...like(/^x-amz-copy-source-if-match: "[0-9a-f]+"$/)(match, path),
          ...exactly('x-amz-tagging-directive: REPLACE')(directive, path),
          ...exactly([])(others, path),
        ];
      },
    }),
});

const emptyOr =
  (shape: Shape): Shape =>
  (value, path) =>
    Array.isArray(value) && value.length === 0 ? [] : shape(value, path);

const SIDECAR = /^documents\/.+\.metadata\.json$/;

/** A put of a sidecar that would replace what somebody has written since the list was made. */
const onlyIf =
  (condition: RegExp): Shape =>
  (value, path) => {
    const [type, own, ...others] = value as readonly string[];
    return [...exactly(JSON_TYPE)(type, path), ...like(condition)(own, path), ...exactly([])(others, path)];
  };

/** A sidecar that lets everybody or nobody see its document. One that names groups is never written. */
const open: Shape = (value, path) => {
  const { metadataAttributes } = value as { metadataAttributes?: { allowedGroups?: unknown; hiddenBecause?: string } };
  const groups = metadataAttributes?.hiddenBecause === undefined ? ['everyone'] : ['no group'];
  return exactly(groups)(metadataAttributes?.allowedGroups, `${path}.metadataAttributes.allowedGroups`);
};

/** JSON in a body, as a shape says. */
const json =
  (shape: Shape): Shape =>
  (value, path) =>
    shape(JSON.parse(String(value)), path);

/** Names documents and counts them: no text of a document, no value of an attribute but groups, no reason of Bedrock. */
const report = closed({
  job: like(/^[A-Z\d]+$/),
  status: like(/^[A-Z_]+$/),
  inventory: like(/^sha256:[\da-f]{64}$/),
  statistics: mapOf((value, path) => (typeof value === 'number' ? [] : [`${path} is no number`])),
  failedDocuments: emptyOr(listOf(like(/^documents\//))),
  findings: emptyOr(
    listOf(
      closed({ code: like(/^[a-z-]+$/), key: like(/^documents\//), about: either(absent, like(/^.{1,100}…?$/u)) }),
    ),
  ),
});

/**
 * Contracts of the requests to S3 that the ingestion function sends, by operation. It lists documents and reads sidecars: the
 * documents themselves are for Bedrock.
 */
export const INGESTION_OBJECTS: ObjectContracts = new ContractBook({
  ListObjects: () =>
    closed({
      key: exactly(''),
      headers: exactly(['x-amz-optional-object-attributes: RestoreStatus']),
      body: absent,
      query: (value, path) => {
        const [token, ...others] = (value as readonly string[]).toSorted();
        const isNext = token?.startsWith('continuation-token=') ?? false;
        const asked = isNext ? others : [token, ...others];
        return exactly(['list-type=2', 'prefix=documents/'])(asked, path);
      },
    }),
  GetObject: () => closed({ ...nothing, key: like(SIDECAR), headers: exactly([]) }),
  PutObject: () =>
    either(
      closed({
        query: exactly([]),
        key: like(SIDECAR),
        headers: either(onlyIf(/^if-none-match: \*$/), onlyIf(/^if-match: "[\da-f]+"$/)),
        body: json(open),
      }),
      closed({
        query: exactly([]),
        key: like(/^sync-reports\/([A-Z\d]+|latest)\.json$/),
        headers: exactly([JSON_TYPE]),
        body: json(report),
      }),
    ),
});

/** Headers that decide what S3 does; the others belong to the protocol and the SDK. */
const MEANINGFUL =
  /^(content-type|if-|x-amz-(?!checksum|content-sha256|date|decoded-content-length|security-token|sdk|user-agent|te$|trailer))/;

/** Request to S3 as it was sent. */
export interface ObjectRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: object;
  readonly body: Buffer;
}

/** Holds a request to S3 against its contract. */
export const objectBreaches =
  (contracts: ObjectContracts) =>
  ({ method, url, headers, body }: ObjectRequest, bucket: string): readonly string[] => {
    const [, , ...parts] = decodeURIComponent(url.pathname).split('/');
    const key = parts.join('/');
    const meaningful = Object.entries(headers)
      .filter(([name]) => MEANINGFUL.test(name) && !(method === 'GET' && name === 'content-type'))
      .map(([name, value]) => `${name}: ${value}`)
      .sort();
    const isCopy = meaningful.some((header) => header.startsWith('x-amz-copy-source:'));
    const operations: Readonly<Record<string, string>> = {
      GET: url.searchParams.has('list-type') ? 'ListObjects' : 'GetObject',
      PUT: isCopy ? 'CopyObject' : 'PutObject',
    };
    const query = [...url.searchParams].filter(([name]) => name !== 'x-id').map((pair) => pair.join('='));
    const request = { key, query, headers: meaningful, body: body.length > 0 ? String(body) : undefined };
    return contracts.breaches(operations[method] ?? method, request, { bucket });
  };
