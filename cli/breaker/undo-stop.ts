import { DetachRolePolicyCommand, TagPolicyCommand } from '@aws-sdk/client-iam';
import { DeleteFunctionConcurrencyCommand, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { type FoundBreaker, type FoundFunction, isStopped } from '../../domain/deployment/spend/breaker-status';
import { RESET_TAGS, type ResetRecord } from '../../domain/deployment/spend/reset-record';
import { AwsCallError, callAws, findInAws } from '../aws/call-aws';
import type { BreakerTarget } from './breaker-target';
import type { BreakerClients } from './read-breaker';

/** Role or function after a reset. */
export interface Undone {
  readonly kind: 'function' | 'role';
  readonly name: string;
  /** @default - it can call models again */
  readonly failure?: string;
  readonly isDenied?: true;
}

/**
 * Records the reset first: without a record nothing is changed. Then undoes each target; a failure keeps no other from
 * being undone. A target that is undone or gone meanwhile is no failure.
 *
 * @throws OperatorError if the reset cannot be recorded
 */
export async function undoStop(
  { roles, functions }: FoundBreaker,
  record: ResetRecord,
  target: BreakerTarget,
  clients: BreakerClients,
): Promise<readonly Undone[]> {
  await writeRecord(record, target, clients);
  const undone: Undone[] = [];
  // One after the other: IAM throttles writes.
  for (const one of functions.filter(isStopped)) {
    undone.push(await attempt({ kind: 'function', name: one.name }, () => restore(one, clients)));
  }
  for (const name of roles) {
    undone.push(await attempt({ kind: 'role', name }, () => detach(name, target, clients)));
  }
  return undone;
}

async function writeRecord(record: ResetRecord, target: BreakerTarget, { iam }: BreakerClients): Promise<void> {
  const tags = (
    [
      ['by', record.by],
      ['at', record.at],
      ['reason', record.reason],
    ] as const
  ).map(([name, Value]) => ({
    Key: RESET_TAGS[name],
    Value,
  }));
  const { policyArn: PolicyArn, operatorHint } = target;
  await callAws('iam:TagPolicy', () => iam.send(new TagPolicyCommand({ PolicyArn, Tags: tags })), {
    subject: `${PolicyArn}, which records the reset. Nothing was changed`,
    remedies: { 'access-denied': operatorHint },
  });
}

async function attempt(target: Pick<Undone, 'kind' | 'name'>, undo: () => Promise<unknown>): Promise<Undone> {
  try {
    await undo();
    return target;
  } catch (error) {
    if (!(error instanceof AwsCallError)) throw error;
    const { action, failure } = error;
    return {
      ...{ ...target, failure: `${action} ${failure.name}` },
      ...(failure.kind === 'access-denied' && { isDenied: true }),
    };
  }
}

const detach = (RoleName: string, { policyArn: PolicyArn }: BreakerTarget, { iam }: BreakerClients) =>
  findInAws('iam:DetachRolePolicy', () => iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn })));

/** Gives a function what the row reserves for it; if that is nothing, it shares the concurrency of the account. */
const restore = ({ name: FunctionName, reserved }: FoundFunction, { lambda }: BreakerClients) =>
  reserved === undefined
    ? findInAws('lambda:DeleteFunctionConcurrency', () =>
        lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName })),
      )
    : findInAws('lambda:PutFunctionConcurrency', () =>
        lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: reserved })),
      );
