import { NotModelledError } from '../not-modelled';

const known = { '': new Map<string, RegExp>(), i: new Map<string, RegExp>() } as const;

/**
 * A text with the wildcards of IAM: `*` for any characters and none, `?` for exactly one.
 *
 * @throws NotModelledError for a policy variable, such as `${aws:username}`
 */
export function pattern(text: string, flags: '' | 'i' = ''): RegExp {
  const found = known[flags].get(text);
  if (found) return found;
  if (text.includes('${')) throw new NotModelledError('a policy', `the variable in ${text}`, 'See model/pattern.ts.');
  const made = literalPattern(text, flags);
  known[flags].set(text, made);
  return made;
}

/** The same, for a comparison of two texts of policies: a policy variable stands for itself. */
export function literalPattern(text: string, flags: '' | 'i' = ''): RegExp {
  const source = text
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, flags);
}

const split = new Map<string, readonly string[]>();

/** The five parts before the resource, and the resource, which may hold colons of its own. */
function parts(arn: string): readonly string[] {
  const found = split.get(arn);
  if (found) return found;
  const [prefix = '', partition = '', service = '', region = '', account = '', ...resource] = arn.split(':');
  const made = [prefix, partition, service, region, account, resource.join(':')];
  split.set(arn, made);
  return made;
}

type PartTest = (part: string) => boolean;

const tests = new Map<string, readonly PartTest[]>();

/** Comparisons with the parts of an ARN of a policy, most of which have no wildcard. */
function testsOf(like: string): readonly PartTest[] {
  const found = tests.get(like);
  if (found) return found;
  const made = parts(like).map((wanted): PartTest => {
    if (wanted === '*') return () => true;
    return /[*?$]/.test(wanted) ? (part) => pattern(wanted).test(part) : (part) => part === wanted;
  });
  tests.set(like, made);
  return made;
}

/** ARNs are compared part by part: no wildcard reaches over a colon before the resource. Source: IAM User Guide, "Resource". */
export function isLikeArn(arn: string, like: string): boolean {
  if (like === '*' || like === arn) return true;
  const given = parts(arn);
  return testsOf(like).every((test, at) => test(given[at] ?? ''));
}
