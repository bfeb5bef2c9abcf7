import type { Figure } from './figure';
import { appStart } from './figures/app-start';
import { ask } from './figures/ask';
import { bundleLoad } from './figures/bundle-load';
import { bundleSize } from './figures/bundle-size';
import { capacity } from './figures/capacity';
import { dataset } from './figures/dataset';
import { deployments } from './figures/deployments';
import { eventCpu } from './figures/event-cpu';
import { evidence } from './figures/evidence';
import { firstToken } from './figures/first-token';
import { knowledgeAsk } from './figures/knowledge/knowledge-ask';
import { passages } from './figures/knowledge/passages';
import { sync } from './figures/knowledge/sync';
import { reviewPage } from './figures/review-page';
import { streamMemory } from './figures/stream-memory';
import { synthesis } from './figures/synthesis';

/** All figures, in the order of the table. */
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
  capacity,
  dataset,
  passages,
  knowledgeAsk,
  sync,
  evidence,
  reviewPage,
];
