import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const HOME = 'arn:aws:bedrock:us-east-1:111122223333:';

type Kind = 'job' | 'throughput' | 'deployment' | 'model';

interface Thing {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly committedUntil?: string;
  /** Looks before it is gone, once it is deleted. */
  looks: number;
  gone: boolean;
}

/** Path of the list, name of the list in the answer, and an item of it, for each kind. */
const LISTS: Readonly<
  Record<Kind, readonly [path: string, list: string, item: (arn: string, thing: Thing) => object]>
> = {
  job: [
    '/model-customization-jobs',
    'modelCustomizationJobSummaries',
    (jobArn, { name }) => ({ jobArn, jobName: name, status: 'InProgress' }),
  ],
  throughput: [
    '/provisioned-model-throughputs',
    'provisionedModelSummaries',
    (provisionedModelArn, { name, committedUntil }) => ({
      provisionedModelArn,
      provisionedModelName: name,
      ...(committedUntil && { commitmentExpirationTime: committedUntil }),
    }),
  ],
  deployment: [
    '/model-customization/custom-model-deployments',
    'modelDeploymentSummaries',
    (customModelDeploymentArn, { name }) => ({ customModelDeploymentArn, customModelDeploymentName: name }),
  ],
  model: ['/custom-models', 'modelSummaries', (modelArn, { name }) => ({ modelArn, modelName: name })],
};

/** Beginning of a request on one thing. */
const PATHS: readonly (readonly [path: string, kind: Kind])[] = [
  ['/model-customization-jobs/', 'job'],
  ['/provisioned-model-throughput/', 'throughput'],
  ['/model-customization/custom-model-deployments/', 'deployment'],
  ['/custom-models/', 'model'],
];

/** The control plane of Bedrock over HTTP, as far as what costs money goes, and the one question of STS. Lists give one item a page. */
export class BedrockAccount {
  readonly things = new Map<string, Thing>();
  /** Changes that were asked for, in order: `DELETE model x`. */
  readonly changes: string[] = [];
  /** Errors by `<method> <path>`, which may be a beginning. */
  refusals: Readonly<Record<string, readonly [status: number, name: string]>> = {};

  private constructor(private readonly server: Server) {}

  static async open(): Promise<BedrockAccount> {
    const server = createServer();
    const account = new BedrockAccount(server);
    server.on('request', async (request, response) => {
      const [status, body, name] = account.answer(request, await text(request));
      response.writeHead(status, { ...(name && { 'x-amzn-errortype': name }) });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return account;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  add(kind: Kind, name: string, tags: Thing['tags'], more: { committedUntil?: string; looks?: number } = {}): string {
    const arn = `${HOME}${kind}/${name}`;
    this.things.set(arn, { name, tags, looks: 0, gone: false, ...more });
    return arn;
  }

  get left(): readonly string[] {
    return [...this.things.values()].filter(({ gone }) => !gone).map(({ name }) => name);
  }

  clear(): void {
    this.things.clear();
    this.changes.length = 0;
    this.refusals = {};
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private answer({ method = '', url = '' }: IncomingMessage, body: string): readonly [number, unknown, string?] {
    const { pathname, searchParams } = new URL(url, 'http://x');
    const path = decodeURIComponent(pathname);
    const refusal = Object.entries(this.refusals).find(([start]) => `${method} ${path}`.startsWith(start))?.[1];
    if (refusal) return [refusal[0], { message: `${refusal[1]} it is` }, refusal[1]];
    if (body.startsWith('Action=GetCallerIdentity')) return [200, IDENTITY];
    if (path === '/listTagsForResource') return this.tags(body);
    const list = Object.entries(LISTS).find(([, [of]]) => of === path);
    if (list) return [200, this.page(list[0] as Kind, Number(searchParams.get('nextToken') ?? 0))];
    return this.one(method, path);
  }

  private tags(body: string): readonly [number, unknown] {
    const { resourceARN } = JSON.parse(body) as { resourceARN: string };
    const tags = this.things.get(resourceARN)?.tags ?? {};
    return [200, { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) }];
  }

  private page(kind: Kind, at: number): object {
    const [, list, item] = LISTS[kind];
    const all = [...this.things].filter(([arn, { gone }]) => arn.startsWith(`${HOME}${kind}/`) && !gone);
    const [arn, thing] = all[at] ?? [];
    return {
      [list]: arn && thing ? [item(arn, thing)] : [],
      ...(at + 1 < all.length && { nextToken: String(at + 1) }),
    };
  }

  private one(method: string, path: string): readonly [number, unknown, string?] {
    const [start = '', kind = 'model'] = PATHS.find(([beginning]) => path.startsWith(beginning)) ?? [];
    const arn = path.slice(start.length).replace(/\/stop$/, '');
    const thing = this.things.get(arn);
    if (!thing || (thing.gone && method !== 'GET')) return NOT_FOUND;
    if (method === 'GET') {
      if (thing.gone && thing.looks-- <= 0) return NOT_FOUND;
      return [200, { status: 'Active' }];
    }
    this.changes.push(`${path.endsWith('/stop') ? 'STOP' : method} ${kind} ${thing.name}`);
    thing.gone = true;
    return [200, {}];
  }
}

const NOT_FOUND = [404, { message: 'no such thing' }, 'ResourceNotFoundException'] as const;

const IDENTITY =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
  '<Arn>arn:aws:sts::111122223333:assumed-role/Admin/alice</Arn><Account>111122223333</Account>' +
  '</GetCallerIdentityResult></GetCallerIdentityResponse>';
