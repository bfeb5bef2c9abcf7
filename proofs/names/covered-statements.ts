import { literalPattern } from '../model/pattern';
import { list, type NamedPolicy, type Statement } from '../model/policy';
import { SamePolicies } from '../model/same-policies';

/**
 * Returns the statements of these policies, evaluated together, without which they say the same: each of their actions on
 * each of their resources is said by another statement, under no other condition.
 */
export const coveredStatements = (policies: readonly NamedPolicy[]): readonly string[] =>
  known.of([policies], () => coveredIn(policies));

const known = new SamePolicies<readonly string[]>();

function coveredIn(policies: readonly NamedPolicy[]): readonly string[] {
  const all = policies.flatMap(({ name, document }) => document.Statement.map((statement) => ({ name, statement })));
  return all
    .filter(({ statement }) =>
      isCovered(
        statement,
        all.map((other) => other.statement).filter((other) => other !== statement),
      ),
    )
    .map(
      ({ name, statement }) => `other statements say all of ${statement.Sid ?? list(statement.Action)[0]} in ${name}`,
    );
}

function isCovered(statement: Statement, others: readonly Statement[]): boolean {
  const { Action, Resource } = statement;
  if (Action === undefined || Resource === undefined) return false;
  const wider = others.filter((other) => other.Effect === statement.Effect && isAsWide(other, statement));
  return list(Action).every((action) =>
    list(Resource).every((arn) => wider.some((other) => matches(other.Action, action) && matches(other.Resource, arn))),
  );
}

/** The other one requires nothing that this one does not require. */
function isAsWide(
  { Condition: wide = {}, Principal: those }: Statement,
  { Condition = {}, Principal }: Statement,
): boolean {
  if (JSON.stringify(those) !== JSON.stringify(Principal)) return false;
  return Object.entries(wide).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => {
      const own = Condition[operator]?.[key];
      return own !== undefined && JSON.stringify(list(own)) === JSON.stringify(list(values));
    }),
  );
}

const matches = (patterns: Statement['Action'], text: string) =>
  list(patterns).some((one) => literalPattern(one, 'i').test(text));
