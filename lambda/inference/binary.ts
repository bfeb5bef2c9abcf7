/** Base64 with its padding. `Buffer.from` ignores characters that are not base64. */
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

export const isBase64 = (text: string): boolean => text.length % 4 === 0 && BASE64.test(text);

export const toBase64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
