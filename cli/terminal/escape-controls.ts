import type { Output } from '../io';

/**
 * Characters that change how other text is shown, or that hide it: control characters except line feed and tab, marks of
 * direction, invisible characters and tags. The joiners of Persian, Hindi and emoji are none of them.
 */
const CONTROLS = /[^\P{Cc}\n\t]|[\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;

/**
 * Shows these characters by their code on a terminal, such as `\u001b`, so that text of a model, a service or a file
 * cannot set colours, titles or the clipboard, hide a warning, or reverse a line. JSON keeps its value.
 */
export const escapeControls = (text: string, stream: Output): string =>
  stream.isTTY ? text.replace(CONTROLS, (found) => found.split('').map(codeOf).join('')) : text;

const codeOf = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
