import fc from 'fast-check';
import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import { catalogueOf, type DeclaredModel } from '../../../domain/models/declared-model';
import { BEDROCK_REGIONS } from '../../../domain/models/regions';
import { optional, type PropertyRows, textOf } from '../property';

/** Declared models that the Region reaches: by their own id, by a geographic profile, by a global one, or by several. */
export const declaredModels: PropertyRows<'declaredModels'> = (region) =>
  optional(
    fc.uniqueArray(
      fc
        .record({
          id: textOf('abcdefghijklmnopqrstuvwxyz0123456789', 1, 12).map((name) => `acme.${name}-9:0`),
          marketplace: fc.boolean(),
          isDirect: fc.boolean(),
          isGlobal: fc.boolean(),
          prefix: fc.constantFrom('us', 'eu', 'apac', 'new'),
          destinations: fc.uniqueArray(fc.constantFrom(...BEDROCK_REGIONS), { minLength: 1, maxLength: 4 }),
        })
        .map(
          ({ id, marketplace, isDirect, isGlobal, prefix, destinations }): DeclaredModel => ({
            id,
            marketplace,
            ...(isDirect && { regions: [region] }),
            ...(isGlobal && { globalSources: [region] }),
            ...(!isDirect && { geographic: { [prefix]: { [region]: destinations } } }),
          }),
        ),
      { minLength: 1, maxLength: 2, selector: ({ id }) => id },
    ),
  );

/** Names a declared model in the row: by the last of its ids, a profile if it has one. */
export function withDeclaredModel(row: DeploymentConfig): Partial<DeploymentConfig> {
  const [declared] = row.declaredModels ?? [];
  const catalogue = catalogueOf(row);
  const model = declared && catalogue.find(declared.id);
  const id = model && catalogue.idsInRegion(model, row.region).at(-1);
  return id === undefined ? {} : { models: [id, ...row.models.slice(1)] };
}
