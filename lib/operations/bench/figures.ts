import { appStart } from './app-start';
import { ask } from './ask';
import { bundleLoad } from './bundle-load';
import { bundleSize } from './bundle-size';
import { dataset } from './dataset';
import { deployments } from './deployments';
import { eventCpu } from './event-cpu';
import type { Figure } from './figure';
import { firstToken } from './first-token';
import { streamMemory } from './stream-memory';
import { synthesis } from './synthesis';

/** Everything that the bench measures, in the order of its table. */
export const FIGURES: readonly Figure[] = [
  appStart,
  synthesis,
  deployments,
  bundleSize,
  bundleLoad,
  firstToken,
  eventCpu,
  streamMemory,
  ask,
  dataset,
];
