import { list, type NamedPolicy } from '../model/policy';

/**
 * Returns the statements of a policy that leave open what they are about, in words: without a resource, which AWS refuses
 * in all policies but those of trust, or an Allow of whatever a pattern matches, which grows with AWS.
 *
 * @param patterns actions with a wildcard that may stand in an Allow
 */
export const openStatements = ({ name, document }: NamedPolicy, patterns: readonly string[] = []): readonly string[] =>
  document.Statement.flatMap(({ Effect, Action, NotAction, Resource, NotResource }) => {
    const broad = Effect === 'Allow' ? list(Action).filter((one) => /[*?]/.test(one) && !patterns.includes(one)) : [];
    return [
      ...(list(Resource ?? NotResource).length === 0 ? ['a statement without a resource'] : []),
      ...(Effect === 'Allow' && NotAction !== undefined ? ['an Allow of all actions but some'] : []),
      ...broad.map((action) => `an Allow of ${action}`),
    ].map((says) => `policies name each action and a resource. But: ${name} has ${says}`);
  });
