import type { Outcome, Request } from '../model/request';
import { NotModelledError } from '../not-modelled';
import { type Said, saidByEndpoint, saidOf, saidOnResource } from './evaluator/statement';

const NOTHING: Said = { denies: false, allows: false, allowsAccount: false };

/**
 * What IAM answers: the second opinion beside the simulator, some thousand times faster, and short enough to be read.
 * Written from the IAM User Guide, "Policy evaluation logic", and for keys from the KMS Developer Guide, "Key policies".
 *
 * @throws NotModelledError for whatever of the policy language our policies do not use
 */
export function evaluate(request: Request): Outcome {
  const { identity, boundary, resource, endpoint, organization = [] } = request.policies;
  const isService = !request.principal.startsWith('arn:');
  if (boundary && !/:role\//.test(request.principal)) {
    throw new NotModelledError(request.principal, 'a boundary of somebody who is no role', 'See evaluator.ts.');
  }
  const own = saidOf(identity, request);
  const bound = boundary && saidOf([boundary], request);
  const passing = endpoint && saidByEndpoint(endpoint, request);
  const organized = isService ? NOTHING : saidOf(organization, request);
  const asked = resource ? saidOnResource(resource, request) : NOTHING;

  if ([own, bound, passing, organized, asked].some((said) => said?.denies)) return 'explicitly denied';
  if (passing && !passing.allows) return 'implicitly denied';
  if (isService) return asked.allows ? 'allowed' : 'implicitly denied';
  // Asked in the name of a role, not of its session, which a resource policy could admit past the boundary.
  if (bound && !bound.allows) return 'implicitly denied';
  return isGranted(request, own, asked) ? 'allowed' : 'implicitly denied';
}

/** Within an account either side may grant. Between accounts, and where the resource must trust the account first, both. */
function isGranted(
  { principal, action, resource, resourceAccount, policies }: Request,
  own: Said,
  asked: Said,
): boolean {
  const isSameAccount = principal.split(':')[4] === resourceAccount;
  if (!isSameAccount) return own.allows && (asked.allows || asked.allowsAccount);
  if (asked.allows) return true;
  return own.allows && (asked.allowsAccount || !asksForTrust(action, resource, policies.resource !== undefined));
}

/** A key, and a role that is to be assumed: identity policies count only if its own policy lets in the account. */
const asksForTrust = (action: string, resource: string, hasPolicy: boolean): boolean =>
  (action.startsWith('kms:') && resource.includes(':key/')) || (action === 'sts:AssumeRole' && hasPolicy);
