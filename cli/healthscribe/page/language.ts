import { ENGLISH, type TextKey } from './texts/english';
import { KOREAN } from './texts/korean';
import { yieldToBrowser } from './yield-to-browser';

export type Language = 'en' | 'ko';
export type Values = Readonly<Record<string, string | number>>;

/** Returns the text for an element in a language. */
export type Written = (language: Language) => string;

const TEXTS = { en: ENGLISH, ko: KOREAN } as const;

const contents = new WeakMap<Element, Written>();
const attributes = new WeakMap<Element, ReadonlyMap<string, Written>>();

let current: Language = 'en';

export const language = (): Language => current;

/** Returns a text of the interface. */
export const text = (key: TextKey, values: Values = {}, of: Language = current): string =>
  TEXTS[of][key].replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole));

const writtenOf = (key: TextKey | Written, values?: Values): Written =>
  typeof key === 'function' ? key : (of) => text(key, values, of);

/** Writes a text into an element, and again each time the language changes. */
export function write(element: Element, key: TextKey | Written, values?: Values): void {
  const written = writtenOf(key, values);
  contents.set(element, written);
  element.setAttribute('data-text', '');
  element.textContent = written(current);
}

/** Writes a text into an attribute, such as `aria-label`. */
export function writeAttribute(element: Element, attribute: string, key: TextKey | Written, values?: Values): void {
  const written = writtenOf(key, values);
  attributes.set(element, new Map([...(attributes.get(element) ?? []), [attribute, written]]));
  element.setAttribute('data-attributes', '');
  element.setAttribute(attribute, written(current));
}

/** Tells a screen reader what has happened. */
export function announce(key: TextKey, values: Values = {}): void {
  const announcement = document.getElementById('announcement');
  if (announcement) announcement.textContent = text(key, values);
}

/** Elements that are written at once: far below a long task of 50 ms. */
const SLICE = 200;

/** Changes the language of all texts. Note and transcript stay in the language of the consultation. */
export async function setLanguage(next: Language): Promise<void> {
  current = next;
  document.documentElement.lang = next;
  const elements = [...document.querySelectorAll('[data-text], [data-attributes]')];
  for (let at = 0; at < elements.length; at += SLICE) {
    // Another change of the language writes the rest.
    if (current !== next) return;
    for (const element of elements.slice(at, at + SLICE)) rewrite(element);
    await yieldToBrowser();
  }
}

function rewrite(element: Element): void {
  if (element.hasAttribute('data-text')) {
    const written = contents.get(element) ?? writtenInPage(element);
    contents.set(element, written);
    element.textContent = written(current);
  }
  for (const [attribute, written] of attributes.get(element) ?? []) element.setAttribute(attribute, written(current));
}

/** The page names the key of its own elements. */
const writtenInPage = (element: Element): Written => {
  const key = element.getAttribute('data-text') as TextKey;
  return (of) => text(key, {}, of);
};
