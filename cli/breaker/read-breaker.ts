import { IAMClient, ListPolicyTagsCommand, paginateListEntitiesForPolicy, type Tag } from '@aws-sdk/client-iam';
import { GetFunctionConcurrencyCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetExecutionHistoryCommand, ListExecutionsCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { FoundBreaker, FoundFunction, LastStop } from '../../domain/deployment/spend/breaker-status';
import { RESET_TAGS, type ResetRecord } from '../../domain/deployment/spend/reset-record';
import type { StoppedFunction } from '../../domain/deployment/spend/stopped-functions';
import { type CallDetails, callAws, findInAws, listFromAws } from '../aws/call-aws';
import { clientConfig } from '../aws/client-config';
import { parseJson } from '../functions/parse-json';
import type { BreakerTarget } from './breaker-target';
import { readSpending } from './read-spending';

/** Clients of what the breaker stops. IAM is global; its client takes any Region. */
export class BreakerClients {
  readonly iam: IAMClient;
  readonly lambda: LambdaClient;
  readonly sfn: SFNClient;

  constructor({ region }: Pick<BreakerTarget, 'region'>) {
    this.iam = new IAMClient(clientConfig(region));
    this.lambda = new LambdaClient(clientConfig(region));
    this.sfn = new SFNClient(clientConfig(region));
  }

  close(): void {
    for (const client of [this.iam, this.lambda, this.sfn]) client.destroy();
  }
}

/** Reads all that a person must know before a reset. Changes nothing. @throws OperatorError */
export async function readBreaker(target: BreakerTarget, clients: BreakerClients, now: Date): Promise<FoundBreaker> {
  const { iam, lambda, sfn } = clients;
  const [alarms, roles, lastReset, lastStop, functions] = await Promise.all([
    readSpending(target, now),
    attachedRoles(iam, target),
    readLastReset(iam, target),
    readLastStop(sfn, target),
    Promise.all(target.functions.map((one) => readFunction(lambda, one))),
  ]);
  return { alarms, roles, functions, lastStop, lastReset };
}

const undeployed = ({ commands, operatorHint }: BreakerTarget, subject: string): CallDetails => ({
  subject,
  remedies: {
    'not-found': `Deploy the breaker first: ${commands.cdk(`deploy "${commands.stack('Spend')}"`)}`,
    'access-denied': operatorHint,
  },
});

async function attachedRoles(client: IAMClient, target: BreakerTarget): Promise<readonly string[]> {
  const { policyArn } = target;
  const pages = paginateListEntitiesForPolicy({ client }, { PolicyArn: policyArn, EntityFilter: 'Role' });
  const roles = await callAws(
    'iam:ListEntitiesForPolicy',
    async () => {
      const names: string[] = [];
      for await (const { PolicyRoles = [] } of pages) names.push(...PolicyRoles.map(({ RoleName = '' }) => RoleName));
      return names;
    },
    undeployed(target, policyArn),
  );
  return roles.sort();
}

async function readLastReset(client: IAMClient, target: BreakerTarget): Promise<ResetRecord | undefined> {
  const { policyArn: PolicyArn } = target;
  const { Tags = [] } = await callAws(
    'iam:ListPolicyTags',
    () => client.send(new ListPolicyTagsCommand({ PolicyArn })),
    undeployed(target, PolicyArn),
  );
  const tagged = (key: string) => (Tags as readonly Tag[]).find(({ Key }) => Key === key)?.Value;
  const [by, at, reason] = [RESET_TAGS.by, RESET_TAGS.at, RESET_TAGS.reason].map(tagged);
  return by === undefined || at === undefined || reason === undefined ? undefined : { by, at, reason };
}

async function readFunction(client: LambdaClient, one: StoppedFunction): Promise<FoundFunction> {
  const found = await findInAws('lambda:GetFunctionConcurrency', () =>
    client.send(new GetFunctionConcurrencyCommand({ FunctionName: one.name })),
  );
  if (!found) return { ...one, isMissing: true };
  const { ReservedConcurrentExecutions: concurrency } = found;
  return { ...one, ...(concurrency !== undefined && { concurrency }) };
}

/** Reads the last execution: its last state has the alarm, and the outcome of every target. */
async function readLastStop(client: SFNClient, target: BreakerTarget): Promise<LastStop | undefined> {
  const { stateMachineArn } = target;
  const { executions: [last] = [] } = await callAws(
    'states:ListExecutions',
    () => client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1 })),
    undeployed(target, stateMachineArn),
  );
  if (!last) return undefined;
  const { executionArn, status = 'unknown', startDate } = last;
  const [event] = await listFromAws('states:GetExecutionHistory', lastEvents(client, executionArn), ({ events = [] }) =>
    events.filter(({ stateEnteredEventDetails }) => stateEnteredEventDetails !== undefined),
  );
  const { alarm, targets } = (parseJson(event?.stateEnteredEventDetails?.input ?? '{}') ?? {}) as Partial<LastStop>;
  return {
    ...{ at: startDate?.toISOString() ?? 'unknown', status },
    ...(alarm !== undefined && { alarm }),
    ...(targets?.every(({ outcome }) => outcome !== undefined) && { targets }),
  };
}

async function* lastEvents(client: SFNClient, executionArn: string | undefined) {
  yield await client.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 5 }));
}
