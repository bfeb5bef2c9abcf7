import { GetAccountSettingsCommand, GetFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { ask, askOr } from '../account/ask';
import { quotaPage } from '../account/pages';
import { fail, notApplicable, pass } from '../finding';
import type { Check, PreflightContext } from '../inspection';

/** Lambda keeps this much of the account's concurrency for functions without a reservation of their own. */
const KEPT_UNRESERVED = 100;

/** What InferenceConfig says for a row that says nothing. */
const DEFAULT_RESERVED = 10;

/** "Concurrent executions" of AWS Lambda. */
const QUOTA = 'L-B99A9384';

/** Whether the executions that the inference function reserves are left in the account. */
export const CONCURRENCY_CHECK: Check = {
  id: 'concurrency',
  title: 'concurrency',
  run: async ({ config, clients, names }) => {
    const wanted = config.inference?.reservedConcurrency ?? DEFAULT_RESERVED;
    if (wanted === false) return [notApplicable('the row reserves no executions')];
    const { AccountLimit } = await ask('lambda:GetAccountSettings', () =>
      clients.lambda.send(new GetAccountSettingsCommand({})),
    );
    const { ConcurrentExecutions: all = 0, UnreservedConcurrentExecutions: unreserved = 0 } = AccountLimit ?? {};
    const enough = (free: number) => free - wanted >= KEPT_UNRESERVED;
    if (enough(unreserved) || enough(unreserved + (await reservedAlready(clients, names.inferenceFunction)))) {
      return [pass(`${wanted} of ${all} executions can be reserved`)];
    }
    return [
      fail(
        `${wanted} executions cannot be reserved: ${unreserved} of ${all} are unreserved, and ${KEPT_UNRESERVED} of them must stay so`,
        {
          say: 'Ask for more, or write inference: { reservedConcurrency: false } in the row.',
          run: `aws service-quotas request-service-quota-increase --service-code lambda --quota-code ${QUOTA} --desired-value 1000 --region ${config.region}`,
          open: quotaPage(config.region, 'lambda', QUOTA),
        },
      ),
    ];
  },
};

/** What an earlier deployment of this row took is given back to it. */
async function reservedAlready({ lambda }: PreflightContext['clients'], functionName: string): Promise<number> {
  const answer = await askOr('lambda:GetFunctionConcurrency', ['ResourceNotFoundException'], () =>
    lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: functionName })),
  );
  return answer?.ReservedConcurrentExecutions ?? 0;
}
