/** `production/Access/ReaderF7BF189D` becomes `Access/Reader`: how a person finds the construct. */
export const placeWords = (at: string): string => at.replace(/^[^/]+\//, '').replace(/[0-9A-F]{8}$/, '');

/** A value of a template in few words: the last thing that it names. */
export function valueWords(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const texts: string[] = [];
  const collect = (inner: unknown): void => {
    if (typeof inner === 'string') texts.push(inner);
    else if (typeof inner === 'object' && inner !== null) Object.values(inner).map(collect);
  };
  collect(value);
  return texts
    .map((text) => text.replace(/^.*:ExportsOutput(Ref|FnGetAtt)/, '').replace('AWS::AccountId', '<account>'))
    .join('');
}
