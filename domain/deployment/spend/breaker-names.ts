import type { Names } from '../names/names';

/** Names of the breaker of a deployment. */
export interface BreakerNames {
  /** Name of the state machine and of its rule. */
  readonly breaker: string;
  /** Name of the role of the state machine. */
  readonly breakerRole: string;
  /** Name of the Deny policy that the breaker attaches. Policies are global to an account, as roles are. */
  readonly stopPolicy: string;
}

export const breakerNames = ({ prefix, region }: Names): BreakerNames => ({
  breaker: `${prefix}-breaker`,
  breakerRole: `${prefix}-${region}-breaker`,
  stopPolicy: `${prefix}-${region}-stop`,
});
