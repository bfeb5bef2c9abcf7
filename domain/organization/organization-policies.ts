import { DEVELOPER_ACTIONS } from './developer-actions';
import type { OrganizationConfig } from './organization-config';

/** Policy of AWS Organizations, as it is deployed or pasted. */
export interface OrganizationPolicy {
  /** Name in the organization, and of its file. */
  readonly name: string;
  readonly type: 'AISERVICES_OPT_OUT_POLICY' | 'SERVICE_CONTROL_POLICY';
  readonly description: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Most characters of a service control policy. Source: AWS Organizations User Guide, "Quotas and service limits". */
export const MAX_CONTROL_POLICY = 5120;

/** Properties of a row that the policies depend on. */
export type PolicyChoices = Pick<OrganizationConfig, 'administrators' | 'denyConsoleUse'>;

/** Characters of a policy as Organizations counts them: without white space between its parts. */
export const policySize = ({ content }: OrganizationPolicy): number => JSON.stringify(content).length;

/**
 * Returns the policies of a row: service control policies for seats and profiles, one for use in the console if the row denies
 * it, and the AI services opt-out policy.
 *
 * Sources: AWS Organizations User Guide, "SCP syntax" and "AI services opt-out policy syntax and examples".
 */
export const organizationPolicies = ({
  administrators,
  denyConsoleUse = false,
}: PolicyChoices): readonly OrganizationPolicy[] => [
  controlPolicy('developer-seats', 'Only the administrators give seats, buy and set limits; nobody claims a seat', [
    // The administrators, too: a seat that one gives oneself has no second pair of eyes.
    {
      ...deny('DenyOwnClaims', ['user-subscriptions:CreateClaim']),
      Condition: { Bool: { 'user-subscriptions:CreateForSelf': 'true' } },
    },
    { ...deny('DenySeats', DEVELOPER_ACTIONS.seats), Condition: except(administrators) },
  ]),
  controlPolicy('developer-profiles', 'Only the administrators change profiles of Amazon Q Developer and Kiro', [
    { ...deny('DenyProfiles', DEVELOPER_ACTIONS.profiles), Condition: except(administrators) },
  ]),
  ...(denyConsoleUse
    ? [
        controlPolicy('developer-console', 'Nobody uses Amazon Q in the console', [
          deny('DenyConsoleUse', DEVELOPER_ACTIONS.use),
        ]),
      ]
    : []),
  {
    name: 'ai-services-opt-out',
    type: 'AISERVICES_OPT_OUT_POLICY',
    description: 'AWS uses no content to develop AI services; accounts cannot choose otherwise',
    content: { services: { ...LOCKED, default: { ...LOCKED, opt_out_policy: { ...LOCKED, '@@assign': 'optOut' } } } },
  },
];

/** Policies of units and accounts below cannot change what stands beside it. */
const LOCKED = { '@@operators_allowed_for_child_policies': ['@@none'] } as const;

const controlPolicy = (name: string, description: string, Statement: readonly object[]): OrganizationPolicy => ({
  name,
  type: 'SERVICE_CONTROL_POLICY',
  description,
  content: { Version: '2012-10-17', Statement },
});

const deny = (Sid: string, actions: readonly string[]) => ({
  ...{ Sid, Effect: 'Deny', Action: [...actions], Resource: '*' },
});

/** True for every principal except these roles, and for one without an ARN. */
const except = (roleArns: readonly string[]) => ({ ArnNotEquals: { 'aws:PrincipalArn': [...roleArns] } });
