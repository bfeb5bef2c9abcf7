import type { AccountRecord } from '../../domain/account/account-record';
import type { DeploymentRecord } from '../../domain/deployment/deployment-record';
import { commandLine } from '../command-line';
import { readCdkJson } from './run-app';

/** Command lines for messages. Each selects the deployment and the app that the message is about. */
export class DeploymentCommands {
  /**
   * @param path the deployment in its app
   * @param appOptions options of the CDK CLI that select the app, or a row of its table
   * @param folder assembly that the caller named with --app
   */
  constructor(
    private readonly path: string,
    private readonly appOptions = '',
    private readonly folder?: string,
  ) {}

  /** Returns the commands for a deployment that was chosen by these flags. */
  static of(
    { name, path }: DeploymentRecord,
    { app }: { readonly app?: string | undefined },
    cwd: string,
  ): DeploymentCommands {
    if (app !== undefined) return new DeploymentCommands(path, `--app ${app}`, app);
    const isTable = readCdkJson(cwd)?.context?.deployment !== undefined;
    return new DeploymentCommands(path, isTable ? `-c deployment=${name}` : '');
  }

  /** Argument of the CDK CLI that selects every stack of the deployment. */
  get everything(): string {
    return `"${this.path}/*"`;
  }

  /** Returns the id of a stack in the CDK CLI. @param unit such as `Storage` */
  stack(unit: string): string {
    return `${this.path}/${unit}`;
  }

  /** Returns a command of the CDK CLI. @param words such as `deploy --all` */
  cdk(words: string): string {
    return ['npx cdk', words, this.appOptions].filter(Boolean).join(' ');
  }

  /** Returns a command of this project. @param options without --deployment and --app */
  own(subcommand: string, options = ''): string {
    const app = this.folder === undefined ? '' : `--app ${this.folder}`;
    return commandLine(subcommand, [`--deployment ${this.path}`, app, options].filter(Boolean).join(' '));
  }
}

/** Command lines for messages about an account deployment. */
export class AccountCommands {
  /** @param folder assembly that the caller named with --app */
  constructor(
    private readonly record: AccountRecord,
    private readonly folder?: string,
  ) {}

  /** Command that deploys it. */
  get deploy(): string {
    const { name, path } = this.record;
    return `npx cdk deploy "${path}/*" ${this.folder === undefined ? `-c account=${name}` : `--app ${this.folder}`}`;
  }

  /** Returns a command of `account`. @param name such as `adopt` */
  own(name: string): string {
    const app = this.folder === undefined ? '' : ` --app ${this.folder}`;
    return commandLine('account', `${name} --row ${this.record.name}${app}`);
  }
}
