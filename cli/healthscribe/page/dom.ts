/** Returns an element of the page by its id. Each exists: page.html has it. */
export function byId<Name extends keyof HTMLElementTagNameMap = 'div'>(
  id: string,
  name?: Name,
): HTMLElementTagNameMap[Name] {
  const element = document.getElementById(id);
  if (!element || (name && element.localName !== name)) throw new Error(`The page has no element ${id}`);
  return element as HTMLElementTagNameMap[Name];
}

type Properties = Readonly<Record<string, string | boolean | undefined>>;

/** Makes an element. A text is always text, never HTML: nothing of a transcript becomes an element. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Properties = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(properties)) {
    if (value === false || value === undefined) continue;
    element.setAttribute(attribute, value === true ? '' : value);
  }
  element.append(...children);
  return element;
}

/** Returns `1:02:03` or `2:03`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (part: number) => String(part).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
