import { notProven } from '../../domain/deployment/not-proven';
import type { Subject } from '../proof';
import { reachOf } from '../reachability/reachability';
import { table } from './markdown';

/** From where to where, and who uses each door. */
export function reachPart(subject: Subject): string {
  const { reach, uses } = reachOf(subject);
  return [
    ...notProven(subject.config).map((sentence) => `**Not proven:** ${sentence}`),
    table(
      ['network interfaces of', 'reach'],
      reach.map(({ from, to }) => [from, to.join(', ') || 'nothing']),
    ),
    table(
      ['endpoint', 'used by'],
      uses.map(({ endpoint, by }) => [`\`${endpoint}\``, by]),
    ),
  ].join('\n\n');
}
