/** What IAM sees of one request. A key that is absent is simply not in `context`. */
export interface Request {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

/** A statement as `PolicyStatement.toStatementJson` writes it. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Allowed by one statement and denied by none. Knows exactly the parts of IAM that these policies use. */
export function isAllowed(statements: readonly Statement[], request: Request): boolean {
  return !isDenied(statements, request) && matching(statements, 'Allow', request).length > 0;
}

export function isDenied(statements: readonly Statement[], request: Request): boolean {
  return matching(statements, 'Deny', request).length > 0;
}

const list = (value: string | readonly string[] = []): readonly string[] =>
  typeof value === 'string' ? [value] : value;

const matching = (statements: readonly Statement[], effect: Statement['Effect'], request: Request) =>
  statements.filter((statement) => statement.Effect === effect && matches(statement, request));

const matches = (statement: Statement, { action, resource, context }: Request): boolean =>
  list(statement.Action).includes(action) && covers(statement, resource) && conditionHolds(statement, context);

const covers = ({ Resource, NotResource }: Statement, resource: string): boolean =>
  NotResource
    ? !list(NotResource).some((arn) => isLike(resource, arn))
    : list(Resource).some((arn) => isLike(resource, arn));

const conditionHolds = ({ Condition = {} }: Statement, context: Request['context']): boolean =>
  Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => OPERATORS[operator]?.(context[key], list(values)) ?? false),
  );

/** An absent key fails a positive operator and satisfies a negated one. Source: IAM User Guide, condition operators. */
const OPERATORS: Readonly<Record<string, (actual: string | undefined, values: readonly string[]) => boolean>> = {
  StringEquals: (actual, values) => actual !== undefined && values.includes(actual),
  StringNotEquals: (actual, values) => actual === undefined || !values.includes(actual),
  StringNotLike: (actual, values) => actual === undefined || !values.some((pattern) => isLike(actual, pattern)),
  ArnLike: (actual, values) => actual !== undefined && values.some((pattern) => isLike(actual, pattern)),
  ArnNotLike: (actual, values) => actual === undefined || !values.some((pattern) => isLike(actual, pattern)),
};

/** `*` stands for any characters, and for none. These policies have no other wildcard. */
const isLike = (actual: string, pattern: string): boolean =>
  new RegExp(`^${pattern.split('*').map(literally).join('.*')}$`).test(actual);

const literally = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
