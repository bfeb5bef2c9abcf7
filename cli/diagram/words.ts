/** Suffix that the CDK adds to a logical id to make it unique. */
const HASH = /[0-9A-F]{8}$/;

export const withoutHash = (logicalId: string): string => logicalId.replace(HASH, '');

/** `InferenceFunction05D34FA4` → `inference function`: a word that comes twice is said once. */
export function words(logicalId: string): string {
  const all = withoutHash(logicalId)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(' ');
  return all
    .filter((word, at) => all.indexOf(word) === at)
    .join(' ')
    .replace('fine tuning', 'fine-tuning');
}
