import { OperatorError } from '../../domain/operator-error';
import type { Graph } from './graph';
import type { Picture } from './picture/picture';

const END = '<!-- end of the diagram -->';

/** Returns the text between the two comments of a page: the drawings, and the notes on them. */
export function diagramBlock(graph: Graph, pictures: readonly Picture[], folder: string): string {
  return [
    `<!-- diagram: made by \`npm run diagram\` from the templates of ${graph.deployment}; do not edit -->`,
    ...pictures.flatMap(({ name, heading, description }) => [
      `### ${heading}`,
      '',
      `![${description}](${folder}/${name}.svg)`,
      '',
    ]),
    ...graph.notes.map((note) => `- ${note}`),
    END,
  ].join('\n');
}

/**
 * Returns the page with the new block in place of the old one.
 *
 * @throws OperatorError if the page has no place or several places for it, or shows another deployment
 */
export function withDiagram(page: string, block: string, file: string): string {
  const places = [...page.matchAll(/<!-- diagram:[\s\S]*?<!-- end of the diagram -->/g)];
  const [place, ...more] = places;
  if (!place || more.length > 0) {
    throw new OperatorError(
      'PB-DIAGRAM-002',
      `${file} has ${places.length === 0 ? 'no place' : `${places.length} places`} for the diagram.`,
      `Write the lines <!-- diagram: --> and ${END} into it once.`,
    );
  }
  const [shown, drawn] = [place[0], block].map((text) => /from the templates of (\S+);/.exec(text)?.[1]);
  if (shown && shown !== drawn) {
    throw new OperatorError(
      'PB-DIAGRAM-003',
      `${file} shows the deployment ${shown}, not ${drawn}.`,
      'Name another page with --page, or omit --page to write only the drawings.',
    );
  }
  return page.slice(0, place.index) + block + page.slice(place.index + place[0].length);
}
