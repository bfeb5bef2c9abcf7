import type { ResetRecord } from './reset-record';
import type { SpendAlarm } from './spend-alarms';
import type { StoppedFunction } from './stopped-functions';

/** Alarm on costs as CloudWatch has it. */
export interface FoundAlarm {
  /** Full name. */
  readonly name: string;
  readonly window: string;
  readonly limitUsd: number;
  /** US dollars of the window that ends now. */
  readonly usd: number;
  readonly state: 'ALARM' | 'INSUFFICIENT_DATA' | 'OK' | 'missing';
  /** ISO 8601, when it came into this state. Absent if the alarm is missing. */
  readonly since?: string;
}

/** Function that the breaker stops, as Lambda has it. */
export interface FoundFunction extends StoppedFunction {
  /** Reserved concurrency now. @default - none is reserved */
  readonly concurrency?: number;
  readonly isMissing?: true;
}

/** Role or function after an execution of the breaker. */
export interface StopOutcome {
  readonly kind: 'function' | 'role';
  readonly name: string;
  readonly outcome: 'not stopped' | 'stopped';
  /** Name of the error of AWS. */
  readonly error?: string;
}

/** Last execution of the breaker. */
export interface LastStop {
  /** ISO 8601, when it started. */
  readonly at: string;
  readonly status: string;
  /** Name of the alarm that started it. @default - the execution has not ended */
  readonly alarm?: string;
  /** @default - the execution has not ended, or ended before it had tried everything */
  readonly targets?: readonly StopOutcome[];
}

/** Breaker as AWS has it. */
export interface FoundBreaker {
  readonly alarms: readonly FoundAlarm[];
  /** Names of the roles that the Deny policy is attached to. */
  readonly roles: readonly string[];
  readonly functions: readonly FoundFunction[];
  readonly lastStop: LastStop | undefined;
  readonly lastReset: ResetRecord | undefined;
}

export type BreakerState = 'armed' | 'not armed' | 'partly stopped' | 'stopped';

/** True for a function that the breaker has stopped. A row reserves at least 1. */
export const isStopped = ({ concurrency }: FoundFunction): boolean => concurrency === 0;

/** Returns roles that the last execution names and that the policy is not attached to. */
export const freeRoles = ({ roles, lastStop }: FoundBreaker): readonly string[] =>
  (lastStop?.targets ?? [])
    .filter(({ kind, name }) => kind === 'role' && !roles.includes(name))
    .map(({ name }) => name);

/** Returns what the breaker is: with everything stopped, with something, ready to stop, or without an alarm that would. */
export function breakerState(found: FoundBreaker): BreakerState {
  const { alarms, functions, roles } = found;
  const present = functions.filter(({ isMissing }) => !isMissing);
  if (roles.length > 0 || present.some(isStopped)) {
    const isWhole = roles.length > 0 && present.every(isStopped) && freeRoles(found).length === 0;
    return isWhole ? 'stopped' : 'partly stopped';
  }
  return alarms.some(({ state }) => state === 'missing') ? 'not armed' : 'armed';
}

/** Returns the US dollars of an alarm. @param sums tokens by the id of their metric */
export const usdOf = ({ tokens }: Pick<SpendAlarm, 'tokens'>, sums: ReadonlyMap<string, number>): number =>
  tokens.reduce((total, { id, usd }) => total + ((sums.get(id) ?? 0) * usd) / 1_000_000, 0);
