import { NotModelledError } from '../../not-modelled';

const known = new Map<string, RegExp>();

/**
 * A text with the wildcards of IAM: `*` for any characters and none, `?` for exactly one.
 *
 * @throws NotModelledError for a policy variable, such as `${aws:username}`
 */
export function pattern(text: string, flags: '' | 'i' = ''): RegExp {
  const key = `${flags}${text}`;
  const found = known.get(key);
  if (found) return found;
  if (text.includes('${'))
    throw new NotModelledError('a policy', `the variable in ${text}`, 'See evaluator/pattern.ts.');
  const source = text
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const made = new RegExp(`^${source}$`, flags);
  known.set(key, made);
  return made;
}

/** The five parts before the resource, and the resource, which may hold colons of its own. */
const parts = (arn: string): readonly string[] => {
  const [prefix = '', partition = '', service = '', region = '', account = '', ...resource] = arn.split(':');
  return [prefix, partition, service, region, account, resource.join(':')];
};

/** ARNs are compared part by part: no wildcard reaches over a colon before the resource. Source: IAM User Guide, "Resource". */
export function isLikeArn(arn: string, like: string): boolean {
  if (like === '*') return true;
  const wanted = parts(like);
  return parts(arn).every((part, at) => pattern(wanted[at] ?? '').test(part));
}
