import type { PersonasConfig } from './config/personas-config';
import type { TrustedPrincipals } from './config/trusted-principals';
import type { DeploymentConfig } from './deployment';

export type Persona = keyof PersonasConfig;

/** Returns the principals that can assume the role of a persona; undefined for the default. */
export const trustOf = (
  { personas, trustedPrincipals }: Pick<DeploymentConfig, 'personas' | 'trustedPrincipals'>,
  persona: Persona,
): TrustedPrincipals | undefined => personas?.[persona]?.trustedPrincipals ?? trustedPrincipals;

/** Returns the longest session of a persona, in hours. */
export const sessionHoursOf = (
  { personas, sessionHours = 1 }: Pick<DeploymentConfig, 'personas' | 'sessionHours'>,
  persona: Exclude<Persona, 'breakGlass'>,
): number => personas?.[persona]?.sessionHours ?? sessionHours;
