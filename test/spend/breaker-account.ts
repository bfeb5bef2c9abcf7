import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { formatRecords, RECORDS_FILE } from '../../domain/deployment/deployment-record';
import { ScriptedAccount } from '../preflight/account/scripted-account';
import { answered, type Call, type Reply, refused } from '../preflight/account/wire';
import { handMadeAssembly } from '../support/hand-made-assembly';

export const STOPPED_AT = '2026-11-28T08:00:00.000Z';
const seconds = Date.parse(STOPPED_AT) / 1000;

/** Writes an assembly with one deployment `chat` of this row, and no template. @returns its folder */
export function assemblyWith(config: DeploymentConfig): string {
  const folder = handMadeAssembly({ 'chat/Spend': {} });
  writeFileSync(join(folder, RECORDS_FILE), formatRecords([{ name: 'chat', path: 'chat', config }]));
  return folder;
}

interface Execution {
  readonly status: string;
  readonly targets?: readonly object[];
}

/** AWS account with the breaker of `chat`: what it has stopped can be read and undone. */
export class BreakerAccount {
  readonly attached = new Set<string>();
  readonly concurrency = new Map<string, number | undefined>();
  readonly alarms = new Map<string, string>();
  readonly tags = new Map<string, string>();
  tokens = 0;
  /** Metrics of the deployed alarms, by name. */
  readonly metrics = new Map<string, readonly object[]>();
  execution: Execution | undefined;
  /** Called as soon as a reset is recorded. */
  onRecord: () => void = () => undefined;
  /** Refusals by action, and by the role or function if they concern only one. */
  readonly refusals = new Map<string, Reply>();

  private constructor(readonly scripted: ScriptedAccount) {
    this.reset();
  }

  static async open(): Promise<BreakerAccount> {
    return new BreakerAccount(await ScriptedAccount.open());
  }

  /** Puts everything back: armed, nothing ever stopped. */
  reset(): void {
    for (const one of [this.attached, this.tags, this.refusals, this.metrics]) one.clear();
    this.concurrency.clear();
    this.concurrency.set('private-bedrock-chat-inference', 10);
    for (const name of ['spend-hour', 'spend-day']) this.alarms.set(`private-bedrock-chat/${name}`, 'OK');
    this.tokens = 0;
    this.execution = undefined;
    this.onRecord = () => undefined;
    const answers = Object.entries(this.answers).map(([action, answer]) => [
      action,
      (call: Call) => this.refusals.get(`${action} ${call.id}`) ?? this.refusals.get(action) ?? answer(call),
    ]);
    this.scripted.script(Object.fromEntries(answers));
  }

  /** Does what the breaker does. */
  stop(...roles: readonly string[]): void {
    for (const role of roles) this.attached.add(role);
    for (const name of this.concurrency.keys()) this.concurrency.set(name, 0);
    const targets = roles.map((name) => ({ kind: 'role', name, outcome: 'stopped' }));
    this.execution = { status: 'SUCCEEDED', targets };
  }

  get state() {
    return { attached: [...this.attached].sort(), concurrency: Object.fromEntries(this.concurrency) };
  }

  private readonly answers: Readonly<Record<string, (call: Call) => Reply>> = {
    'monitoring:DescribeAlarms': ({ fields }) => {
      const { AlarmNames = [] } = fields as { readonly AlarmNames?: readonly string[] };
      const found = AlarmNames.filter((name) => this.alarms.has(name));
      return answered({
        MetricAlarms: found.map((AlarmName) => ({
          ...{ AlarmName, StateValue: this.alarms.get(AlarmName), StateTransitionedTimestamp: seconds },
          ...{ Metrics: this.metrics.get(AlarmName) },
        })),
      });
    },
    'monitoring:GetMetricData': ({ fields }) => {
      const { MetricDataQueries } = fields as { readonly MetricDataQueries: readonly { readonly Id: string }[] };
      const results = MetricDataQueries.map(({ Id }) => ({
        Id,
        Timestamps: [1, 2],
        Values: [this.tokens, this.tokens],
      }));
      return answered({ MetricDataResults: results });
    },
    'iam:ListEntitiesForPolicy': () => {
      const roles = [...this.attached].map((name) => `<member><RoleName>${name}</RoleName></member>`);
      return answered(`<PolicyRoles>${roles.join('')}</PolicyRoles><IsTruncated>false</IsTruncated>`);
    },
    'iam:ListPolicyTags': () => {
      const tags = [...this.tags].map(([key, value]) => `<member><Key>${key}</Key><Value>${value}</Value></member>`);
      return answered(`<Tags>${tags.join('')}</Tags><IsTruncated>false</IsTruncated>`);
    },
    'iam:TagPolicy': ({ fields }) => {
      for (const at of [1, 2, 3]) {
        this.tags.set(String(fields[`Tags.member.${at}.Key`]), String(fields[`Tags.member.${at}.Value`]));
      }
      this.onRecord();
      return answered('');
    },
    'iam:DetachRolePolicy': ({ fields }) =>
      this.attached.delete(String(fields.RoleName)) ? answered('') : refused('NoSuchEntity', 404),
    'lambda:GetFunctionConcurrency': ({ id }) => {
      if (!this.concurrency.has(id)) return refused('ResourceNotFoundException', 404);
      return answered({ ReservedConcurrentExecutions: this.concurrency.get(id) });
    },
    'lambda:PutFunctionConcurrency': ({ id, fields }) => {
      this.concurrency.set(id, Number(fields.ReservedConcurrentExecutions));
      return answered({});
    },
    'lambda:DeleteFunctionConcurrency': ({ id }) => {
      this.concurrency.set(id, undefined);
      return answered({});
    },
    'states:ListExecutions': ({ fields }) => {
      const executionArn = `${String(fields.stateMachineArn).replace(':stateMachine:', ':execution:')}:one`;
      const { execution } = this;
      return answered({
        executions: execution ? [{ executionArn, status: execution.status, startDate: seconds }] : [],
      });
    },
    'states:GetExecutionHistory': () => {
      const input = JSON.stringify({
        ...{
          alarm: 'private-bedrock-chat/spend-hour',
          targets: this.execution?.targets ?? [{ kind: 'role', name: 'x' }],
        },
      });
      const event = {
        id: 9,
        timestamp: seconds,
        type: 'SucceedStateEntered',
        stateEnteredEventDetails: { name: 'x', input },
      };
      return answered({ events: [{ id: 10, timestamp: seconds, type: 'ExecutionSucceeded' }, event] });
    },
  };
}
