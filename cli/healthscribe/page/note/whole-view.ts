import type { ReviewData } from '../../review/review-data';
import { byId, make } from '../dom';
import { type Language, text, type Values, write } from '../language';
import type { TextKey } from '../texts/english';
import { sectionName } from '../texts/section-names';

/** Lists what is wrong with the draft as a whole, and which sections are empty. Screen readers announce it. */
export function drawWhole({ whole, sections }: ReviewData): void {
  const { isEmpty, repeatedSegments, misplacedSegments } = whole;
  const empty = sections.filter(({ sentences }) => sentences.length === 0).map(({ name }) => name);
  const defects: readonly (readonly [isOne: boolean, key: TextKey, values: (language: Language) => Values])[] = [
    [isEmpty, 'wholeEmpty', () => ({})],
    [repeatedSegments > 0, 'wholeRepeated', () => ({ count: repeatedSegments })],
    [misplacedSegments > 0, 'wholeMisplaced', () => ({ count: misplacedSegments })],
  ];
  const found = defects.filter(([isOne]) => isOne);
  if (found.length === 0) return;
  if (empty.length > 0) {
    const names = (language: Language) => empty.map((name) => sectionName(name, language)).join(', ');
    found.push([true, 'wholeSections', (language) => ({ sections: names(language) })]);
  }
  const heading = make('strong');
  write(heading, 'wholeHeading');
  const items = found.map(([, key, values]) => {
    const item = make('li');
    write(item, (language) => text(key, values(language), language));
    return item;
  });
  const list = byId('whole');
  list.hidden = false;
  list.replaceChildren(heading, make('ul', {}, ...items));
}
