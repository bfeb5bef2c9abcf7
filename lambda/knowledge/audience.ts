import { named } from '../shared/failures/failures';

/**
 * Returns the groups whose documents the caller may see: those of the audience that is the alias of the function. Lambda
 * names the alias in the ARN by which the function was called; IAM lets a session call only the alias of its own audience
 * (docs/decisions/0018). No field of the request has a part in it.
 *
 * @throws InternalError for an alias that is no audience: the function is deployed wrong
 */
export function groupsOf(
  invokedFunctionArn: string,
  audiences: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  const [, , , , , , , alias] = invokedFunctionArn.split(':');
  if (alias === undefined) return [];
  const groups = audiences.get(alias);
  if (!groups) throw named('UnknownAudienceError');
  return groups;
}
