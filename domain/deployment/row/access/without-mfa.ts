import type { Persona } from '../../personas';
import { isObject, type Place, within } from '../../validation';

/** Persona that could be reached without MFA. */
interface WithoutMfa {
  readonly name: Persona;
  readonly place: Place;
  /** Property that waives MFA, in words. */
  readonly waivedBy: string;
}

/** Returns those of the personas that do without MFA, by their own principals or those of the row. */
export function personasWithoutMfa(
  row: Readonly<Record<string, unknown>>,
  place: Place,
  personas: readonly Persona[],
): readonly WithoutMfa[] {
  const exceptions = isObject(row.personas) ? row.personas : {};
  return personas.flatMap((name) => {
    const persona = exceptions[name];
    const own = isObject(persona) ? persona.trustedPrincipals : undefined;
    const trusted = own ?? row.trustedPrincipals;
    if (!isObject(trusted) || trusted.mfa !== false) return [];
    const waivedBy = own === undefined ? 'the row' : 'its own trustedPrincipals';
    return [{ name, place: within(within(place, 'personas'), name), waivedBy }];
  });
}
