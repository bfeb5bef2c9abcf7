import { OperatorError } from '../../domain/operator-error';
import type { Graph } from './graph';
import { mermaid } from './mermaid';

const END = '<!-- end of the diagram -->';

/** What stands between the two comments of the page. */
export function diagramBlock(graph: Graph): string {
  return [
    `<!-- diagram: made by \`npm run diagram\` from the templates of ${graph.deployment}; do not edit -->`,
    '```mermaid',
    mermaid(graph),
    '```',
    '',
    ...graph.notes.map((note) => `- ${note}`),
    END,
  ].join('\n');
}

/**
 * The page with the diagram in the place of the old one.
 *
 * @throws OperatorError if the page has no place for it, or more than one, or shows another deployment there
 */
export function withDiagram(page: string, block: string, file: string): string {
  const places = [...page.matchAll(/<!-- diagram:[\s\S]*?<!-- end of the diagram -->/g)];
  const [place, ...more] = places;
  if (!place || more.length > 0) {
    throw new OperatorError(
      'PB-DIAGRAM-002',
      `${file} has ${places.length === 0 ? 'no place' : `${places.length} places`} for the diagram.`,
      `Write <!-- diagram: --> and ${END} into it, once, each on a line of its own.`,
    );
  }
  const [shown, drawn] = [place[0], block].map((text) => /from the templates of (\S+);/.exec(text)?.[1]);
  if (shown && shown !== drawn) {
    throw new OperatorError(
      'PB-DIAGRAM-003',
      `${file} shows ${shown}, and this is ${drawn}.`,
      'Add --stdout, or name a page of its own with --page.',
    );
  }
  return page.slice(0, place.index) + block + page.slice(place.index + place[0].length);
}
