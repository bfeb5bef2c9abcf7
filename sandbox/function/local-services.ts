import { setTimeout as wait } from 'node:timers/promises';
import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import type { Clients } from '../clients';
import type { LocalFunction } from '../local-lambda/local-function';
import type { Environment } from '../process/processes';
import type { DeployedResource } from '../read-back/deployed';
import { startedByRules } from '../stand-in/stand-in-aws';
import type { MachineDefinition } from '../workflow/interpreter';
import { LocalPipe, readPipe } from '../workflow/local-pipe';
import { type LocalExecution, LocalWorkflow } from '../workflow/local-workflow';
import { isPerformable, performTasks } from '../workflow/perform-task';
import { type StartedExecution, startedExecutions } from '../workflow/started-executions';
import { TaskTokens } from '../workflow/task-tokens';
import type { DeployedFunction } from './deployed-function';
import { startDeployed } from './running-function';

export interface ServiceOptions {
  readonly region: string;
  /** Address of the sandbox. */
  readonly endpoint: string;
  readonly env: Environment;
}

const POLL_MILLISECONDS = 100;

/** Deployed functions, state machines and pipes that run on this machine. */
export class LocalServices {
  readonly functions = new Map<string, LocalFunction>();
  readonly workflows = new Map<string, LocalWorkflow>();
  readonly tokens = new TaskTokens();
  private readonly pipes: LocalPipe[] = [];
  private following: Promise<void> | undefined;
  private isStopped = false;

  /** Starts a function on a major version of Node. Replaces a running one. */
  async startFunction(deployed: DeployedFunction, node: number, options: ServiceOptions): Promise<void> {
    const local = await startDeployed(deployed, { node, ...options });
    await this.functions.get(deployed.name)?.stop();
    this.functions.set(deployed.name, local);
  }

  /**
   * Runs the deployed state machines whose tasks can all be performed here, and the pipes that start them. moto stores
   * both, and runs none.
   */
  async startWorkflows(deployed: readonly DeployedResource[], clients: Clients): Promise<void> {
    for (const { type, physicalId } of deployed) {
      if (type !== 'AWS::StepFunctions::StateMachine' || physicalId === undefined) continue;
      const command = new DescribeStateMachineCommand({ stateMachineArn: physicalId });
      const definition = JSON.parse((await clients.sfn.send(command)).definition ?? '{}') as MachineDefinition;
      if (!isPerformable(definition, this.functions)) continue;
      this.workflows.set(
        physicalId,
        new LocalWorkflow(physicalId, definition, performTasks(this.functions, clients, this.tokens)),
      );
    }
    await this.startPipes(deployed, clients);
  }

  /** Resolves with all executions when no event waits and no execution runs. An execution can cause events. */
  async settled(): Promise<readonly StartedExecution[]> {
    const workflows = [...this.workflows.values()];
    const isQuiet = async () => (await Promise.all(this.pipes.map((pipe) => pipe.isEmpty()))).every(Boolean);
    for (let quiet = 0; quiet < 2; ) {
      quiet = (await isQuiet()) ? quiet + 1 : 0;
      await Promise.all([wait(POLL_MILLISECONDS), ...workflows.map((workflow) => workflow.idle())]);
    }
    return startedExecutions(
      workflows.flatMap(({ executions }) => [...executions.values()]),
      this.pipes.flatMap(({ batches }) => batches),
    );
  }

  /** Starts what deployed rules have started since the last call. Returns the executions. */
  async startByRules(standIn: string): Promise<readonly LocalExecution[]> {
    const started = await startedByRules(standIn);
    return started.flatMap(({ stateMachineArn, input }) => {
      const execution = this.workflows.get(stateMachineArn)?.start(undefined, input);
      return execution ? [execution] : [];
    });
  }

  /** Starts what deployed rules start, from now until `stopPipes`. */
  followRules(standIn: string): void {
    const poll = async () => {
      for (; !this.isStopped; await wait(POLL_MILLISECONDS)) await this.startByRules(standIn);
    };
    // The sandbox itself notices that the stand-in has ended.
    this.following = poll().catch(() => undefined);
  }

  /** Ends pipes and rules: a deletion of the buckets must not start a workflow. */
  async stopPipes(): Promise<void> {
    this.isStopped = true;
    await this.following;
    await Promise.all(this.pipes.splice(0).map((pipe) => pipe.stop()));
  }

  async stop(): Promise<void> {
    await this.stopPipes();
    await Promise.all([...this.functions.values()].map((local) => local.stop()));
  }

  private async startPipes(deployed: readonly DeployedResource[], clients: Clients): Promise<void> {
    for (const { type, physicalId } of deployed) {
      if (type !== 'AWS::Pipes::Pipe' || physicalId === undefined) continue;
      const settings = await readPipe(physicalId, clients);
      const workflow = settings && this.workflows.get(settings.target);
      if (!workflow) continue;
      const pipe = new LocalPipe(settings, clients.sqs, (input) => workflow.start(undefined, input)?.arn ?? '');
      pipe.start();
      this.pipes.push(pipe);
    }
  }
}
