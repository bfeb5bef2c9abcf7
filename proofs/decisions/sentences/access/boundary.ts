import { ACCOUNT } from '../../../model/physical-ids';
import type { Role } from '../../../model/system';
import { OF_BREAKER } from '../../parts/breaker';
import { OF_DEVELOPERS } from '../../parts/developers';
import { CLINICAL } from '../../parts/patients';
import { OF_WORKBENCH } from '../../parts/workbench';
import { actions, carrying, each, key, on } from '../../question';
import { resourceFor } from '../../resources';
import type { Sentence } from '../../sentence';
import type { Who } from '../../who';
import type { World } from '../../world';
import { boundedClasses } from './data-classes';
import { judgingInRegions } from './judging';

export const INVOKE = ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];

/**
 * Denials of the permissions boundary alone: asked of a role that any policy may have been given. Roles under the
 * same boundary are asked as one; a role without one stands alone, and every sentence breaks.
 */
export async function boundarySentences(world: World): Promise<readonly Sentence[]> {
  const sentences = await Promise.all(bounded(world).map((who) => ofBoundary(world, who)));
  return sentences.flat();
}

/** Roles that a Deny of the boundary spares. */
export const SPARED: readonly string[] = [
  'delegated function',
  'knowledge base role',
  'knowledge function',
  'tuning workflow',
];

/** Groups of the roles whose boundary is that of the models. */
export const bounded = (world: World): readonly Who[] =>
  groupsOf(world, ({ name }) => ![...CLINICAL, ...OF_BREAKER, ...OF_DEVELOPERS, ...OF_WORKBENCH].includes(name));

/** Groups of the roles that these limits bind together, each with every right that another policy could give it. */
export function groupsOf(world: World, isOf: (role: Role) => boolean): readonly Who[] {
  const groups = new Map<string, readonly Role[]>();
  for (const role of world.system.roles.filter(isOf)) {
    const name =
      [role.boundary ?? [], role.limits]
        .flat()
        .map((policy) => policy.name)
        .join() || role.name;
    groups.set(name, [...(groups.get(name) ?? []), role]);
  }
  return [...groups.values()].flatMap((group) => {
    // The boundary spares some roles from single Denies: the sentences about them say which.
    const [role, ...others] = [...group].sort(
      (one, other) => Number(SPARED.includes(one.name)) - Number(SPARED.includes(other.name)),
    );
    if (!role) return [];
    return [
      others.length > 0 ? world.given(role, 'whatever a role of this deployment is given, it') : world.given(role),
    ];
  });
}

async function ofBoundary(world: World, who: Who): Promise<readonly Sentence[]> {
  const { region, guardrail, elsewhere, never, cannot, may } = world;
  const carried = guardrail ? carrying({ 'bedrock:GuardrailIdentifier': `${guardrail}:1` }) : [{}];
  const asked = async (...names: readonly string[]) =>
    (
      await Promise.all(names.map(async (action) => each(actions(action), on(await resourceFor(action, region)))))
    ).flat();
  // A boundary is coarser than a grant: it takes any profile of the row for any model of the row (deny-invoke.ts).
  const refused = world.callsBeside.filter(
    ({ words, call }) => words !== 'off its route' || isFar(world, call.resource),
  );
  const allowed = [...world.calls, ...world.teamCalls];
  const judging = Object.keys(world.guardrailProfile).filter((name) => !world.regions.has(name));
  return [
    never(
      who,
      'cannot invoke a model that the row does not name, nor go around a profile',
      each(
        actions(...INVOKE),
        refused.map(({ call }) => call),
        carried,
      ),
    ),
    may(who, 'is not kept from the models of the row', each(actions(...INVOKE), allowed, carried)),
    ...(guardrail
      ? [
          never(
            who,
            'cannot invoke without the guardrail of the row at a numbered version',
            each(actions(...INVOKE), allowed, otherGuardrails(guardrail)),
          ),
          ...judgingInRegions(world, who, guardrail),
        ]
      : []),
    never(who, 'cannot use bedrock-mantle, where IAM sees no model', await asked('bedrock-mantle:CreateInference')),
    ...(await boundedClasses(world, who)),
    never(
      who,
      'cannot use an API key of bedrock-mantle, nor change how long it keeps data',
      await asked('bedrock-mantle:CallWithBearerToken', 'bedrock-mantle:PutAccountDataRetention'),
    ),
    never(who, 'cannot lift or rewrite its boundary', await asked(...LIFTING)),
    never(
      who,
      'cannot act in another Region, nor without saying in which',
      each(await asked(...IN_REGION), key('aws:RequestedRegion', ...elsewhere, undefined)),
    ),
    never(
      who,
      'cannot invoke in a Region that no profile of the row leads to',
      each(actions(...INVOKE), allowed, carried, key('aws:RequestedRegion', ...elsewhere, undefined)),
    ),
    ...(judging.length > 0
      ? [
          never(
            who,
            'cannot invoke where the guardrail profile alone leads to',
            each(actions(...INVOKE), allowed, carried, key('aws:RequestedRegion', ...judging)),
          ),
        ]
      : []),
    cannot(who, 'cannot reach what Bedrock has no use for', await asked(...BEYOND)),
    ...passing(world, who),
  ];
}

/** Where no profile of the row leads: the boundary refuses the Region itself. */
const isFar = ({ regions }: World, arn: string) => !regions.has(arn.split(':')[3] || 'unspecified');

/** None; one that is not a number (`DRAFT` is named by the bare ARN); one of somebody else. */
export const otherGuardrails = (guardrail: string) =>
  key('bedrock:GuardrailIdentifier', undefined, guardrail, `${guardrail.replace(/[^/]+$/, 'zzzzzzzzzzzz')}:1`);

function passing(world: World, who: Who): readonly Sentence[] {
  const ours = `arn:aws:iam::${ACCOUNT}:role/AmazonBedrock-${world.system.deployment}-${world.region}-customization`;
  const to = (service: string | undefined) => key('iam:PassedToService', service);
  const pass = actions('iam:PassRole');
  return [
    world.may(
      who,
      'is not kept from handing our service roles to Bedrock',
      each(pass, on(ours), to('bedrock.amazonaws.com')),
    ),
    world.cannot(
      who,
      'cannot hand a role to another service',
      each(pass, on(ours), [...to('lambda.amazonaws.com'), ...to('sagemaker.amazonaws.com'), ...to(undefined)]),
    ),
    world.cannot(
      who,
      'cannot hand another role to Bedrock',
      each(
        pass,
        on(
          `arn:aws:iam::${ACCOUNT}:role/AmazonBedrockOther`,
          `arn:aws:iam::${ACCOUNT}:role/Admin`,
          ...world.system.roles.filter(({ arn }) => arn !== ours).map(({ arn }) => arn),
        ),
        to('bedrock.amazonaws.com'),
      ),
    ),
  ];
}

export const LIFTING = [
  'iam:AttachRolePolicy',
  'iam:CreatePolicyVersion',
  'iam:DeletePolicy',
  'iam:DeletePolicyVersion',
  'iam:DeleteRolePermissionsBoundary',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
];

/** One of each service that a role here has a use for. */
const IN_REGION = [
  'bedrock:CreateModelCustomizationJob',
  'bedrock:ListFoundationModels',
  'ec2:CreateNetworkInterface',
  'ec2:DescribeSubnets',
  'kms:Decrypt',
  'lambda:InvokeFunction',
  'logs:PutLogEvents',
  's3:GetObject',
  's3:PutObject',
  'xray:PutTraceSegments',
];

const BEYOND = [
  'bedrock-websearch:InvokeSearch',
  'ec2:CreateVpc',
  'iam:CreateRole',
  'iam:CreateUser',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'lambda:UpdateFunctionCode',
  'logs:DeleteLogGroup',
  's3:DeleteObject',
  's3:PutBucketPolicy',
  'sagemaker:InvokeEndpoint',
  'secretsmanager:GetSecretValue',
];
