import { make } from '../dom';
import { type Written, write, writeAttribute } from '../language';

interface EditorActions {
  /** Is told of each change of the text before it is kept. */
  typed(text: string): void;
  /** The field has lost the focus. */
  left(): void;
  keep(text: string): void;
  cancel(): void;
}

/** Returns a text field in the place of a sentence. Enter keeps the text, Escape cancels. */
export function editor(text: string, label: Written, { typed, left, keep, cancel }: EditorActions): HTMLElement {
  const field = make('textarea', { rows: '1', lang: 'en', spellcheck: 'true', autocomplete: 'off' });
  field.value = text;
  field.setSelectionRange(text.length, text.length);
  writeAttribute(field, 'aria-label', label);
  const grow = () => {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight + 2}px`;
  };
  field.addEventListener('input', () => {
    grow();
    typed(field.value);
  });
  field.addEventListener('blur', left);
  requestAnimationFrame(grow);
  field.addEventListener('keydown', (event) => {
    // The keys of the sentence must not act on its text. Enter also ends a syllable of a Korean keyboard.
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === 'Escape') cancel();
    if (event.key !== 'Enter') return;
    event.preventDefault();
    keep(field.value);
  });
  const [kept, cancelled] = [
    make('button', { type: 'button', class: 'small primary' }),
    make('button', { type: 'button', class: 'small' }),
  ];
  write(kept, 'keep');
  write(cancelled, 'cancel');
  kept.addEventListener('click', () => keep(field.value));
  cancelled.addEventListener('click', cancel);
  return make('div', { class: 'editor' }, field, make('div', { class: 'tools' }, kept, cancelled));
}
