import type { DeploymentConfig } from '../deployment';
import { isDelegating } from '../knowledge-settings';
import type { Names } from '../names/names';

/** Function that the breaker stops. */
export interface StoppedFunction {
  readonly name: string;
  /** Reserved concurrency that a reset gives back. Undefined if the row reserves none. */
  readonly reserved: number | undefined;
}

/** Reserved concurrency of the inference function, unless the row says otherwise. */
export const DEFAULT_RESERVED_CONCURRENCY = 10;

/** Returns the functions of a row that call models. */
export function stoppedFunctions(names: Names, config: DeploymentConfig): readonly StoppedFunction[] {
  const { reservedConcurrency = DEFAULT_RESERVED_CONCURRENCY } = config.inference ?? {};
  return [
    { name: names.inferenceFunction, reserved: reservedConcurrency === false ? undefined : reservedConcurrency },
    ...(config.knowledge ? [{ name: names.knowledgeFunction, reserved: undefined }] : []),
    ...(isDelegating(config) ? [{ name: names.delegatedFunction, reserved: undefined }] : []),
  ];
}
