import { ServiceError, TuningStandIn } from '../../support/tuning-stand-in';

export const times = (count: number, error: string) => Array.from({ length: count }, () => new ServiceError(error));
export const storm = (standIn: TuningStandIn, error: (call: string) => string, count: number) => {
  for (const call of STORMED) standIn.troubles.set(call, times(count, error(call)));
};
const STORMED = [
  'validate-dataset',
  'bedrock:getModelCustomizationJob',
  'bedrock:createModelCustomizationJob',
  'reserve-job',
  'read-metrics',
  'bedrock:createCustomModelDeployment',
  'bedrock:getCustomModelDeployment',
  'bedrockruntime:converse',
  'events:putEvents',
];
const SERVICES: Readonly<Record<string, string>> = {
  bedrock: 'Bedrock.ThrottlingException',
  bedrockruntime: 'BedrockRuntime.ThrottlingException',
  events: 'EventBridge.ThrottlingException',
};
export const throttled = (call: string) => SERVICES[call.split(':')[0] ?? ''] ?? 'Lambda.TooManyRequestsException';

/** Found by no name before it starts; then nobody may look at it any more. */
export const LOST: readonly Error[] = [
  new ServiceError('Bedrock.ResourceNotFoundException'),
  new ServiceError('Bedrock.AccessDeniedException'),
];

/** Fault, end of the execution, and the states on the way. */
export interface Scenario {
  readonly name: string;
  readonly standIn: () => TuningStandIn;
  readonly end: string;
  readonly states: readonly string[];
  /** Deployments that are there at the end. @default 0 */
  readonly deployments?: number;
}

export const make =
  (change: (standIn: TuningStandIn) => void, ...args: ConstructorParameters<typeof TuningStandIn>) =>
  () => {
    const standIn = new TuningStandIn(...args);
    change(standIn);
    return standIn;
  };
export const asItIs = () => undefined;
