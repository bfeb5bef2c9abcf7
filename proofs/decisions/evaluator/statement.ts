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
export function saidOf(policies: readonly NamedPolicy[], request: Request): Said {
  const heard = new Heard();
  for (const policy of policies) for (const { Effect } of matching(policy, request)) heard.hear(Effect, 'direct');
  return heard;
}

/** Effect of the policy of a bucket, key or role, which names its principals. */
export function saidOnResource(policy: NamedPolicy, request: Request): Said {
  const heard = new Heard();
  for (const statement of matching(policy, request))
    heard.hear(statement.Effect, principalMatch(statement, request.principal, policy.name));
  return heard;
}

/** Effect of the policy of a VPC endpoint. Ours name every principal, and limit it in conditions. */
export function saidByEndpoint(policy: NamedPolicy, request: Request): Said {
  const named = policy.document.Statement.find(({ Principal }) => !isEverybody(Principal));
  if (named)
    throw new NotModelledError(policy.name, 'a Principal other than * in an endpoint policy', 'Use a condition.');
  return saidOf([policy], request);
}

type Match = 'account' | 'direct' | 'everybody';

/** Statements that match a request, one after the other. */
class Heard implements Said {
  denies = false;
  allows = false;
  allowsEverybody = false;
  allowsAccount = false;

  hear(effect: Statement['Effect'], match: Match | undefined): void {
    if (match === undefined) return;
    if (effect === 'Deny') this.denies = true;
    else if (match === 'account') this.allowsAccount = true;
    else this.allows = true;
    if (effect === 'Allow' && match === 'everybody') this.allowsEverybody = true;
  }
}

/** Statements of a policy on an action, since every policy is asked for the same few again and again. */
interface OnAction {
  readonly statements: readonly Statement[];
  /** Those that cover a resource. @default - no memory: a variable decides which resources they cover */
  readonly byResource: Map<string, readonly Statement[]> | undefined;
}

const byAction = new WeakMap<NamedPolicy, Map<string, OnAction>>();

function onAction(policy: NamedPolicy, action: string): OnAction {
  const known = byAction.get(policy) ?? new Map<string, OnAction>();
  byAction.set(policy, known);
  const found = known.get(action) ?? readOnAction(policy, action);
  known.set(action, found);
  return found;
}

function readOnAction(policy: NamedPolicy, action: string): OnAction {
  const statements = policy.document.Statement.filter((statement) => speaksOf(statement, action));
  const arns = statements.flatMap(({ Resource, NotResource }) => [...list(Resource), ...list(NotResource)]);
  return { statements, byResource: arns.some((arn) => arn.includes('${')) ? undefined : new Map() };
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

/** Enough for the deployments as they are, which come first; what mutants add to them would fill the memory. */
const MOST = 200_000;
let remembered = 0;

function covering(policy: NamedPolicy, request: Request): readonly Statement[] {
  const { statements, byResource } = onAction(policy, request.action);
  if (statements.length === 0) return statements;
  const known = byResource?.get(request.resource);
  if (known) return known;
  const found = statements.filter((statement) => covers(statement, request));
  if (byResource && remembered < MOST) {
    byResource.set(request.resource, found);
    remembered += 1;
  }
  return found;
}

function matching(policy: NamedPolicy, request: Request): readonly Statement[] {
  const candidates = covering(policy, request);
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
