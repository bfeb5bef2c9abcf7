import { isLikeArn, pattern } from '../../model/pattern';
import { list, type NamedPolicy, type Statement } from '../../model/policy';
import type { Request } from '../../model/request';
import { NotModelledError } from '../../not-modelled';
import { conditionHolds, contextOf } from './condition';
import { substituted } from './variables';

/** Effect of a policy on one request. */
export interface Said {
  readonly denies: boolean;
  readonly allows: boolean;
  /** It allows everybody, by `*`. */
  readonly allowsEverybody: boolean;
  /** It allows the principal's account, which then decides. */
  readonly allowsAccount: boolean;
}

/** Effect of policies that are attached to a principal or an organization, and name no principal. */
export const saidOf = (policies: readonly NamedPolicy[], request: Request): Said =>
  combined(policies.flatMap((policy) => matching(policy, request).map(({ Effect }) => [Effect, 'direct'] as const)));

/** Effect of the policy of a bucket, key or role, which names its principals. */
export const saidOnResource = (policy: NamedPolicy, request: Request): Said =>
  combined(
    matching(policy, request).flatMap((statement) => {
      const match = principalMatch(statement, request.principal, policy.name);
      return match ? [[statement.Effect, match] as const] : [];
    }),
  );

/** Effect of the policy of a VPC endpoint. Ours name every principal, and limit it in conditions. */
export function saidByEndpoint(policy: NamedPolicy, request: Request): Said {
  const named = policy.document.Statement.find(({ Principal }) => !isEverybody(Principal));
  if (named)
    throw new NotModelledError(policy.name, 'a Principal other than * in an endpoint policy', 'Use a condition.');
  return saidOf([policy], request);
}

type Match = 'account' | 'direct' | 'everybody';

const combined = (matches: readonly (readonly [Statement['Effect'], Match])[]): Said => ({
  denies: matches.some(([effect]) => effect === 'Deny'),
  allows: matches.some(([effect, match]) => effect === 'Allow' && match !== 'account'),
  allowsEverybody: matches.some(([effect, match]) => effect === 'Allow' && match === 'everybody'),
  allowsAccount: matches.some(([effect, match]) => effect === 'Allow' && match === 'account'),
});

/** Statements by action, since every policy is asked for the same few again and again. */
const byAction = new WeakMap<NamedPolicy, Map<string, readonly Statement[]>>();

function ofAction(policy: NamedPolicy, action: string): readonly Statement[] {
  const known = byAction.get(policy) ?? new Map<string, readonly Statement[]>();
  byAction.set(policy, known);
  const found = known.get(action) ?? policy.document.Statement.filter((statement) => speaksOf(statement, action));
  known.set(action, found);
  return found;
}

const isAction = (action: string) => (wanted: string) => pattern(wanted, 'i').test(action);

const speaksOf = ({ Action, NotAction }: Statement, action: string): boolean =>
  Action === undefined ? !list(NotAction).some(isAction(action)) : list(Action).some(isAction(action));

/** A trust policy names no resource: it is the role's own. */
function covers({ Resource, NotResource }: Statement, request: Request): boolean {
  const isNamed = (arns: readonly string[]) =>
    arns.some((arn) => {
      const like = arn.includes('${') ? substituted(arn, contextOf(request)) : arn;
      return like !== undefined && isLikeArn(request.resource, like);
    });
  return Resource === undefined ? !isNamed(list(NotResource)) : isNamed(list(Resource));
}

function matching(policy: NamedPolicy, request: Request): readonly Statement[] {
  const candidates = ofAction(policy, request.action).filter((statement) => covers(statement, request));
  if (candidates.length === 0) return candidates;
  const context = contextOf(request);
  return candidates.filter(({ Condition }) => conditionHolds(Condition, context));
}

const isEverybody = (principal: Statement['Principal']): boolean =>
  principal === '*' || (principal !== undefined && list(principal.AWS).includes('*'));

/** Source: IAM User Guide, "AWS JSON policy elements: Principal". */
function principalMatch({ Principal, NotPrincipal }: Statement, asking: string, at: string): Match | undefined {
  if (NotPrincipal !== undefined || Principal === undefined) {
    throw new NotModelledError(at, 'a statement without Principal', 'See evaluator/statement.ts.');
  }
  if (isEverybody(Principal)) return 'everybody';
  const { AWS, Service, ...others } = Principal as Readonly<Record<string, string | readonly string[]>>;
  if (Object.keys(others).length > 0)
    throw new NotModelledError(at, `Principal ${Object.keys(others)}`, 'See evaluator/statement.ts.');
  if (list(Service).includes(asking)) return 'direct';
  if (!asking.startsWith('arn:')) return undefined;
  if (list(AWS).some((name) => name === asking && !name.endsWith(':root'))) return 'direct';
  const account = asking.split(':')[4] ?? '';
  return list(AWS).some((name) => name === account || name === `arn:aws:iam::${account}:root`) ? 'account' : undefined;
}
