import type { TemplateResource } from '../../domain/template/template';
import { at } from '../../proofs/mutants/edit';
import type { Explained } from '../../proofs/mutants/equivalent';
import { type Judged, judge } from '../../proofs/mutants/judge';
import { tableOf } from '../../proofs/mutants/kill-table';
import { allMutants, mutantsOf, OPERATORS } from '../../proofs/mutants/mutants-of';
import { oddSubjects } from '../../proofs/mutants/odd-rows';
import { NotModelledError } from '../../proofs/not-modelled';
import type { Proof, Subject } from '../../proofs/proof';
import { subjects } from '../../proofs/subjects';

const rows = subjects();
const before = JSON.stringify(rows.map(({ templates }) => templates));
const odd = oddSubjects();
const all = allMutants(rows, { odd });

/** A deployment of the resources that are given, by logical id. */
function subjectWith(resources: Readonly<Record<string, TemplateResource>>, name = 'small'): Subject {
  const template = { Resources: resources };
  const templates = {
    deployment: name,
    stacks: { [`${name}/Unit`]: { stackName: name, region: 'us-east-1', template } },
  };
  return { name, config: rows[0]?.config as Subject['config'], templates };
}

const policyOf = (...Statement: readonly object[]): TemplateResource => ({
  Type: 'AWS::IAM::ManagedPolicy',
  Properties: { PolicyDocument: { Statement } },
});

/** Returns the changes of an operator to the first statement of the policy `P`. */
const statementsMade = (kind: string, statement: object) =>
  mutantsOf(
    subjectWith({ P: policyOf(statement) }),
    OPERATORS.filter((operator) => operator.kind === kind),
  ).map(({ subject }) => {
    const path = ['stacks', 'small/Unit', 'template', 'Resources', 'P', 'Properties', 'PolicyDocument', 'Statement', 0];
    return at(subject.templates, path);
  });

const ALLOW = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/data/*' };
const DENY = { Effect: 'Deny', Action: ['s3:GetObject', 's3:PutObject'], Resource: '*' };
const CONDITION = { StringEquals: { 'aws:ResourceAccount': '1' }, Bool: { 'aws:SecureTransport': 'true' } };

test.each([
  ['Deny dropped', DENY, [undefined]],
  ['Deny turned into Allow', DENY, [{ ...DENY, Effect: 'Allow' }]],
  [
    'action taken out of a Deny',
    DENY,
    [
      { ...DENY, Action: ['s3:PutObject'] },
      { ...DENY, Action: ['s3:GetObject'] },
    ],
  ],
  ['resource widened to *', ALLOW, [{ ...ALLOW, Resource: '*' }]],
  ['resource widened by a segment', ALLOW, [{ ...ALLOW, Resource: ['arn:aws:s3:::b/*'] }]],
  ['one more resource allowed', ALLOW, [{ ...ALLOW, Resource: ['arn:aws:s3:::b/data/*', 'arn:aws:s3:::b/other/*'] }]],
  ['action widened to its verb', ALLOW, [{ ...ALLOW, Action: ['s3:Get*'] }]],
  ['sensitive action added', ALLOW, [{ ...ALLOW, Action: ['s3:GetObject', 's3:DeleteObjectVersion'] }]],
  ['condition dropped', { ...ALLOW, Condition: CONDITION }, [ALLOW]],
  [
    'condition key dropped',
    { ...ALLOW, Condition: CONDITION },
    [
      { ...ALLOW, Condition: { Bool: CONDITION.Bool } },
      { ...ALLOW, Condition: { StringEquals: CONDITION.StringEquals } },
    ],
  ],
  [
    'condition value widened to *',
    { ...ALLOW, Condition: { StringEquals: { 'aws:ResourceAccount': '1' } } },
    [{ ...ALLOW, Condition: { StringLike: { 'aws:ResourceAccount': '*' } } }],
  ],
  [
    'Deny forgives an absent key',
    { ...DENY, Condition: { ArnNotLike: { 'aws:PrincipalArn': 'a' } } },
    [{ ...DENY, Condition: { ArnNotLike: { 'aws:PrincipalArn': 'a' }, Null: { 'aws:PrincipalArn': 'false' } } }],
  ],
])('%s', (kind, statement, expected) => {
  expect(statementsMade(kind, statement)).toEqual(expected);
});

test('finds a bucket, a group and a role that nobody named', () => {
  const small = subjectWith({
    B: { Type: 'AWS::S3::Bucket', Properties: { VersioningConfiguration: { Status: 'Enabled' } } },
    G: { Type: 'AWS::EC2::SecurityGroup', Properties: { SecurityGroupEgress: [] } },
    R: { Type: 'AWS::IAM::Role', Properties: { PermissionsBoundary: 'arn' } },
  });
  const names = mutantsOf(small).map(({ name }) => name);
  expect(names).toContain('small: versions suspended: Unit/B');
  expect(names).toContain('small: egress to the internet: Unit/G');
  expect(names).toContain('small: boundary removed: Unit/R');
});

test('what two operators make alike is one mutant, and what changes nothing is none', () => {
  const same = OPERATORS.filter(({ kind }) => kind === 'Deny dropped');
  const small = subjectWith({ P: policyOf(DENY) });
  expect(mutantsOf(small, [...same, ...same])).toHaveLength(1);
  const idle = { kind: 'idle', changes: ({ templates }: Subject) => [{ what: '', at: 'small/Unit/P', templates }] };
  expect(mutantsOf(small, [idle])).toEqual([]);
});

test('of two rows that hold the same, one has the mutant, and they take turns', () => {
  const policies = { P: policyOf(DENY, { ...DENY, Sid: 'Second' }) };
  const names = allMutants([subjectWith(policies, 'one'), subjectWith(policies, 'two')], {
    operators: OPERATORS.filter(({ kind }) => kind === 'Deny dropped'),
  }).map(({ name }) => name);
  expect(names).toEqual(['one: Deny dropped: #1 s3:GetObject in Unit/P', 'two: Deny dropped: Second in Unit/P']);
});

test('over the rows: every operator finds a place, names are unique, nothing original is touched', () => {
  const made = new Set(all.map(({ kind }) => kind));
  expect(OPERATORS.map(({ kind }) => kind).filter((kind) => !made.has(kind))).toEqual([]);
  expect(new Set(OPERATORS.map(({ kind }) => kind)).size).toBe(OPERATORS.length);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(150);
  expect(made.size).toBeGreaterThan(40);
  expect(JSON.stringify(rows.map(({ templates }) => templates))).toBe(before);
});

test('a stack that a mutant leaves alone is the same object', () => {
  const [mutant] = all;
  const original = [...rows, ...odd].find(({ name }) => name === mutant?.subject.name);
  const stacks = Object.entries(mutant?.subject.templates.stacks ?? {});
  const changed = stacks.filter(([id, stack]) => stack !== original?.templates.stacks[id]);
  expect(changed).toHaveLength(1);
});

describe('the kill table', () => {
  const [mutant] = all;
  const proof = (name: string, broken: Proof['broken']): Proof => ({ name, broken });
  const blind = proof('blind', () => Promise.resolve([]));
  const sharp = proof('sharp', () => Promise.resolve(['it leaks', 'it creaks']));
  const shy = proof('shy', () => Promise.reject(new NotModelledError('here', 'this', 'Teach it.')));
  const clumsy = proof('clumsy', () => Promise.reject(new TypeError('undefined is not a function')));

  test('shows every proof that sees a mutant, and who only refused', async () => {
    expect(await judge(mutant as never, [blind, sharp, shy])).toMatchObject({
      killers: [
        { proof: 'sharp', says: 'it leaks', refused: false },
        { proof: 'shy', says: 'here: this is not modelled.', refused: true },
      ],
    });
  });

  test('a proof that stumbles is no killer', async () => {
    await expect(judge(mutant as never, [clumsy])).rejects.toThrow('clumsy fails on the mutant');
  });

  const judged = (name: string, ...killers: Judged['killers']): Judged => ({
    kind: name.slice(0, 1),
    name,
    at: '',
    killers,
  });
  const seen = { proof: 'sharp', says: 'it leaks', refused: false };
  const refused = { proof: 'shy', says: 'not modelled', refused: true };
  const table = (explained: readonly Explained[]) =>
    tableOf([judged('a1', seen, refused), judged('a2'), judged('b1', refused)], explained);

  test('counts, and names the survivor', () => {
    expect(table([])).toEqual({
      mutants: 3,
      killed: 2,
      refusedOnly: [judged('b1', refused)],
      survivors: ['a2'],
      equivalent: [],
      kinds: [
        { kind: 'a', mutants: 2, killed: 1, by: { sharp: 1, shy: 1 }, example: { name: 'a1', says: 'it leaks' } },
        { kind: 'b', mutants: 1, killed: 1, by: { shy: 1 }, example: { name: 'b1', says: 'not modelled' } },
      ],
    });
  });

  test('a survivor that is explained is none', () => {
    const because = 'it is the same';
    const equivalent = [{ name: 'a2', because }];
    expect(table([{ mutants: /^a2$/, because }])).toMatchObject({ survivors: [], equivalent });
  });

  test('an explanation of what is killed is an error', () => {
    expect(() => table([{ mutants: /^a1$/, because: 'it was the same' }])).toThrow(
      'lists mutants that do not survive:\n/^a1$/',
    );
  });
});
