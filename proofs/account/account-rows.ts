import fc from 'fast-check';
import {
  type AccountConfig,
  AUDITED,
  type EnforcedGuardrailConfig,
  LOGGED_KINDS,
  type LoggingConfig,
} from '../../domain/account/account-config';
import { RETENTION_DAYS } from '../../domain/account/validate-account';
import { CATALOGUE } from '../../domain/models/model-catalogue';
import { rule } from '../rows/properties/access';
import { REGIONS } from '../rows/properties/models';
import { textOf } from '../rows/property';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** One of the values or more, each once, in any order. */
const some = <T>(values: readonly T[]) =>
  fc.shuffledSubarray([...values], { minLength: 1, maxLength: Math.min(values.length, 5) });

const logging = fc.record<LoggingConfig>(
  { retentionDays: fc.constantFrom(...RETENTION_DAYS), kinds: some(LOGGED_KINDS) },
  { requiredKeys: [] },
);

const enforcedGuardrail = (region: string) => {
  const id = textOf(LETTERS, 1, 64);
  return fc.record<EnforcedGuardrailConfig>(
    {
      guardrail: fc.oneof(
        id,
        id.map((name) => `arn:aws:bedrock:${region}:111122223333:guardrail/${name}`),
      ),
      version: fc.integer({ min: 1, max: 99_999_999 }).map(String),
      exceptModels: some(CATALOGUE.models.map((model) => model.id)),
    },
    { requiredKeys: ['guardrail', 'version'] },
  );
};

/** Valid values of every property. A new property of a row does not compile until it has a line here. */
const PROPERTIES: {
  readonly [K in Exclude<keyof AccountConfig, 'region'>]-?: (
    region: string,
  ) => fc.Arbitrary<Required<AccountConfig>[K]>;
} = {
  keepData: () => fc.boolean(),
  audit: () => some(AUDITED),
  logging: () => logging,
  dataRetention: () => fc.constant('none' as const),
  enforcedGuardrail,
  trustedPrincipals: () => rule,
  auditors: () => rule,
};

/** Valid rows of account deployments: every Region with a model, each property with and without the others. */
export const accountRows: fc.Arbitrary<AccountConfig> = fc
  .constantFrom(...REGIONS)
  .chain((region) =>
    fc.record({
      region: fc.constant(region),
      ...Object.fromEntries(
        Object.entries(PROPERTIES).map(([name, valuesIn]) => [
          name,
          fc.option(valuesIn(region) as fc.Arbitrary<unknown>, { nil: undefined, freq: 2 }),
        ]),
      ),
    }),
  )
  .map((properties) => {
    // Plain objects, without the properties that are undefined.
    const { auditors, ...row } = JSON.parse(JSON.stringify(properties)) as AccountConfig;
    const { audit, logging: copies, dataRetention, enforcedGuardrail: enforced } = row;
    const doesSomething = audit ?? copies ?? dataRetention ?? enforced;
    return {
      ...row,
      ...(doesSomething === undefined && { audit: ['guardrails' as const] }),
      ...(auditors && (audit || copies) && { auditors }),
    };
  });

/** Returns rows of the generator, always the same for one seed. */
export const randomAccounts = (seed: number, count: number): readonly AccountConfig[] =>
  fc.sample(accountRows, { seed, numRuns: count });
