import { allowedContextKeysForRequest } from '@cloud-copilot/iam-simulate';
import fc from 'fast-check';
import { AwsActions } from '../actions/aws-actions';
import { each } from '../decisions/question';
import { resourceFor } from '../decisions/resources';
import { isSimulated } from '../decisions/simulator';
import type { Who } from '../decisions/who';
import { World } from '../decisions/world';
import { list, type NamedPolicy, type Statement } from '../model/policy';
import type { Request } from '../model/request';
import type { Subject } from '../proof';

/** Subject of a request: an action of some statement of ours, and the resources that are named with it. */
interface Theme {
  readonly action: string;
  readonly resources: readonly string[];
  /** Condition keys that any of our policies names and this action supports, with values near those that it names. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

/** Requests about the principals and resources in the policies of a deployment, and about their neighbours. */
export async function realRequests(subject: Subject): Promise<fc.Arbitrary<Request>> {
  const world = new World(subject);
  const { roles, buckets, keys, endpoints } = world.system;
  const policies = [
    ...roles.flatMap(({ identity, limits, boundary, trust }) => [
      ...identity,
      ...limits,
      ...(boundary ? [boundary] : []),
      trust,
    ]),
    ...buckets.flatMap(({ policy }) => policy ?? []),
    ...keys.map(({ policy }) => policy),
    ...endpoints.map(({ policy }) => policy),
  ];
  const themes = await themesOf(policies, world.region);
  const services = [...new Set(policies.flatMap(statementsOf).flatMap(servicesOf))];
  const who: readonly Who[] = [
    ...roles.map(({ name }) => world.role(name)),
    world.anybody,
    world.stranger,
    ...services.map((service) => world.service(service)),
  ];
  const doors = ['internet', 'another endpoint', ...endpoints.map(({ service }) => `our ${service} endpoint`)] as const;
  return fc
    .tuple(fc.constantFrom(...who), fc.constantFrom(...themes), fc.constantFrom(...doors))
    .chain(([asking, theme, door]) =>
      fc
        .tuple(
          fc.constantFrom(...theme.resources),
          fc.record(
            mapped(theme.keys, (values) => fc.constantFrom(...values)),
            { requiredKeys: [] },
          ),
        )
        .map(([resource, context]) => {
          const [question] = each([{ action: theme.action, resource, context, door: door as 'internet' }]);
          const [point] = question ? world.may(asking, '', [question]).points : [];
          if (!point) throw new Error('a question without a request');
          return point.request;
        }),
    );
}

const statementsOf = ({ document }: NamedPolicy): readonly Statement[] => document.Statement;
const servicesOf = ({ Principal }: Statement) => (typeof Principal === 'object' ? list(Principal.Service) : []);

async function themesOf(policies: readonly NamedPolicy[], region: string): Promise<readonly Theme[]> {
  const aws = await AwsActions.load();
  const statements = policies.flatMap(statementsOf);
  const values = valuesByKey(statements);
  // Every ninth action of a wildcard like `bedrock:*`: the list of the boundary would make thousands.
  const named = (action: string) => [...aws.like(action)].filter((_, at, all) => all.length < 20 || at % 9 === 0);
  const wanted = [...new Set(statements.flatMap(({ Action, NotAction }) => list(Action ?? NotAction)))]
    .filter((action) => action !== '*')
    .flatMap(named);
  const actions = await known(wanted);
  const themes = await Promise.all([...new Set(actions)].map((action) => themeOf(action, statements, values, region)));
  return themes.filter(({ resources }) => resources.length > 0);
}

async function known(actions: readonly string[]): Promise<readonly string[]> {
  const exist = await Promise.all(actions.map(isSimulated));
  return actions.filter((_, at) => exist[at]);
}

async function themeOf(
  action: string,
  statements: readonly Statement[],
  values: ReadonlyMap<string, readonly string[]>,
  region: string,
): Promise<Theme> {
  const own = await resourceFor(action, region);
  const [service = '', name = ''] = action.split(':');
  // No resource fits actions of other services, and each simulation takes seconds.
  const named = statements.flatMap(({ Resource, NotResource }) => list(Resource ?? NotResource));
  const near = named.filter((arn) => arn.startsWith(`arn:aws:${service}:`)).flatMap(neighbours);
  const candidates = own === '*' ? ['*'] : [own, ...near];
  const keysOf = async (resource: string) => {
    try {
      return await allowedContextKeysForRequest(service, name, resource, false, undefined);
    } catch {
      // Not a resource of this action.
      return undefined;
    }
  };
  const fitting = (
    await Promise.all([...new Set(candidates)].map(async (resource) => ({ resource, keys: await keysOf(resource) })))
  ).filter(({ keys }) => keys !== undefined && everySent(action).every((key) => keys.includes(key)));
  const supported = fitting.map(({ keys }) => new Set(keys));
  const isSupported = (key: string) => supported.every((keys) => keys.has(key.toLowerCase()));
  return {
    action,
    resources: fitting.map(({ resource }) => resource),
    keys: Object.fromEntries([...values].filter(([key]) => isSupported(key))),
  };
}

/** Keys that `World` puts into every request, in lower case: an action that does not know them is not asked about here. */
const everySent = (action: string) => (action.startsWith('s3:') ? ['s3:tlsversion'] : []);

/** A resource that a pattern covers, and some that it does not: of another account, another Region, another name. */
function neighbours(pattern: string): readonly string[] {
  if (!pattern.startsWith('arn:') || pattern.startsWith('arn:*')) return [];
  const covered = pattern.replace(/\*/g, 'x');
  return [
    covered,
    covered.replace('111122223333', '999988887777'),
    covered.replace('us-east-1', 'us-west-2'),
    `${covered}y`,
  ];
}

/** Values that the policies name for each key, each also with something changed. */
function valuesByKey(statements: readonly Statement[]): ReadonlyMap<string, readonly string[]> {
  const byKey = new Map<string, readonly string[]>();
  for (const keys of statements.flatMap(({ Condition = {} }) => Object.values(Condition))) {
    for (const [key, values] of Object.entries(keys)) {
      const near = [values]
        .flat()
        .flatMap((value) => [String(value).replaceAll('*', 'x'), `${String(value).replaceAll('*', 'x')}0`]);
      byKey.set(
        key,
        [...new Set([...(byKey.get(key) ?? []), ...near])].filter((value) => value !== 'false0' && value !== 'true0'),
      );
    }
  }
  byKey.delete('aws:TagKeys');
  return byKey;
}

const mapped = <A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
