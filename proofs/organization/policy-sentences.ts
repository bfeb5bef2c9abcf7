import { DEVELOPER_ACTIONS } from '../../domain/organization/developer-actions';
import type { OrganizationConfig } from '../../domain/organization/organization-config';
import { present, type Question } from '../decisions/question';
import type { Expected, Sentence } from '../decisions/sentence';
import { EVERYTHING } from '../decisions/who';
import { ACCOUNT, OTHER_ACCOUNT } from '../model/physical-ids';
import type { NamedPolicy } from '../model/policy';

const SELF = 'user-subscriptions:CreateForSelf';
const CLAIM = 'user-subscriptions:CreateClaim';

/** Principals of member accounts who may do everything, as far as their own policies go, and are no administrator. */
const OTHERS = [
  `arn:aws:iam::${ACCOUNT}:role/Developer`,
  `arn:aws:iam::${OTHER_ACCOUNT}:user/alice`,
  `arn:aws:iam::${ACCOUNT}:root`,
];

/** Principals with almost the ARN of an administrator. */
const lookalikes = (arn: string) => [
  arn.replace(/::\d{12}:/, '::000011112222:'),
  arn.replace(':role/', ':user/'),
  arn.replace(':role/', ':role/team/'),
  `${arn}-2`,
  arn.toUpperCase().replace('ARN:AWS:IAM', 'arn:aws:iam').replace(':ROLE/', ':role/'),
];

/**
 * Returns who can claim, buy, give seats and change profiles under the service control policies of a row.
 *
 * @param reads actions that only read
 */
export function policySentences(
  { administrators, denyConsoleUse = false }: Pick<OrganizationConfig, 'administrators' | 'denyConsoleUse'>,
  organization: readonly NamedPolicy[],
  reads: readonly string[],
): readonly Sentence[] {
  const sentence = (
    words: string,
    expected: Expected,
    principals: readonly string[],
    actions: readonly string[],
    contexts: readonly Question['context'][] = [{}],
  ): Sentence => ({
    says: words,
    points: principals.flatMap((principal) =>
      actions.flatMap((action) =>
        contexts.map((context) => ({
          expected,
          request: {
            ...{ principal, action, resource: '*', resourceAccount: principal.split(':')[4] ?? '' },
            context: present({ 'aws:PrincipalArn': principal, ...context }),
            policies: { identity: [EVERYTHING], organization },
          },
        })),
      ),
    ),
  });
  const others = [...OTHERS, ...administrators.flatMap(lookalikes)];
  const everybody = [...others, ...administrators];
  const { seats, profiles, use } = DEVELOPER_ACTIONS;
  const claims = ['true', 'false', undefined].map((value) => ({ [SELF]: value }));
  return [
    sentence(
      'nobody claims a seat, an administrator neither',
      'explicitly denied',
      everybody,
      [CLAIM],
      [{ [SELF]: 'true' }],
    ),
    sentence('only an administrator gives a seat, buys or sets a limit', 'explicitly denied', others, seats),
    sentence('only an administrator claims for others', 'explicitly denied', others, [CLAIM], claims),
    sentence('only an administrator changes a profile', 'explicitly denied', others, profiles),
    sentence('an administrator gives seats, buys and sets limits', 'allowed', administrators, seats),
    sentence('an administrator claims for others', 'allowed', administrators, [CLAIM], claims.slice(1)),
    sentence('an administrator changes profiles', 'allowed', administrators, profiles),
    sentence(
      denyConsoleUse
        ? 'nobody uses Amazon Q in the console'
        : 'everybody uses Amazon Q in the console, as the row says',
      denyConsoleUse ? 'explicitly denied' : 'allowed',
      everybody,
      use,
    ),
    sentence('everybody reads, and does what no policy speaks of', 'allowed', everybody, [
      ...reads,
      's3:GetObject',
      'bedrock:InvokeModel',
      'organizations:DescribeOrganization',
    ]),
  ];
}
