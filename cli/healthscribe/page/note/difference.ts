import { diffWordsWithSpace } from 'diff';
import { make } from '../dom';
import { text, write } from '../language';

/** Most changed words that are told apart. A sentence with more is shown as replaced. */
const MAX_CHANGES = 400;

/** Returns a text with its difference to the draft: deleted and inserted words, said to screen readers as well. */
export function difference(before: string, after: string): readonly Node[] {
  const pieces = diffWordsWithSpace(before, after, { maxEditLength: MAX_CHANGES });
  if (!pieces) return [marked('del', before), marked('ins', after)];
  return pieces.map(({ value, added, removed }) => {
    if (removed) return marked('del', value);
    return added ? marked('ins', value) : document.createTextNode(value);
  });
}

/** Returns a text that is deleted or inserted as a whole. */
export function marked(name: 'del' | 'ins', piece: string): Node {
  const [begin, end] = [make('span', { class: 'hidden' }), make('span', { class: 'hidden' })];
  write(begin, (of) => ` ${text(name === 'del' ? 'deletedText' : 'insertedText', {}, of)} `);
  write(end, (of) => ` ${text('endOfChange', {}, of)} `);
  return make(name, {}, begin, make('span', { lang: 'en' }, piece), end);
}
