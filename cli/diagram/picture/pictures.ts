import type { Graph } from '../graph';
import { hasPicture } from './capabilities';
import { capabilityPicture } from './capability-picture';
import { overviewPicture } from './overview-picture';
import type { Picture } from './picture';

/** Makes the overview, and one drawing for each capability. */
export function picturesOf(graph: Graph): readonly Picture[] {
  const stacks = [...new Set(graph.nodes.flatMap(({ stack }) => stack ?? []))];
  return [
    overviewPicture(graph),
    ...stacks.filter(hasPicture).map((stack) => capabilityPicture(graph, stack, kebab(stack))),
  ];
}

/** `FineTuning` → `fine-tuning` */
export const kebab = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/\W+/g, '-')
    .toLowerCase();
