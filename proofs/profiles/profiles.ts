import { GEOGRAPHIES } from '../../domain/models/catalogue-model';
import { CATALOGUE } from '../../domain/models/model-catalogue';
import type { ModelReference } from '../../domain/models/model-reference';
import { type Call, callsBeside, callsOf } from '../decisions/calls';
import { present } from '../decisions/question';
import { INVOKE } from '../decisions/sentences/access/boundary';
import { EVERYTHING } from '../decisions/who';
import { ACCOUNT, ec2Id } from '../model/physical-ids';
import type { Outcome, Policies, Request } from '../model/request';
import { type Layers, layersOf } from './layers';

/** A model as a row may name it, and a Region from which it can be invoked. */
export interface Invocation {
  readonly words: string;
  readonly model: ModelReference;
  readonly region: string;
}

const arn = (region: string, resource: string) => `arn:aws:bedrock:${region}:${ACCOUNT}:${resource}`;

/**
 * Every id of the catalogue from at least one Region, every route of every Region, and the kinds that only an ARN names.
 * Two models with the same route differ only in their ids, so that one of them stands for both.
 */
export function invocations(): readonly Invocation[] {
  const seen = new Set<string>();
  const isNew = (key: string) => seen.size < seen.add(key).size;
  const byId = CATALOGUE.ids().flatMap((id) =>
    CATALOGUE.sourceRegions(id)
      // Both are looked up, so that both are remembered.
      .filter((region) => [isNew(id), isNew(routeOf(id, region))].includes(true))
      .map((region) => ({ words: id, model: id, region })),
  );
  const profile = (copyFrom: string, region: string) => ({
    words: `application profile of ${copyFrom}`,
    model: { applicationProfileArn: arn(region, 'application-inference-profile/abcdefghijkl'), copyFrom },
    region,
  });
  return [
    ...byId,
    profile('amazon.nova-lite-v1:0', 'us-east-1'),
    profile('us.amazon.nova-2-lite-v1:0', 'us-west-2'),
    profile('eu.amazon.nova-2-lite-v1:0', 'eu-west-1'),
    profile('global.anthropic.claude-sonnet-4-5-20250929-v1:0', 'us-east-1'),
    ...['custom-model-deployment/abcdefghijkl', 'provisioned-model/abcdefghijkl'].map((resource) => ({
      words: resource.split('/')[0] ?? '',
      model: arn('us-east-1', resource),
      region: 'us-east-1',
    })),
  ];
}

function routeOf(id: string, region: string): string {
  const parsed = CATALOGUE.parse(id);
  return JSON.stringify([parsed?.kind, region, parsed?.kind === 'geographic-profile' && parsed.routes[region]]);
}

/** One of each kind and geography: what the simulator is asked, which takes a thousand times as long. */
export function samples(): readonly Invocation[] {
  const first = (prefix: string) => invocations().find(({ words }) => words.startsWith(prefix));
  const prefixes = ['amazon.', ...GEOGRAPHIES.map((geography) => `${geography}.`), 'global.'];
  return [
    ...prefixes,
    'application profile of us.',
    'application profile of global.',
    'custom-',
    'provisioned-',
  ].flatMap((prefix) => first(prefix) ?? []);
}

/** One request, decided by one policy alone or by all of them; and what has to come of it. */
export interface ProfilePoint {
  readonly words: string;
  readonly request: Request;
  readonly expected: 'allowed' | 'denied';
}

/**
 * The decisions on one model from one Region: identity policy, boundary and endpoint policy each alone and all together
 * allow every ARN that an invocation touches, and nothing beside it. A boundary is asked less of, since it is coarser than a
 * grant: it takes a listed profile to any Region that it allows (lib/bedrock/deny-invoke.ts).
 */
export function pointsOf({ words, model, region }: Invocation): readonly ProfilePoint[] {
  const layers = layersOf(model, region);
  const calls = callsOf(model, region);
  const beside = callsBeside([model], region);
  const points = (call: Call, expected: ProfilePoint['expected'], names: readonly (keyof typeof ASKED)[]) =>
    names.flatMap((name) =>
      INVOKE.map((action) => ({
        words: `${words} from ${region}: ${name} on ${call.resource}`,
        request: request(call, action, ASKED[name](layers)),
        expected,
      })),
    );
  return [
    ...calls.flatMap((call) => points(call, 'allowed', ['identity', 'boundary', 'endpoint', 'all'])),
    ...beside.flatMap(({ call, words: kind }) =>
      points(
        call,
        'denied',
        kind === 'off its route' ? ['identity', 'endpoint', 'all'] : ['identity', 'boundary', 'endpoint', 'all'],
      ),
    ),
  ];
}

const ASKED = {
  identity: ({ identity }: Layers): Policies => ({ identity: [identity] }),
  boundary: ({ boundary }: Layers): Policies => ({ identity: [EVERYTHING], boundary }),
  endpoint: ({ endpoint }: Layers): Policies => ({ identity: [EVERYTHING], endpoint }),
  all: ({ identity, boundary, endpoint }: Layers): Policies => ({ identity: [identity], boundary, endpoint }),
};

const ROLE = `arn:aws:iam::${ACCOUNT}:role/Invoker`;

const request = ({ resource, context }: Call, action: string, policies: Policies): Request => ({
  principal: ROLE,
  action,
  resource,
  resourceAccount: ACCOUNT,
  context: present({
    'aws:PrincipalAccount': ACCOUNT,
    'aws:PrincipalArn': ROLE,
    'aws:SecureTransport': 'true',
    ...(policies.endpoint && { 'aws:SourceVpce': ec2Id('vpce', 'ours'), 'aws:SourceVpc': ec2Id('vpc', 'ours') }),
    ...context,
  }),
  policies,
});

/** @returns the words of the points that come out otherwise */
export const wrong = (points: readonly ProfilePoint[], decide: (request: Request) => Outcome): readonly string[] =>
  points
    .filter(({ request: asked, expected }) => (decide(asked) === 'allowed') !== (expected === 'allowed'))
    .map(({ words, expected }) => `${words} must be ${expected}`);
