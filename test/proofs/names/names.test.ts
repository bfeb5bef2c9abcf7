import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import type { TemplateResource } from '../../../domain/template/template';
import { bounds } from '../../../proofs/bounds/bounds';
import { World } from '../../../proofs/decisions/world';
import { list, type Statement } from '../../../proofs/model/policy';
import { type Role, systemOf } from '../../../proofs/model/system';
import { placed, type StackTemplate, type Templates } from '../../../proofs/model/templates';
import { withProperty, withResources } from '../../../proofs/mutants/edit';
import { names } from '../../../proofs/names/names';
import { ROLE_ACTIONS, roleActions, unlistedActions } from '../../../proofs/names/role-actions';
import { wronglySpared } from '../../../proofs/names/spared-roles';
import type { Subject } from '../../../proofs/proof';
import { ODD_ROWS } from '../../../proofs/rows/odd-rows';
import { subjectOfRow } from '../../../proofs/rows/subject-of-row';
import { subjects } from '../../../proofs/subjects';

const all = subjects();
const production = all.find(({ name }) => name === 'production');

test.each(all.map((subject) => [subject.name, subject] as const))(
  'policies of %s speak of nothing but what is its own',
  async (_, subject) => {
    expect(await names.broken(subject)).toEqual([]);
  },
);

/** Production with some text of one template replaced, wherever it stands. */
function replaced(unit: string, from: string, to: string): Subject {
  if (!production) throw new Error('there is no production');
  const id = `production/${unit}`;
  const stack = production.templates.stacks[id];
  const text = JSON.stringify(stack?.template);
  if (!text.includes(from)) throw new Error(`${unit} holds no ${from}: the fault was not planted`);
  const changed = { ...stack, template: JSON.parse(text.replaceAll(from, to)) } as StackTemplate;
  const templates: Templates = { ...production.templates, stacks: { ...production.templates.stacks, [id]: changed } };
  return { ...production, templates };
}

test.each([
  [
    'a model that is not of the row',
    'Inference',
    'foundation-model/amazon.nova-lite-v1:0',
    'foundation-model/amazon.nova-premier-v1:0',
    /ModelsPolicy.* names .*nova-premier/,
  ],
  [
    'a model in any Region',
    'Inference',
    'bedrock:us-east-1::foundation-model',
    'bedrock:*::foundation-model',
    /names arn:aws:bedrock:\*::/,
  ],
  ['a room of the bucket that nobody has', 'Access', '/datasets/*"', '/*"', /TunerPolicy.* names arn:aws:s3:::.*\/\*/],
  [
    'a service that may be handed a role',
    'FineTuning',
    '"bedrock.amazonaws.com"',
    '"lambda.amazonaws.com"',
    /takes lambda\.amazonaws\.com for iam:PassedToService/,
  ],
  [
    'another service of the key',
    'Access',
    's3.us-east-1.amazonaws.com',
    'ec2.us-east-1.amazonaws.com',
    /takes ec2.* for kms:ViaService/,
  ],
  ['a draft of the guardrail', 'Inference', '":*"', '"*"', /for bedrock:GuardrailIdentifier/],
  ['an action on everything', 'FineTuning', 'bedrock.us-east-1.amazonaws.com', '*', /takes \* for kms:ViaService/],
  [
    'a Region that a profile does not lead to',
    'Foundation',
    '"unspecified"',
    '"eu-west-1"',
    /takes eu-west-1 for aws:RequestedRegion/,
  ],
])('%s is found', async (_, unit, from, to, expected) => {
  expect(await names.broken(replaced(unit, from, to))).toEqual(
    expect.arrayContaining([expect.stringMatching(expected)]),
  );
});

const OURS = 'arn:aws:iam::111122223333';
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const reads = document({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::x/*' });

/** Production with one more resource. */
function withNewcomer(Type: string, Properties: object): Subject {
  if (!production) throw new Error('there is no production');
  const Newcomer = { Type, Properties } as TemplateResource;
  return { ...production, templates: withResources(production.templates, 'production/Access', { Newcomer }) };
}

test.each([
  ['AWS::IAM::ManagedPolicy', { PolicyDocument: reads, Roles: ['developer'] }, 'role developer'],
  ['AWS::IAM::ManagedPolicy', { PolicyDocument: reads, Users: ['alice'] }, 'user alice'],
  ['AWS::IAM::ManagedPolicy', { PolicyDocument: reads, Groups: ['ops', 'dev'] }, 'group ops'],
  ['AWS::IAM::Policy', { PolicyDocument: reads, PolicyName: 'x', Roles: ['ci'] }, 'role ci'],
  ['AWS::IAM::RolePolicy', { PolicyDocument: reads, PolicyName: 'x', RoleName: 'ci' }, 'role ci'],
  ['AWS::IAM::UserPolicy', { PolicyDocument: reads, PolicyName: 'x', UserName: 'bob' }, 'user bob'],
  ['AWS::IAM::GroupPolicy', { PolicyDocument: reads, PolicyName: 'x', GroupName: 'dev' }, 'group dev'],
])('%s %j: nobody but a role of the deployment holds a policy', async (type, properties, who) => {
  const subject = withNewcomer(type, properties);
  const words = `policies are held by nothing but roles of the deployment. But: production/Access/Newcomer by the ${who}`;
  expect(await names.broken(subject)).toContain(words);
  expect((await bounds.broken(subject)).join()).toContain('the policy Newcomer of no role');
});

test('a policy that nobody holds yet is in a bound', async () => {
  const subject = withNewcomer('AWS::IAM::ManagedPolicy', { PolicyDocument: reads });
  expect((await bounds.broken(subject)).join()).toContain('the policy Newcomer of no role');
});

const trusts = (Principal: object, more: object = {}) => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal,
  ...more,
});

test.each([
  ['Access/Administrator', 'AssumeRolePolicyDocument', trusts({ AWS: `${OURS}:role/ci` }), `Allow for ${OURS}:role/ci`],
  ['Access/Reader', 'AssumeRolePolicyDocument', trusts({ Federated: `${OURS}:oidc-provider/x` }), 'oidc-provider'],
  ['Access/Tuner', 'AssumeRolePolicyDocument', trusts({ Service: 'codebuild.amazonaws.com' }), 'codebuild'],
  [
    'Access/Invoker',
    'AssumeRolePolicyDocument',
    trusts({ AWS: `${OURS}:root` }, { Action: ['sts:AssumeRole', 'sts:TagSession'] }),
    'nothing but AssumeRole',
  ],
  [
    'Foundation/Key',
    'KeyPolicy',
    { Effect: 'Allow', Action: 'kms:PutKeyPolicy', Resource: '*', Principal: { AWS: `${OURS}:role/ci` } },
    `Allow for ${OURS}:role/ci`,
  ],
  [
    'Storage/AccessLogsPolicy',
    'PolicyDocument',
    { Effect: 'Allow', Action: 's3:GetObject', Resource: '*', Principal: { AWS: 'arn:aws:iam::999988887777:role/x' } },
    'Allow for arn:aws:iam::999988887777:role/x',
  ],
  [
    'Storage/FineTuningPolicy',
    'PolicyDocument',
    { Effect: 'Deny', Action: 's3:*', Resource: '*', Principal: { AWS: `${OURS}:role/x` } },
    `Deny for ${OURS}:role/x`,
  ],
])('%s names no principal but those of the row', async (place, property, statement, expected) => {
  if (!production) throw new Error('there is no production');
  const [unit = '', prefix = ''] = place.split('/');
  const stack = `production/${unit}`;
  const found = placed(production.templates).find(
    (one) => one.stack === stack && new RegExp(`^${prefix}[0-9A-F]{8}$`).test(one.logicalId),
  );
  if (!found) throw new Error(`${place} is not there`);
  const document = found.resource.Properties?.[property] as { readonly Statement: readonly object[] };
  const next = { ...document, Statement: [...document.Statement, statement] };
  const subject = { ...production, templates: withProperty(production.templates, found, [property], next) };
  expect(await names.broken(subject)).toContainEqual(expect.stringContaining(expected));
});

test('a condition key that nobody has spoken of is refused', async () => {
  await expect(names.broken(replaced('Access', '"s3:prefix"', '"s3:delimiter"'))).rejects.toThrow(
    /the condition key s3:delimiter is not modelled/,
  );
});

const library = subjectOfRow('library', ODD_ROWS.library as DeploymentConfig);

/** A row whose role of this name has one more statement in a policy of its own. */
function withStatement(subject: Subject, { at }: Role, statement: object): Subject {
  const [unit = '', role = ''] = at.replace(/^[^/]+\//, '').split('/');
  const PolicyDocument = document({ Effect: 'Allow', Resource: '*', ...statement });
  const Properties = { PolicyDocument, Roles: [{ Ref: role }] };
  const Newcomer = { Type: 'AWS::IAM::ManagedPolicy', Properties } as TemplateResource;
  return { ...subject, templates: withResources(subject.templates, `${subject.name}/${unit}`, { Newcomer }) };
}

const known = [...new Set(Object.values(ROLE_ACTIONS).flat())].filter((action) => !action.includes(' '));

test('each role is found with an action that only other roles have, or with the key through another service', () => {
  for (const role of systemOf(library.templates).roles) {
    const listed = roleActions(role.name) ?? [];
    const Action = [...known, 'bedrock:GetKnowledgeBaseDocuments'].filter((action) => !listed.includes(action));
    const said = unlistedActions(new World(withStatement(library, role, { Action })), () => false);
    expect(said).toEqual(expect.arrayContaining(Action.map((action) => expect.stringContaining(` ${action} to `))));
    const Condition = { StringEquals: { 'kms:ViaService': 'secretsmanager.eu-central-1.amazonaws.com' } };
    const withKey = withStatement(library, role, { Action: 'kms:Decrypt', Condition });
    expect(unlistedActions(new World(withKey), () => false)).toContainEqual(
      expect.stringContaining(`kms:Decrypt through secretsmanager to ${role.name}`),
    );
  }
});

test('a Deny that spares one more role is found, whichever Deny and whichever role', () => {
  const world = new World(library);
  const { roles, buckets, vectorBuckets, queues, endpoints } = world.system;
  const sparing = (statement: Statement) =>
    Object.entries(statement.Condition ?? {}).flatMap(([, wanted]) => list(wanted['aws:PrincipalArn']));
  const limits = new Set(roles.flatMap(({ boundary }) => boundary ?? []));
  for (const policy of [
    ...limits,
    ...[...buckets, ...vectorBuckets, ...queues, ...endpoints].flatMap((one) => one.policy ?? []),
  ]) {
    for (const statement of policy.document.Statement.filter(({ Effect }) => Effect === 'Deny')) {
      const unnoticed = roles.filter(({ arn }) => {
        const others = Object.entries(statement.Condition ?? {}).filter(([operator]) => operator !== 'ArnNotEquals');
        const Condition = { ...Object.fromEntries(others), ArnNotEquals: { 'aws:PrincipalArn': arn } };
        const document = { Statement: [{ ...statement, Condition }] };
        return wronglySpared(world, [{ name: policy.name, document }]).length === 0;
      });
      expect(unnoticed.map(({ arn }) => arn).filter((arn) => !sparing(statement).includes(arn))).toEqual([]);
    }
  }
});
