import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import type { Clients } from '../clients';
import type { LocalFunction } from '../local-lambda/local-function';
import type { Environment } from '../process/processes';
import type { DeployedResource } from '../read-back/deployed';
import type { MachineDefinition } from '../workflow/interpreter';
import { LocalWorkflow } from '../workflow/local-workflow';
import { isPerformable, performTasks } from '../workflow/perform-task';
import type { DeployedFunction } from './deployed-function';
import { startDeployed } from './running-function';

export interface ServiceOptions {
  readonly region: string;
  /** Address of the sandbox. */
  readonly endpoint: string;
  readonly env: Environment;
}

/** Deployed functions and state machines that run on this machine. */
export class LocalServices {
  readonly functions = new Map<string, LocalFunction>();
  readonly workflows = new Map<string, LocalWorkflow>();

  /** Starts a function on a major version of Node. Replaces a running one. */
  async startFunction(deployed: DeployedFunction, node: number, options: ServiceOptions): Promise<void> {
    const local = await startDeployed(deployed, { node, ...options });
    await this.functions.get(deployed.name)?.stop();
    this.functions.set(deployed.name, local);
  }

  /** Runs the deployed state machines whose tasks can all be performed here. moto runs none. */
  async startWorkflows(deployed: readonly DeployedResource[], clients: Clients): Promise<void> {
    for (const { type, physicalId } of deployed) {
      if (type !== 'AWS::StepFunctions::StateMachine' || physicalId === undefined) continue;
      const command = new DescribeStateMachineCommand({ stateMachineArn: physicalId });
      const definition = JSON.parse((await clients.sfn.send(command)).definition ?? '{}') as MachineDefinition;
      if (!isPerformable(definition, this.functions)) continue;
      this.workflows.set(physicalId, new LocalWorkflow(physicalId, definition, performTasks(this.functions, clients)));
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.functions.values()].map((local) => local.stop()));
  }
}
