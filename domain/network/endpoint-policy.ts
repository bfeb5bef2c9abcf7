/** A request through an endpoint. A key of the context that is absent here is unknown; `undefined` is known to be absent. */
export interface EndpointRequest {
  readonly account: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | undefined>>;
}

/** `unknown`: the policy compares something whose value is not known here, such as `aws:PrincipalOrgID`. */
export type EndpointDecision = 'allowed' | 'denied' | 'unknown';

type Truth = 'no' | 'unknown' | 'yes';
type Statement = Readonly<Record<string, unknown>>;

/**
 * Decides a request by the policy of an existing endpoint.
 *
 * Source: IAM User Guide, "Policy evaluation logic" and "IAM JSON policy elements".
 *
 * @param document as EC2 returns it; without one, AWS lets everything pass
 * @throws SyntaxError for what is not JSON
 */
export function decideEndpointPolicy(document: string | undefined, request: EndpointRequest): EndpointDecision {
  if (!document) return 'allowed';
  const { Statement = [] } = JSON.parse(document) as { readonly Statement?: unknown };
  const matching = (effect: string): Truth =>
    any(
      list(Statement)
        .filter((one): one is Statement => typeof one === 'object' && one !== null)
        .filter(({ Effect }) => Effect === effect)
        .map((statement) => matches(statement, request)),
    );
  const [deny, allow] = [matching('Deny'), matching('Allow')];
  if (deny === 'yes' || allow === 'no') return 'denied';
  return deny === 'no' && allow === 'yes' ? 'allowed' : 'unknown';
}

function matches(statement: Statement, request: EndpointRequest): Truth {
  const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition = {} } = statement;
  return every([
    NotPrincipal === undefined ? principal(Principal, request.account) : 'unknown',
    element(Action, NotAction, request.action.toLowerCase(), (pattern) => pattern.toLowerCase()),
    element(Resource, NotResource, request.resource),
    ...Object.entries(Condition as object).flatMap(([operator, keys]) =>
      Object.entries(keys as object).map(([key, values]) =>
        condition(operator, key, list(values).map(String), request),
      ),
    ),
  ]);
}

function principal(value: unknown, account: string): Truth {
  const named = value === '*' ? ['*'] : list((value as { readonly AWS?: unknown } | undefined)?.AWS).map(String);
  return any(
    named.map((one) => {
      if (one === '*' || one === account || one === `arn:aws:iam::${account}:root`) return 'yes';
      return one.split(':')[4] === account ? 'unknown' : 'no';
    }),
  );
}

function element(own: unknown, others: unknown, value: string, normal = (pattern: string) => pattern): Truth {
  const positive = own !== undefined;
  const truth = any(list(positive ? own : others).map((pattern) => like(normal(String(pattern)), value)));
  return positive ? truth : not(truth);
}

/** Any other operator is not known here. */
const OPERATOR = /^(String|Arn)(Not)?(Equals|Like)(IfExists)?$/;

function condition(operator: string, key: string, values: readonly string[], { context }: EndpointRequest): Truth {
  const [known, type, negated, comparison, exists] = OPERATOR.exec(operator) ?? [];
  const name = Object.keys(context).find((one) => one.toLowerCase() === key.toLowerCase());
  if (!known || name === undefined) return 'unknown';
  const value = context[name];
  if (value === undefined) return exists || negated ? 'yes' : 'no';
  const isPattern = type === 'Arn' || comparison === 'Like';
  const truth = any(values.map((each) => (isPattern ? like(each, value) : same(each, value))));
  return negated ? not(truth) : truth;
}

function same(expected: string, value: string): Truth {
  if (expected.includes('${')) return 'unknown';
  return expected === value ? 'yes' : 'no';
}

/** Compares with a pattern of `*` and `?`. A policy variable is not known here. */
function like(pattern: string, value: string): Truth {
  if (pattern.includes('${')) return 'unknown';
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(value) ? 'yes' : 'no';
}

const any = (truths: readonly Truth[]): Truth => {
  if (truths.includes('yes')) return 'yes';
  return truths.includes('unknown') ? 'unknown' : 'no';
};

const every = (truths: readonly Truth[]): Truth => {
  if (truths.includes('no')) return 'no';
  return truths.includes('unknown') ? 'unknown' : 'yes';
};

const not = (truth: Truth): Truth => ({ yes: 'no', no: 'yes', unknown: 'unknown' })[truth] as Truth;

const list = (value: unknown): readonly unknown[] => (value === undefined ? [] : [value].flat());
