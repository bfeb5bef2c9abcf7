/** Part of a file, both ends included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/**
 * Reads the header `Range` of a request.
 *
 * @param size bytes of the file
 * @returns undefined for the whole file: no range, several, or another unit (RFC 9110, 14.2); `unsatisfiable` if no byte is
 * in the range
 */
export function parseByteRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length > 0 ? { first: size - length, last: size - 1 } : 'unsatisfiable';
  }
  if (to !== '' && Number(to) < Number(from)) return undefined;
  const [first, last] = [Number(from), Math.min(to === '' ? size - 1 : Number(to), size - 1)];
  return first < size ? { first, last } : 'unsatisfiable';
}
