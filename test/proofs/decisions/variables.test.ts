import { evaluate } from '../../../proofs/decisions/evaluator';
import { simulate } from '../../../proofs/decisions/simulator';
import { namedPolicy } from '../../../proofs/model/policy';
import type { Request } from '../../../proofs/model/request';
import { NotModelledError } from '../../../proofs/not-modelled';

const ACCOUNT = '111122223333';
const FUNCTION = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:asks`;
const TAG = 'aws:PrincipalTag/private-bedrock:audience';

const requestOf = (statement: object, alias: string, tag: string | undefined): Request => ({
  principal: `arn:aws:iam::${ACCOUNT}:role/invoker`,
  action: 'lambda:InvokeFunction',
  resource: `${FUNCTION}:${alias}`,
  resourceAccount: ACCOUNT,
  context: tag === undefined ? {} : { [TAG]: tag },
  policies: {
    identity: [
      namedPolicy('all', { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
      namedPolicy('said', { Statement: [{ Action: 'lambda:InvokeFunction', ...statement }] }),
    ],
  },
});

const allowOnly = (statement: object, alias: string, tag: string | undefined): Request => {
  const request = requestOf({ Effect: 'Allow', ...statement }, alias, tag);
  return { ...request, policies: { identity: request.policies.identity.slice(1) } };
};

const OWN = `${FUNCTION}:\${${TAG}}`;
const OR_NONE = `${FUNCTION}:\${${TAG}, 'everyone'}`;

/** As the IAM User Guide describes variables: a text with one that has no value matches nothing, unless it has a default. */
test.each<[string, string | undefined, string]>([
  ['board', 'board', 'allowed'],
  ['board', 'people', 'implicitly denied'],
  ['board', 'boar', 'implicitly denied'],
  ['board', undefined, 'implicitly denied'],
  ['everyone', undefined, 'implicitly denied'],
])('an Allow of the alias of the tag: %s with %s is %s', async (alias, tag, outcome) => {
  const request = allowOnly({ Resource: OWN }, alias, tag);
  expect([evaluate(request), await simulate(request)]).toEqual([outcome, outcome]);
});

test.each<[string, string | undefined, string]>([
  ['board', 'board', 'allowed'],
  ['board', 'people', 'explicitly denied'],
  ['board', undefined, 'explicitly denied'],
  ['everyone', undefined, 'allowed'],
])('a Deny of all but the alias of the tag or a default: %s with %s is %s', async (alias, tag, outcome) => {
  const request = requestOf({ Effect: 'Deny', NotResource: OR_NONE }, alias, tag);
  expect([evaluate(request), await simulate(request)]).toEqual([outcome, outcome]);
});

test.each<[string, string | undefined, string]>([
  ['StringEquals', 'board', 'allowed'],
  ['StringEquals', undefined, 'implicitly denied'],
])('%s compares a key with the value of another: %s is %s', async (operator, tag, outcome) => {
  const Condition = { [operator]: { 'aws:PrincipalTag/team': `\${${TAG}}` } };
  const request = allowOnly({ Resource: '*', Condition }, 'board', tag);
  const asked = { ...request, context: { ...request.context, 'aws:PrincipalTag/team': 'board' } };
  expect([evaluate(asked), await simulate(asked)]).toEqual([outcome, outcome]);
});

test.each<[string, string | undefined, string]>([
  ['board/minutes', 'board', 'allowed'],
  ['board', 'board', 'implicitly denied'],
  ['people/minutes', 'board', 'implicitly denied'],
  ['board/minutes', undefined, 'implicitly denied'],
  // The dot of a tag is a dot, not any character.
  ['boxrd/minutes', 'bo.rd', 'implicitly denied'],
])('StringLike compares %s with a pattern of the tag %s: it is %s', async (value, tag, outcome) => {
  const Condition = { StringLike: { 'aws:PrincipalTag/team': `\${${TAG}}/*` } };
  const request = allowOnly({ Resource: '*', Condition }, 'board', tag);
  const asked = { ...request, context: { ...request.context, 'aws:PrincipalTag/team': value } };
  expect([evaluate(asked), await simulate(asked)]).toEqual([outcome, outcome]);
});

test.each([
  ['a variable of another form', { Resource: `${FUNCTION}:\${${TAG}|x` }, 'board'],
  ['a value with a wildcard', { Resource: OWN }, 'b*'],
  [
    'a variable after a negated operator',
    { Resource: '*', Condition: { StringNotEquals: { [TAG]: `\${${TAG}}` } } },
    'board',
  ],
  [
    'a variable after a negated pattern',
    { Resource: '*', Condition: { StringNotLike: { [TAG]: `\${${TAG}}*` } } },
    'board',
  ],
])('%s is not decided', (_, statement, tag) => {
  expect(() => evaluate(allowOnly(statement, 'board', tag))).toThrow(NotModelledError);
});
