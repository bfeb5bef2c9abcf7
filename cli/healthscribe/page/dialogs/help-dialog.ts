import { LOW_CONFIDENCE } from '../../review/review-data';
import { byId, make } from '../dom';
import { write } from '../language';
import type { TextKey } from '../texts/english';

const KEYS = [
  ['Enter', 'keyEnter'],
  ['↑ ↓', 'keyArrows'],
  ['N', 'keyNext'],
  ['E, F2', 'keyEdit'],
  ['␣', 'keySpace'],
  ['Esc', 'keyEscape'],
] as const satisfies readonly (readonly [string, TextKey])[];

/** Marks, each as it looks on the page. */
const MARKS = [
  ['mark-doubt', 'inDoubt', 'markDoubt'],
  ['unsure', 'speed', 'markUnsure'],
  ['sample-evidence', 'transcript', 'markEvidence'],
  ['left-out', 'leftOut', 'markLeftOut'],
  ['mark-change', 'changed', 'markDifference'],
] as const satisfies readonly (readonly [string, TextKey, TextKey])[];

/** Opens the dialog that explains keys and marks. */
export function openHelp(): void {
  const dialog = byId('help-dialog', 'dialog');
  const close = make('button', { type: 'button', class: 'primary' });
  write(close, 'close');
  close.addEventListener('click', () => dialog.close());
  const keys = KEYS.flatMap(([key, meaning]) => [make('dt', {}, make('kbd', {}, key)), described('dd', meaning)]);
  const marks = MARKS.flatMap(([kind, sample, meaning]) => [
    make('dt', {}, sampleOf(kind, sample)),
    described('dd', meaning),
  ]);
  dialog.replaceChildren(
    described('h2', 'helpHeading', 'help-heading'),
    described('p', 'helpKeys'),
    make('dl', {}, ...keys),
    make('dl', {}, ...marks),
    make('div', { class: 'tools' }, close),
  );
  dialog.showModal();
}

function described(name: 'dd' | 'h2' | 'p', key: TextKey, id?: string): HTMLElement {
  const element = make(name, { id });
  write(element, key, { percent: Math.round(LOW_CONFIDENCE * 100) });
  return element;
}

function sampleOf(kind: string, key: TextKey): HTMLElement {
  const element = make('span', { class: kind });
  write(element, key);
  return element;
}
