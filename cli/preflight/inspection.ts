import type { DeploymentConfig } from '../../domain/deployment/deployment';
import type { Names } from '../../domain/deployment/names';
import type { Caller } from './account/caller';
import type { Clients } from './account/clients';
import type { Stacks } from './account/stacks';
import type { Finding } from './finding';
import type { Models } from './models';

/** What a check may look at. */
export interface PreflightContext {
  readonly deployment: string;
  readonly config: DeploymentConfig;
  readonly names: Names;
  readonly caller: Caller;
  /** Where AWS's other tools would look: AWS_REGION or the profile. Undefined where neither says. */
  readonly configuredRegion: string | undefined;
  readonly clients: Clients;
  /** Answers about models that several checks need, each asked for once. */
  readonly models: Models;
  /** Which stacks of this deployment are there, each asked for once. */
  readonly stacks: Stacks;
}

/** One question to the account. Looks and changes nothing. */
export interface Check {
  /** A word, as `--json` names it. */
  readonly id: string;
  /** How the report names it. */
  readonly title: string;
  /** May throw: the runner makes a finding of it. */
  readonly run: (context: PreflightContext) => Promise<readonly Finding[]>;
}
