import type { Routes } from '../catalogue-model';

/** Routes from each Region of the core to the whole core; from a Region beside it to the core and to itself. */
export function routes(core: readonly string[], ...beside: readonly string[]): Routes {
  return Object.fromEntries([
    ...core.map((source) => [source, core] as const),
    ...beside.map((source) => [source, [...core, source]] as const),
  ]);
}

/** Core of the profiles with the prefix `us`. */
export const US = ['us-east-1', 'us-east-2', 'us-west-2'];

/** Core of most profiles with the prefix `eu`. */
export const EUROPE = ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-south-2', 'eu-west-1', 'eu-west-3'];

/** Core of the profiles with the prefix `jp`. */
export const JAPAN = ['ap-northeast-1', 'ap-northeast-3'];
