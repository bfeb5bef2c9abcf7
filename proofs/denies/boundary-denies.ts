import { AwsActions } from '../actions/aws-actions';
import { upperBound } from '../bounds/upper-bound';
import { actions, each, key } from '../decisions/question';
import { EVERYTHING } from '../decisions/who';
import type { World } from '../decisions/world';
import type { Covering } from './covering';

/** Actions that no Region is asked for, or that another Deny limits: each with the reason why the Region Deny spares it. */
const SPARED: Readonly<Record<string, string>> = {
  'aws-marketplace:Subscribe': 'a global service',
  'aws-marketplace:Unsubscribe': 'a global service',
  'aws-marketplace:ViewSubscriptions': 'a global service',
  'bedrock:InvokeModel': 'profiles lead to other Regions: DenyInvokingInOtherRegions',
  'bedrock:InvokeModelWithResponseStream': 'profiles lead to other Regions: DenyInvokingInOtherRegions',
  'bedrock:ApplyGuardrail': 'guardrail profiles lead to other Regions: a Deny of its own',
  'iam:AttachRolePolicy': 'a global service',
  'iam:DetachRolePolicy': 'a global service',
  'iam:ListEntitiesForPolicy': 'a global service',
  'iam:ListPolicyTags': 'a global service',
  'iam:ListRoles': 'a global service',
  'iam:PassRole': 'a global service',
  'iam:TagPolicy': 'a global service',
};

/** Each boundary refuses everything that it could allow in another Region. */
export async function boundaryDenies(world: World): Promise<readonly Covering[]> {
  const { system, elsewhere, never } = world;
  const aws = await AwsActions.load();
  // Roles with the same limits are asked as one.
  const bounded = new Map(
    system.roles.flatMap((role) =>
      [role.boundary ?? role.limits]
        .flat()
        .slice(0, 1)
        .map((policy) => [policy, role] as const),
    ),
  );
  return [...bounded].map(([policy, role]) => ({
    policy,
    given: [role.arn, elsewhere, role.limits],
    sentences: () => {
      const who = world.given(role, 'whatever a role is given, it');
      const possible = upperBound([role.boundary ?? EVERYTHING, ...role.limits], aws);
      const covered = [...possible].filter((action) => !(action in SPARED));
      const regions = key('aws:RequestedRegion', elsewhere[0], undefined);
      return [never(who, 'cannot use any action of AWS in another Region', each(actions(...covered), regions))];
    },
  }));
}
