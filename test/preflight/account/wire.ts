import type { IncomingMessage } from 'node:http';

/** One call of an AWS SDK, by the name of the IAM action that it needs. */
export interface Call {
  /** Such as `bedrock:GetFoundationModel`; of an unsigned request to S3 `s3:HeadBucket`. */
  readonly action: string;
  /** From the signature; empty for an unsigned request. */
  readonly region: string;
  /** Subject of the call: the last part of the path, and the fields of the body. */
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export type Reply = Answered | Refused | Dropped;

interface Answered {
  /** Fields of a JSON answer, headers of S3, or the XML within the answer's root. */
  readonly answer: object | string;
}

export interface Refused {
  readonly error: string;
  readonly status: number;
  readonly message?: string;
}

/** The connection is cut without a word. */
interface Dropped {
  readonly dropped: true;
}

export const answered = (answer: object | string): Reply => ({ answer });
export const refused = (error: string, status = 400, message = `${error}, says the script`): Refused => ({
  error,
  status,
  message,
});

/** The five wire protocols of the clients that preflight uses. */
export type Protocol = 'query' | 'ec2' | 'json' | 'rest-json' | 's3';

const PROTOCOLS: Readonly<Record<string, Protocol>> = {
  sts: 'query',
  iam: 'query',
  sns: 'query',
  cloudformation: 'query',
  ec2: 'ec2',
  ssm: 'json',
  servicequotas: 'json',
  logs: 'json',
  monitoring: 'json',
  states: 'json',
  kms: 'json',
  bedrock: 'rest-json',
  lambda: 'rest-json',
  s3vectors: 'rest-json',
  s3: 's3',
};

/** Method and path of what the REST services are asked here, with the action that it is. */
const PATHS: readonly (readonly [RegExp, string])[] = [
  [/^bedrock GET \/foundation-models$/, 'ListFoundationModels'],
  [/^bedrock GET \/inference-profiles$/, 'ListInferenceProfiles'],
  [/^bedrock GET \/foundation-models\/(.+)$/, 'GetFoundationModel'],
  [/^bedrock GET \/foundation-model-availability\/(.+)$/, 'GetFoundationModelAvailability'],
  [/^bedrock GET \/inference-profiles\/(.+)$/, 'GetInferenceProfile'],
  [/^bedrock GET \/model-customization\/custom-model-deployments\/(.+)$/, 'GetCustomModelDeployment'],
  [/^bedrock GET \/provisioned-model-throughput\/(.+)$/, 'GetProvisionedModelThroughput'],
  [/^bedrock GET \/use-case-for-model-access$/, 'GetUseCaseForModelAccess'],
  [/^bedrock GET \/logging\/modelinvocations$/, 'GetModelInvocationLoggingConfiguration'],
  [/^bedrock GET \/data-retention$/, 'GetAccountDataRetention'],
  [/^bedrock GET \/list-foundation-model-agreement-offers\/(.+)$/, 'ListFoundationModelAgreementOffers'],
  [/^bedrock POST \/create-foundation-model-agreement$/, 'CreateFoundationModelAgreement'],
  [/^bedrock POST \/knowledgebases\/$/, 'ListKnowledgeBases'],
  [/^s3vectors POST \/ListVectorBuckets$/, 'ListVectorBuckets'],
  [/^lambda GET \/2016-08-19\/account-settings$/, 'GetAccountSettings'],
  [/^lambda GET \/2019-09-30\/functions\/(.+)\/concurrency$/, 'GetFunctionConcurrency'],
  [/^lambda PUT \/2017-10-31\/functions\/(.+)\/concurrency$/, 'PutFunctionConcurrency'],
  [/^lambda DELETE \/2017-10-31\/functions\/(.+)\/concurrency$/, 'DeleteFunctionConcurrency'],
  [/^s3 GET \/$/, 'ListAllMyBuckets'],
  [/^s3 GET \/([^/]+)\/?$/, 'ListBucket'],
  // The head of an object needs the same action as its content.
  [/^s3 HEAD \/([^/]+\/.+)$/, 'GetObject'],
  [/^s3 HEAD \/(.+)$/, 'HeadBucket'],
];

export interface Reading {
  readonly call: Call;
  readonly protocol: Protocol;
}

/** Which call a request is. Throws for one that nothing here foresees. */
export function read(request: IncomingMessage, body: string): Reading {
  const [, region = '', service = 's3'] =
    /Credential=[^/]+\/\d+\/([^/]+)\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
  const protocol = PROTOCOLS[service];
  if (!protocol) throw new Error(`preflight calls ${service}, which no test foresees`);
  const { action, id, fields } = partsOf(request, body, service, protocol);
  return { protocol, call: { action: `${service}:${action}`, region, id, fields } };
}

function partsOf(request: IncomingMessage, body: string, service: string, protocol: Protocol) {
  if (protocol === 'json') {
    const action = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
    const fields = JSON.parse(body) as Record<string, unknown>;
    return { action, id: String(fields.Name ?? fields.QuotaCode ?? fields.ServiceCode ?? ''), fields };
  }
  if (protocol === 'query' || protocol === 'ec2') {
    const fields = Object.fromEntries(new URLSearchParams(body));
    return { action: fields.Action ?? '', id: fields.StackName ?? fields.RoleName ?? '', fields };
  }
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const line = `${service} ${request.method} ${decodeURIComponent(pathname)}`;
  const [path, action] = PATHS.find(([pattern]) => pattern.test(line)) ?? [];
  if (!(path && action)) throw new Error(`preflight asks "${line}", which no test foresees`);
  const fields = body ? (JSON.parse(body) as Record<string, unknown>) : Object.fromEntries(searchParams);
  return { action, id: path.exec(line)?.[1] ?? '', fields };
}

/** Body and headers of a reply in the protocol of the call. */
export function write(reply: Answered | Refused, { protocol, call }: Reading) {
  const xml = { 'content-type': 'text/xml' };
  const json = { 'content-type': 'application/json' };
  if ('error' in reply) {
    const { error, status, message = '' } = reply;
    const told = `<Error><Code>${error}</Code><Message>${message}</Message></Error>`;
    const bodies: Readonly<Record<Protocol, string>> = {
      query: `<ErrorResponse>${told}<RequestId>r</RequestId></ErrorResponse>`,
      ec2: `<Response><Errors>${told}</Errors><RequestID>r</RequestID></Response>`,
      s3: told,
      json: JSON.stringify({ __type: error, message }),
      'rest-json': JSON.stringify({ message }),
    };
    const headers = protocol === 'rest-json' ? { ...json, 'x-amzn-errortype': error } : { ...json };
    return { status, headers: bodies[protocol].startsWith('<') ? xml : headers, body: bodies[protocol] };
  }
  const { answer } = reply;
  // Of an object, S3 answers in headers.
  if (typeof answer !== 'string' && protocol === 's3') return { status: 200, headers: { ...answer }, body: '' };
  if (typeof answer !== 'string') return { status: 200, headers: json, body: JSON.stringify(answer) };
  const name = call.action.split(':')[1];
  const bodies: Readonly<Record<Protocol, string>> = {
    query: `<${name}Response><${name}Result>${answer}</${name}Result></${name}Response>`,
    ec2: `<${name}Response><requestId>r</requestId>${answer}</${name}Response>`,
    s3: answer,
    json: answer,
    'rest-json': answer,
  };
  return { status: 200, headers: xml, body: bodies[protocol] };
}
