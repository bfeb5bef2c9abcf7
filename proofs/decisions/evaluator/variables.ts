import { NotModelledError } from '../../not-modelled';

/** Condition keys of a request in lower case, with their values. */
export type Context = ReadonlyMap<string, string | readonly string[]>;

/** `${aws:PrincipalTag/team}` or, with a default, `${aws:PrincipalTag/team, 'none'}`. */
const VARIABLE = /\$\{([^},]+)(?:, '([^']*)')?\}/g;

/**
 * Puts the values of a request into a text with policy variables. Undefined if one has neither value nor default: such a
 * text matches nothing. Source: IAM User Guide, "IAM policy elements: Variables and tags".
 *
 * @throws NotModelledError for a variable of another form, and for a value with a wildcard, which no tag can have
 */
export function substituted(text: string, context: Context): string | undefined {
  if (!text.includes('${')) return text;
  const values = [...text.matchAll(VARIABLE)].map(
    ([, key = '', fallback]) => context.get(key.toLowerCase()) ?? fallback,
  );
  const isModelled = values.every((value) => typeof value !== 'object' && !/[*?$]/.test(value ?? ''));
  if (!isModelled || text.replace(VARIABLE, '').includes('${')) {
    throw new NotModelledError('a policy', `the variable in ${text}`, 'See evaluator/variables.ts.');
  }
  if (values.includes(undefined)) return undefined;
  return text.replace(VARIABLE, () => String(values.shift()));
}
