import type { DeploymentConfig } from '../../domain/deployment/deployment';
import type { NamedPolicy } from '../model/policy';
import type { Request } from '../model/request';
import { evaluate } from './evaluator';
import { holds, type Point, type Sentence } from './sentence';
import { SENTENCES } from './sentences/all';
import type { World } from './world';

/** One request of a sentence. */
interface Asked {
  readonly sentence: Sentence;
  readonly point: Point;
}

/**
 * Every request of every sentence of a deployment. A mutant that changes policies, and nothing else that a sentence is made
 * from, is asked the same: only those requests need a new decision on which a changed policy has a say.
 */
class Tables {
  /** Places in `all` of the requests on which a policy has a say. */
  private readonly places = new Map<NamedPolicy, number[]>();
  /** Places of the requests that are not decided as they ought to be: none, if all is well. */
  private readonly broken: readonly number[];

  constructor(
    private readonly all: readonly Asked[],
    private readonly made: Shape,
  ) {
    for (const [place, { point }] of all.entries()) {
      for (const policy of new Set(policiesOf(point.request))) {
        const places = this.places.get(policy) ?? [];
        places.push(place);
        this.places.set(policy, places);
      }
    }
    this.broken = all.flatMap(({ point: { request, expected } }, place) =>
      holds(evaluate(request), expected) ? [] : [place],
    );
  }

  /**
   * Returns the requests that must be decided of a deployment, in the order of the sentences; undefined if it is asked
   * other ones.
   */
  changed(world: World): readonly Asked[] | undefined {
    const { text, policies } = shapeOf(world);
    if (text !== this.made.text) return undefined;
    const replaced = new Map<NamedPolicy, NamedPolicy>();
    for (const [number, policy] of this.made.policies.entries()) {
      const now = policies[number];
      if (now && now !== policy) replaced.set(policy, now);
    }
    const places = new Set([
      ...this.broken,
      ...[...replaced.keys()].flatMap((policy) => this.places.get(policy) ?? []),
    ]);
    return [...places]
      .sort((one, other) => one - other)
      .flatMap((place) => this.all[place] ?? [])
      .map(({ sentence, point }) => ({
        sentence,
        point: { ...point, request: withPolicies(point.request, replaced) },
      }));
  }
}

const kept = new WeakMap<DeploymentConfig, Promise<Tables | undefined>>();

/**
 * Tables of the first deployment of a row that is read: its mutants have the same row, and wait for the tables if they are
 * asked at the same time. One that nobody can read makes none for the others.
 */
export async function tablesOf(world: World): Promise<Tables> {
  const making = kept.get(world.config);
  const known = making && (await making);
  if (known) return known;
  const made = makeTables(world);
  kept.set(
    world.config,
    made.catch(() => undefined),
  );
  return made;
}

async function makeTables(world: World): Promise<Tables> {
  const groups = await Promise.all(Object.values(SENTENCES).map((sentencesAbout) => sentencesAbout(world)));
  const asked = groups.flat().flatMap((sentence) => sentence.points.map((point) => ({ sentence, point })));
  return new Tables(asked, shapeOf(world));
}

function policiesOf({ policies }: Request): readonly NamedPolicy[] {
  const { identity, boundary, resource, endpoint, organization = [] } = policies;
  return [...identity, ...organization, ...[boundary, resource, endpoint].filter((policy) => policy !== undefined)];
}

function withPolicies(request: Request, replaced: ReadonlyMap<NamedPolicy, NamedPolicy>): Request {
  const now = (policy: NamedPolicy) => replaced.get(policy) ?? policy;
  const { identity, boundary, resource, endpoint, organization } = request.policies;
  const policies = {
    identity: identity.map(now),
    ...(boundary && { boundary: now(boundary) }),
    ...(resource && { resource: now(resource) }),
    ...(endpoint && { endpoint: now(endpoint) }),
    ...(organization && { organization: organization.map(now) }),
  };
  return { ...request, policies };
}

/** Everything that sentences are made from, and the policies, which they pass on unread. */
interface Shape {
  /** A policy stands there by its name and its number: places that held the same policy still do. */
  readonly text: string;
  readonly policies: readonly NamedPolicy[];
}

function shapeOf({ system }: World): Shape {
  const numbers = new Map<NamedPolicy, number>();
  const text = JSON.stringify(system, (_, value) => {
    if (!isPolicy(value)) return value;
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return `${number} ${value.name}`;
  });
  return { text, policies: [...numbers.keys()] };
}

const isPolicy = (value: unknown): value is NamedPolicy =>
  typeof value === 'object' && value !== null && 'document' in value && 'name' in value;
