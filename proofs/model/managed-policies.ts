import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotModelledError } from '../not-modelled';
import { type NamedPolicy, namedPolicy } from './policy';

/** An AWS managed policy as it stood on a day: `npm run prove -- --refresh-policies` fetches it anew. */
export interface ManagedPolicyFixture {
  readonly arn: string;
  /** Version of the policy, such as `v11`. */
  readonly version: string;
  /** Day of that version, `2026-08-04`. */
  readonly updated: string;
  readonly document: unknown;
}

export const MANAGED_POLICIES = 'proofs/managed-policies';

/** @throws NotModelledError for a file that is no such document */
export const managedPolicyFixtures = (folder = MANAGED_POLICIES): readonly ManagedPolicyFixture[] =>
  readdirSync(folder).map((file) => fixtureIn(join(folder, file)));

function fixtureIn(path: string): ManagedPolicyFixture {
  const fixture = parsed(readFileSync(path, 'utf8'));
  if (fixture?.arn && fixture.version && fixture.document) return fixture as ManagedPolicyFixture;
  throw new NotModelledError(path, 'what it holds', 'Take it back from git, or npm run prove -- --refresh-policies');
}

function parsed(text: string): Partial<ManagedPolicyFixture> | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

let known: ReadonlyMap<string, NamedPolicy> | undefined;

/** @throws NotModelledError for a policy whose document this repository does not hold */
export function managedPolicy(arn: string, at: string): NamedPolicy {
  known ??= new Map(
    managedPolicyFixtures().map((fixture) => [
      fixture.arn,
      namedPolicy(`${fixture.arn.split('/').at(-1)} ${fixture.version}`, fixture.document),
    ]),
  );
  const found = known.get(arn);
  if (found) return found;
  throw new NotModelledError(at, arn, `Its document is missing: npm run prove -- --add-policy ${arn}`);
}
