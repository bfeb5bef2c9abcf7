import { GetRoleCommand, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { callAws, findInAws } from '../../../aws/call-aws';
import type { Caller } from '../../account/caller';
import type { Inspection, PreflightContext } from '../../inspection';
import { fail, notApplicable, pass, skip } from '../../inspection-result';
import { allAgreed } from '../../models/all-agreed';
import { foundationModels } from '../../models/configured-models';

/** Actions for the first use of a third-party model in an account. Source: Amazon Bedrock User Guide, model-access. */
const ACTIONS = ['aws-marketplace:Subscribe', 'aws-marketplace:Unsubscribe', 'aws-marketplace:ViewSubscriptions'];

/** Inspects if the caller can subscribe to the third-party models of the row. Needed once per account. */
export const MARKETPLACE_INSPECTION: Inspection = {
  id: 'marketplace',
  title: 'Marketplace',
  inspect: async (context) => {
    const wanted = foundationModels(context.config).filter(({ marketplace }) => marketplace);
    if (wanted.length === 0) return [notApplicable('no model in the row is sold through AWS Marketplace')];
    if (await allAgreed(context.models, wanted)) return [pass('every third-party model has its agreement')];
    const { caller, clients } = context;
    if (caller.kind === 'root') return [skip('the root user has all permissions: run preflight as a role')];
    const principal = await principalOf(caller, clients);
    if (!principal) return [skip(`cannot find the policies of ${caller.arn}`)];
    const denied = await deniedActions(principal, clients);
    if (denied.length === 0) return [pass(`${caller.name} can subscribe to third-party models`)];
    return [
      fail(`${caller.name} lacks ${denied.join(', ')}, which the first use of a third-party model needs`, {
        say: 'Let an administrator accept the agreements (--fix), or attach a policy with these actions.',
        open: 'https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html',
      }),
    ];
  },
};

/** Returns the ARN of the user or role. The ARN of a session omits the path of its role. */
function principalOf(caller: Caller, { iam }: PreflightContext['clients']): Promise<string | undefined> {
  if (caller.kind === 'user') return Promise.resolve(caller.arn);
  if (caller.kind !== 'role') return Promise.resolve(undefined);
  return findInAws('iam:GetRole', async () => {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: caller.name }));
    return Role?.Arn;
  });
}

/** Simulates the actions as called through Bedrock: AWS's own policies allow them only in this way. */
async function deniedActions(principal: string, { iam }: PreflightContext['clients']): Promise<readonly string[]> {
  const { EvaluationResults = [] } = await callAws('iam:SimulatePrincipalPolicy', () =>
    iam.send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: principal,
        ActionNames: ACTIONS,
        ContextEntries: [
          {
            ContextKeyName: 'aws:CalledViaLast',
            ContextKeyType: 'string',
            ContextKeyValues: ['bedrock.amazonaws.com'],
          },
        ],
      }),
    ),
  );
  const allowed = EvaluationResults.filter(({ EvalDecision }) => EvalDecision === 'allowed').map(
    ({ EvalActionName }) => EvalActionName,
  );
  return ACTIONS.filter((action) => !allowed.includes(action));
}
