import { Resolver } from '../../model/resolver';
import { placed } from '../../model/templates';
import { withProperty, withResources } from '../edit';
import type { Operator } from '../mutant';
import { ADMINISTRATOR_ACCESS, ALLOW_EVERYTHING, FULL_ACCESS } from '../others';
import { onResources, resourcesOf } from '../resources';
import { many } from '../statements';
import { placeWords } from '../words';

const ROLE = 'AWS::IAM::Role';
const document = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });
const ASSUMED_BY_ACCOUNT = document({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: { AWS: { 'Fn::Join': ['', ['arn:aws:iam::', { Ref: 'AWS::AccountId' }, ':root']] } },
});

export const ROLES: readonly Operator[] = [
  onResources('boundary removed', ROLE, ({ PermissionsBoundary }) =>
    PermissionsBoundary === undefined ? [] : [{ path: ['PermissionsBoundary'] }],
  ),
  onResources('boundary exchanged', ROLE, ({ PermissionsBoundary }) =>
    PermissionsBoundary === undefined ? [] : [{ path: ['PermissionsBoundary'], to: FULL_ACCESS }],
  ),
  onResources('inline policy allows everything', ROLE, ({ Policies }) => [
    { path: ['Policies'], to: [...many(Policies), { PolicyName: 'More', PolicyDocument: document(ALLOW_EVERYTHING) }] },
  ]),
  onResources('AdministratorAccess attached', ROLE, ({ ManagedPolicyArns }) => [
    { path: ['ManagedPolicyArns'], to: [...many(ManagedPolicyArns), ADMINISTRATOR_ACCESS] },
  ]),
  onResources('AmazonBedrockFullAccess attached', ROLE, ({ ManagedPolicyArns }) =>
    JSON.stringify(ManagedPolicyArns ?? '').includes('AmazonBedrockFullAccess')
      ? []
      : [{ path: ['ManagedPolicyArns'], to: [...many(ManagedPolicyArns), FULL_ACCESS] }],
  ),
  onResources('managed policy detached', ROLE, ({ ManagedPolicyArns }) =>
    many(ManagedPolicyArns).map((arn, index, all) =>
      all.length === 1
        ? { path: ['ManagedPolicyArns'] }
        : { what: `#${index + 1}`, path: ['ManagedPolicyArns'], to: all.filter((other) => other !== arn) },
    ),
  ),
  onResources('session of twelve hours', ROLE, () => [{ path: ['MaxSessionDuration'], to: 43_200 }]),
  onResources('role renamed', ROLE, ({ RoleName }) =>
    RoleName === undefined
      ? []
      : [
          { path: ['RoleName'], to: 'another-name' },
          { what: 'no name', path: ['RoleName'] },
        ],
  ),
  {
    kind: 'policy attached to another role',
    changes: (subject) => {
      const resolver = new Resolver(subject.templates);
      const roles = resourcesOf(subject, ROLE);
      return resourcesOf(subject, 'AWS::IAM::ManagedPolicy').flatMap((policy) => {
        const names = many(policy.resource.Properties?.Roles);
        const holders = names.map((name) => resolver.text(name, policy.stack));
        const other = roles.find((role) => !holders.includes(resolver.attributeOf(role, 'Ref')));
        if (!other || names.length === 0) return [];
        const Roles = [...names, resolver.attributeOf(other, 'Ref')];
        const what = placeWords(other.at);
        return [{ what, at: policy.at, templates: withProperty(subject.templates, policy, ['Roles'], Roles) }];
      });
    },
  },
  onResources('policy attached beside the deployment', 'AWS::IAM::ManagedPolicy', ({ Roles }) => [
    { what: 'a role', path: ['Roles'], to: [...many(Roles), 'ci'] },
    { what: 'a user', path: ['Users'], to: ['alice'] },
    { what: 'a group', path: ['Groups'], to: ['developers'] },
  ]),
  onResources('policy attached to nobody', 'AWS::IAM::ManagedPolicy', ({ Roles }) =>
    Roles === undefined ? [] : [{ path: ['Roles'] }],
  ),
  {
    kind: 'role added',
    changes: ({ templates }) => {
      const first = placed(templates).find(({ resource }) => resource.Type === ROLE);
      if (!first) return [];
      const Properties = { AssumeRolePolicyDocument: ASSUMED_BY_ACCOUNT, ManagedPolicyArns: [ADMINISTRATOR_ACCESS] };
      const at = `${first.stack}/AnotherRole`;
      return [
        { what: '', at, templates: withResources(templates, first.stack, { AnotherRole: { Type: ROLE, Properties } }) },
      ];
    },
  },
];
