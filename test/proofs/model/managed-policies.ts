import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NotModelledError } from '../not-modelled';
import { type NamedPolicy, namedPolicy } from './policy';

/** An AWS managed policy as it stood on a day: `npm run prove -- --refresh-policies` fetches it anew. */
export interface ManagedPolicyFixture {
  readonly arn: string;
  /** Of the policy, such as `v11`. */
  readonly version: string;
  /** Day of that version, `2026-08-04`. */
  readonly updated: string;
  readonly document: unknown;
}

export const MANAGED_POLICIES = 'test/proofs/managed-policies';

export const managedPolicyFixtures = (folder = MANAGED_POLICIES): readonly ManagedPolicyFixture[] =>
  readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));

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
