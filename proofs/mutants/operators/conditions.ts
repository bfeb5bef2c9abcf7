import { OTHER_ACCOUNT } from '../../model/physical-ids';
import type { Json } from '../edit';
import type { Operator } from '../mutant';
import { OTHER_ROLE } from '../others';
import { type Edit, many, onStatements, type RawStatement } from '../statements';

interface Term {
  readonly operator: string;
  readonly key: string;
  readonly value: unknown;
}

const terms = ({ Condition = {} }: RawStatement): readonly Term[] =>
  Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => ({ operator, key, value })),
  );

/** The statement without a term, and with others in its place. */
function instead(statement: RawStatement, { operator, key }: Term, others: readonly Term[] = []): RawStatement {
  const { Condition, ...unconditional } = statement;
  const left = terms(statement).filter((term) => term.operator !== operator || term.key !== key);
  const conditions: Record<string, Json> = {};
  for (const term of [...left, ...others]) {
    conditions[term.operator] = { ...conditions[term.operator], [term.key]: term.value };
  }
  return Object.keys(conditions).length > 0 ? { ...unconditional, Condition: conditions } : unconditional;
}

/** An operator that changes one term of a condition. */
const onTerms = (
  kind: string,
  effect: RawStatement['Effect'],
  change: (term: Term) => readonly (readonly [operator: string, value: unknown, what?: string])[],
): Operator =>
  onStatements(kind, (statement) => {
    if (statement.Effect !== effect) return [];
    return terms(statement).flatMap((term) =>
      change(term).map(
        ([operator, value, what = '']): Edit => ({
          what: `${term.key}${what}`,
          statement: instead(statement, term, [{ operator, key: term.key, value }]),
        }),
      ),
    );
  });

const isNegated = ({ operator }: Term) => operator.includes('Not');

/** The operator that takes patterns, of the same family. */
const like = ({ operator }: Term) =>
  operator.replace(/^(ForAllValues:|ForAnyValue:)?(String|Arn)(Not)?Equals/, '$1$2$3Like');

/** Pattern that matches everything. The two evaluators differ on `*` for an ARN, and AWS does not say: six parts with wildcards are sure. */
const anything = (term: Term) => (like(term).includes('Arn') ? 'arn:aws:*:*:*:*' : '*');

const takesPatterns = (term: Term) => /Like/.test(like(term));

/** One more value of the sort that the key asks for. */
const OTHER_VALUES: Readonly<Record<string, string>> = {
  'aws:PrincipalAccount': OTHER_ACCOUNT,
  'aws:PrincipalTag/private-bedrock:audience': 'somebody-else',
  'aws:RequestedRegion': 'eu-west-1',
  'aws:RequestTag/private-bedrock:audience': 'board',
  'aws:ResourceAccount': OTHER_ACCOUNT,
  'aws:SourceAccount': OTHER_ACCOUNT,
  'aws:SourceVpc': 'vpc-0123456789abcdef0',
  'aws:TagKeys': 'Owner',
  'iam:PassedToService': 'lambda.amazonaws.com',
  'kms:ViaService': 'lambda.us-east-1.amazonaws.com',
  's3:prefix': '*',
};

export const CONDITIONS: readonly Operator[] = [
  onStatements('condition dropped', ({ Condition, ...others }) =>
    Condition && others.Effect === 'Allow' ? [{ statement: others }] : [],
  ),
  onStatements('condition key dropped', (statement) => {
    if (statement.Effect === 'Deny') return [];
    return terms(statement).map((term) => ({ what: term.key, statement: instead(statement, term) }));
  }),
  // A negated operator and ForAllValues are true of an absent key as they are.
  onTerms('IfExists added', 'Allow', ({ operator, value }) =>
    /IfExists$|^Null$|Not|^ForAllValues/.test(operator) ? [] : [[`${operator}IfExists`, value]],
  ),
  onTerms('condition value widened to *', 'Allow', (term) =>
    takesPatterns(term) && !isNegated(term) ? [[like(term), anything(term)]] : [],
  ),
  onTerms('condition admits one more value', 'Allow', ({ operator, key, value }) => {
    const other = OTHER_VALUES[key];
    return other === undefined || operator.includes('Not') ? [] : [[operator, [...many(value), other]]];
  }),
  onTerms('condition holds for any account', 'Allow', (term) => {
    const widened = JSON.stringify(term.value).replaceAll('{"Ref":"AWS::AccountId"}', '"*"');
    return takesPatterns(term) && widened !== JSON.stringify(term.value) ? [[like(term), JSON.parse(widened)]] : [];
  }),
  onTerms('condition turned round', 'Allow', ({ operator, value }) =>
    /^(Bool|Null)/.test(operator) ? [[operator, String(value) === 'true' ? 'false' : 'true']] : [],
  ),
  onTerms('exception of an Allow changed', 'Allow', (term) =>
    isNegated(term) ? [[term.operator, 'arn:aws:iam::*:user/nobody']] : [],
  ),
  onTerms('any of several is enough', 'Allow', ({ operator, value }) =>
    operator.startsWith('ForAllValues:') ? [[operator.replace('ForAllValues:', 'ForAnyValue:'), value]] : [],
  ),
  onTerms('exception of a Deny widened to *', 'Deny', (term) =>
    isNegated(term) ? [[like(term), anything(term)]] : [],
  ),
  onTerms('exception of a Deny gains a value', 'Deny', (term) => {
    const other = OTHER_VALUES[term.key] ?? 'arn:aws:iam::*:role/Admin';
    return isNegated(term) ? [[term.operator, [...many(term.value), other]]] : [];
  }),
  onStatements('Deny forgives an absent key', (statement) => {
    if (statement.Effect === 'Allow') return [];
    return terms(statement)
      .filter((term) => isNegated(term) && statement.Condition?.Null?.[term.key] === undefined)
      .map((term) => {
        const Null = { ...statement.Condition?.Null, [term.key]: 'false' };
        return { what: term.key, statement: { ...statement, Condition: { ...statement.Condition, Null } } };
      });
  }),
  onTerms('Deny looks for less', 'Deny', ({ operator, value }) => {
    if (/^(Bool|Null)/.test(operator)) return [[operator, String(value) === 'true' ? 'false' : 'true']];
    return operator === 'NumericLessThan' ? [[operator, 1.1]] : [];
  }),
  onTerms('condition of a Deny never met', 'Deny', (term) =>
    takesPatterns(term) && !isNegated(term)
      ? [[term.operator, 'arn:aws:lambda:us-east-1:999988887777:function:none']]
      : [],
  ),
  onStatements('Deny meets a condition more', (statement) =>
    statement.Effect === 'Deny'
      ? [
          {
            statement: {
              ...statement,
              Condition: {
                ...statement.Condition,
                StringEquals: { ...statement.Condition?.StringEquals, 'aws:PrincipalAccount': OTHER_ACCOUNT },
              },
            },
          },
        ]
      : [],
  ),
  onStatements('Deny spares a principal', (statement) => {
    if (statement.Effect === 'Allow') return [];
    const condition = { ...statement.Condition?.ArnNotEquals, 'aws:PrincipalArn': OTHER_ROLE };
    if (statement.Condition?.ArnNotEquals?.['aws:PrincipalArn'] !== undefined) return [];
    return [{ statement: { ...statement, Condition: { ...statement.Condition, ArnNotEquals: condition } } }];
  }),
  onStatements('Deny without its condition', ({ Condition, ...others }) =>
    Condition && others.Effect === 'Deny' ? [{ statement: others }] : [],
  ),
  onStatements('exception of a Deny dropped', (statement) => {
    if (statement.Effect === 'Allow' || terms(statement).length < 2) return [];
    return terms(statement).map((term) => ({
      what: `${term.operator} ${term.key}`,
      statement: instead(statement, term),
    }));
  }),
];
