/** Characters that are decoded at once: a multiple of 4, so that each part is complete. */
const PART = 1 << 20;

/** Decodes base64 in parts, so that a long recording needs no string of its own length. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer>[] {
  const start = text.search(/\S/);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let at = Math.max(0, start); at < text.length; at += PART) {
    const binary = atob(text.slice(at, at + PART).trim());
    const bytes = new Uint8Array(binary.length);
    for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
    parts.push(bytes);
  }
  return parts;
}
