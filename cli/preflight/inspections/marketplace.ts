import { GetRoleCommand, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { ask, askOr } from '../account/ask';
import type { Caller } from '../account/caller';
import { allAgreed } from '../agreements';
import { foundationModels } from '../configured-models';
import { fail, notApplicable, pass, skip } from '../finding';
import type { Check, PreflightContext } from '../inspection';

/** What the first use of a third-party model in an account takes. Source: Amazon Bedrock User Guide, model-access. */
const ACTIONS = ['aws-marketplace:Subscribe', 'aws-marketplace:Unsubscribe', 'aws-marketplace:ViewSubscriptions'];

/** Whether the caller may subscribe to the third-party models of the row; once subscribed, nobody needs that. */
export const MARKETPLACE_CHECK: Check = {
  id: 'marketplace',
  title: 'Marketplace',
  run: async (context) => {
    const wanted = foundationModels(context.config).filter(({ marketplace }) => marketplace);
    if (wanted.length === 0) return [notApplicable('no model in the row is sold through AWS Marketplace')];
    if (await allAgreed(context.models, wanted)) return [pass('every third-party model has its agreement already')];
    const { caller, clients } = context;
    if (caller.kind === 'root') return [skip('the root user may do anything: ask again as a role')];
    const principal = await principalOf(caller, clients);
    if (!principal) return [skip(`the policies of ${caller.arn} cannot be found`)];
    const denied = await deniedActions(principal, clients);
    if (denied.length === 0) return [pass(`${caller.name} may subscribe to third-party models`)];
    return [
      fail(`${caller.name} may not ${denied.join(', ')}, which the first use of a third-party model takes`, {
        say: 'Let an administrator make the agreements (--fix), or attach a policy that has these actions.',
        open: 'https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html',
      }),
    ];
  },
};

/** ARN of the user or role. A session's ARN leaves out the path of its role, which Identity Center's roles have. */
function principalOf(caller: Caller, { iam }: PreflightContext['clients']): Promise<string | undefined> {
  if (caller.kind === 'user') return Promise.resolve(caller.arn);
  if (caller.kind !== 'role') return Promise.resolve(undefined);
  return askOr('iam:GetRole', ['NoSuchEntity', 'NoSuchEntityException'], async () => {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: caller.name }));
    return Role?.Arn;
  });
}

/** As Bedrock asks for them on the caller's behalf: AWS's own policies allow them in no other way. */
async function deniedActions(principal: string, { iam }: PreflightContext['clients']): Promise<readonly string[]> {
  const { EvaluationResults = [] } = await ask('iam:SimulatePrincipalPolicy', () =>
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
