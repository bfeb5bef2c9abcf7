import { GetAccountSettingsCommand, GetFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { callAws, findInAws } from '../../aws/call-aws';
import { quotaPage } from '../account/console-pages';
import type { Inspection, PreflightContext } from '../inspection';
import { fail, notApplicable, pass } from '../inspection-result';

/** Concurrency that Lambda keeps for functions without a reservation. */
const KEPT_UNRESERVED = 100;

/** Default of InferenceConfig. */
const DEFAULT_RESERVED = 10;

/** "Concurrent executions" of AWS Lambda. */
const QUOTA = 'L-B99A9384';

/** Inspects if the account has enough unreserved concurrency for the inference function. */
export const CONCURRENCY_INSPECTION: Inspection = {
  id: 'concurrency',
  title: 'concurrency',
  inspect: async ({ config, clients, names }) => {
    const wanted = config.inference?.reservedConcurrency ?? DEFAULT_RESERVED;
    if (wanted === false) return [notApplicable('the row reserves no executions')];
    const { AccountLimit } = await callAws('lambda:GetAccountSettings', () =>
      clients.lambda.send(new GetAccountSettingsCommand({})),
    );
    const { ConcurrentExecutions: all = 0, UnreservedConcurrentExecutions: unreserved = 0 } = AccountLimit ?? {};
    const enough = (free: number) => free - wanted >= KEPT_UNRESERVED;
    if (enough(unreserved) || enough(unreserved + (await currentReservation(clients, names.inferenceFunction)))) {
      return [pass(`${wanted} of ${all} concurrent executions are available`)];
    }
    return [
      fail(
        `cannot reserve ${wanted} concurrent executions: ${unreserved} of ${all} are unreserved, and ${KEPT_UNRESERVED} must remain so`,
        {
          say: 'Request an increase, or set inference: { reservedConcurrency: false } in the row.',
          run: `aws service-quotas request-service-quota-increase --service-code lambda --quota-code ${QUOTA} --desired-value 1000 --region ${config.region}`,
          open: quotaPage(config.region, 'lambda', QUOTA),
        },
      ),
    ];
  },
};

/** Returns the reservation of an earlier deployment of this row, which the new one replaces. */
async function currentReservation({ lambda }: PreflightContext['clients'], functionName: string): Promise<number> {
  const answer = await findInAws('lambda:GetFunctionConcurrency', () =>
    lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: functionName })),
  );
  return answer?.ReservedConcurrentExecutions ?? 0;
}
