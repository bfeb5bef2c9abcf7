import { join } from 'node:path';
import type { Progress } from '../cli/terminal/progress';
import { Names } from '../domain/deployment/names/names';
import type { Assembly } from '../domain/template/assembly';
import { type Clients, sandboxClients } from './clients';
import { emptyBuckets } from './empty-buckets';
import { clientEnvironment, commandEnvironment, withoutProxies } from './environment';
import { type Answered, askAll } from './function/answers';
import { type DeployedFunction, downloadFunction, functionIn } from './function/deployed-function';
import { LocalServices } from './function/local-services';
import { leftovers } from './leftovers';
import { liftProtection } from './lift-protection';
import { lambdaApi } from './local-lambda/lambda-api';
import { ACCOUNT } from './messages';
import { type ModelOptions, startModel } from './model/stand-in-model';
import { runCdk } from './process/cdk';
import { type CommandActs, type CommandEnd, type OwnCommand, runOwnCommand } from './process/own-command';
import type { Environment, Processes } from './process/processes';
import { type ComparedResource, compare } from './read-back/comparison';
import { type DeployedResource, readDeployed } from './read-back/deployed';
import { Expected } from './read-back/expected';
import { type FrontDoor, openFrontDoor } from './stand-in/front-door';
import { pythonWithMoto } from './stand-in/python';
import { runningStandIn, type StandInAws, startStandInAws } from './stand-in/stand-in-aws';
import { workflowApi } from './workflow/workflow-api';

/** Oldest Node that this project supports. The function also runs on the Node of its Lambda runtime. */
const OLDEST_NODE = 20;

/** Services of a sandbox that is open. */
export interface Services {
  readonly local: LocalServices;
  readonly clients: Clients;
  /** Address of the stand-in for AWS. */
  readonly standIn: string;
  /** Folder of the sandbox. */
  readonly folder: string;
  /** Runs a command of this project about the deployment. */
  readonly command: (args: readonly string[], show: (text: string) => void, acts?: CommandActs) => Promise<CommandEnd>;
  /** Ends the work if the stand-in ends. */
  readonly whileAlive: <T>(work: Promise<T>) => Promise<T>;
}

export interface SandboxOptions extends ModelOptions {
  readonly deployment: string;
  readonly region: string;
  readonly assembly: Assembly;
  /** Folder of the virtual environment, the logs and the function's code. */
  readonly folder: string;
  readonly port: number;
  /** Python that has moto. */
  readonly python?: string | undefined;
  /** Address of a stand-in for AWS that already runs. */
  readonly endpoint?: string | undefined;
  readonly env: Environment;
}

/** Runs a deployment on one machine, from deploy to destroy. Every process that it started has ended when `stop` resolves. */
export class Sandbox {
  private readonly local = new LocalServices();
  private readonly clean: (() => Promise<void>)[] = [];
  private deployed: readonly DeployedResource[] = [];
  /** Resources that a running stand-in had already, such as an existing VPC. */
  private earlier: ReadonlySet<string> = new Set();
  private aws: StandInAws | undefined;
  private door: FrontDoor | undefined;

  constructor(
    private readonly options: SandboxOptions,
    private readonly processes: Processes,
    private readonly progress: Progress,
    private readonly signal: AbortSignal,
  ) {}

  get url(): string {
    if (!this.door) throw new Error('the sandbox is not open');
    return this.door.url;
  }

  /** Installs moto the first time. @returns the Python that has it; undefined if a stand-in already runs */
  prepare(): Promise<string | undefined> {
    const { endpoint, python, folder, env } = this.options;
    if (endpoint !== undefined) return Promise.resolve(undefined);
    const { processes, signal } = this;
    return this.progress.step('set up moto (once)', (onLine) =>
      pythonWithMoto({ given: python, folder, processes, env, signal, onLine }),
    );
  }

  async open(python: string | undefined): Promise<void> {
    const { endpoint, env, port } = this.options;
    await this.progress.step('start the stand-ins', async () => {
      const model = await startModel(this.options);
      this.clean.push(() => model.stop());
      this.aws =
        endpoint === undefined
          ? await startStandInAws(python ?? '', this.processes, withoutProxies(env), this.signal)
          : await runningStandIn(endpoint);
      const door = await openFrontDoor(port, {
        aws: this.aws.url,
        model: model.url,
        modelKey: model.key,
        lambda: lambdaApi(this.local.functions),
        workflows: workflowApi(this.local.workflows, this.local.tokens),
      });
      this.door = door;
      this.clean.push(() => door.close());
    });
  }

  async deploy(): Promise<void> {
    const { assembly, region } = this.options;
    const count = assembly.stacks.length;
    this.earlier = new Set(await leftovers(this.clients()));
    await this.cdk('cdk bootstrap', 'bootstrap', `aws://${ACCOUNT}/${region}`);
    // Without a change set: moto forgets the exports of a stack that came from one.
    const quick = ['--method', 'direct', '--require-approval', 'never', '--progress', 'events'];
    await this.cdk(`cdk deploy --all (${count} stacks)`, 'deploy', '--all', ...quick);
  }

  readBack(): Promise<{ readonly compared: ComparedResource[]; readonly expected: Expected }> {
    const { assembly, region } = this.options;
    return this.step('compare with the templates', async () => {
      const deployed: DeployedResource[] = await readDeployed(assembly.stacks, this.clients());
      this.deployed = deployed;
      const expected = new Expected(assembly.stacks, deployed, { account: ACCOUNT, region });
      return { compared: compare(assembly.stacks, deployed, expected), expected };
    });
  }

  /** Downloads the deployed function and asks it, on the oldest Node and on the Node of its Lambda runtime. */
  async ask(expected: Expected, show: (text: string) => void): Promise<Answered[]> {
    const { deployment, region } = this.options;
    const { inferenceFunction } = new Names(deployment, region);
    const deployed = await this.step('download the deployed function', () =>
      this.download(inferenceFunction, expected),
    );
    const answers: Answered[] = [];
    for (const major of new Set([OLDEST_NODE, deployed.nodeMajor])) {
      await this.step(`start the function on Node ${major}`, () => this.start(deployed, major));
      const asking = { ...this.command(), node: major };
      answers.push(...(await this.whileAlive(askAll(asking, show))));
    }
    return answers;
  }

  /** Starts deployed functions and the workflows that call them. @returns what a life with them needs */
  async startServices(of: string, functions: readonly string[], expected: Expected): Promise<Services> {
    await this.step(`start the functions and the workflow of the ${of}`, async () => {
      for (const name of functions) {
        const deployed = await this.download(name, expected);
        await this.start(deployed, deployed.nodeMajor);
      }
      await this.local.startWorkflows(this.deployed, this.clients());
    });
    return {
      ...{ local: this.local, clients: this.clients(), standIn: this.aws?.url ?? '', folder: this.options.folder },
      command: (args, show, acts) => runOwnCommand(this.command(), args, show, acts),
      whileAlive: (work) => this.whileAlive(work),
    };
  }

  /** @returns `left`: what still exists although no template keeps it; `kept`: what a template keeps */
  async destroy(): Promise<{ readonly left: string[]; readonly kept: string[] }> {
    await this.local.stopPipes();
    await this.step('empty the buckets', () =>
      emptyBuckets(
        this.deployed.filter(({ kept }) => !kept),
        this.clients(),
      ),
    );
    await liftProtection(this.options.assembly.stacks, this.clients().cloudformation);
    await this.cdk('cdk destroy --all', 'destroy', '--all', '--force');
    const all = await this.step('look for leftovers', () => leftovers(this.clients()));
    const found = all.filter((name) => !this.earlier.has(name));
    const kept = new Set(this.deployed.flatMap((one) => (one.kept ? [`${one.type} ${one.physicalId}`] : [])));
    return { left: found.filter((name) => !kept.has(name)), kept: found.filter((name) => kept.has(name)) };
  }

  /** Never resolves. Rejects when the sandbox ends. */
  stay(): Promise<never> {
    return this.whileAlive(
      new Promise<never>((_, reject) => {
        this.signal.addEventListener('abort', () => reject(this.signal.reason), { once: true });
      }),
    );
  }

  async stop(): Promise<void> {
    await this.local.stop();
    await Promise.all(this.clean.splice(0).map((close) => close()));
    await this.processes.stopAll();
  }

  private download(name: string, expected: Expected): Promise<DeployedFunction> {
    const { assembly, folder } = this.options;
    return downloadFunction(functionIn(assembly, name, expected), this.clients(), join(folder, 'function', name));
  }

  private start(deployed: DeployedFunction, node: number): Promise<void> {
    const { region, env } = this.options;
    return this.local.startFunction(deployed, node, { region, endpoint: this.url, env });
  }

  private command(): OwnCommand {
    const { assembly, deployment } = this.options;
    return {
      ...{ app: assembly.folder, deployment, processes: this.processes },
      ...{ env: this.clientEnv(), signal: this.signal },
    };
  }

  private cdk(title: string, ...args: string[]): Promise<void> {
    const { assembly, folder } = this.options;
    const app = ['--app', assembly.folder, '--output', join(folder, 'cdk.staging'), '--ci'];
    return this.step(title, (onLine) =>
      runCdk({ processes: this.processes, env: this.clientEnv(), signal: this.signal, onLine }, ...args, ...app),
    );
  }

  private step<T>(title: string, work: (note: (line: string) => void) => Promise<T>): Promise<T> {
    return this.progress.step(title, (note) => {
      this.signal.throwIfAborted();
      return this.whileAlive(work(note));
    });
  }

  /** Ends `work` when the stand-in has ended, and then reports that instead of the failure that follows from it. */
  private async whileAlive<T>(work: Promise<T>): Promise<T> {
    const died = this.aws?.died ?? new Promise<never>(() => undefined);
    try {
      return await Promise.race([work, died]);
    } catch (error) {
      this.signal.throwIfAborted();
      // Its clients may notice first that it has ended.
      await Promise.race([died, new Promise((resolve) => setTimeout(resolve, 500))]);
      throw error;
    }
  }

  private clients(): Clients {
    return sandboxClients(this.url, this.options.region);
  }

  private clientEnv(): Environment {
    const { env, region, folder } = this.options;
    return commandEnvironment(env, clientEnvironment(this.url, region), join(folder, 'home'));
  }
}
