import type { DeploymentConfig } from '../../domain/deployment/deployment';
import type { Names } from '../../domain/deployment/names/names';
import type { DeploymentCommands } from '../app/deployment-commands';
import type { Caller } from './account/caller';
import type { Clients } from './account/clients';
import type { StackLookup } from './account/stack-lookup';
import type { InspectionResult } from './inspection-result';
import type { ModelLookup } from './models/model-lookup';

/** Input of an inspection. */
export interface PreflightContext {
  readonly deployment: string;
  readonly config: DeploymentConfig;
  readonly names: Names;
  /** For remedies. */
  readonly commands: DeploymentCommands;
  /** @default - that of the CDK */
  readonly bootstrapQualifier?: string | undefined;
  readonly caller: Caller;
  /** ISO day. */
  readonly today: string;
  /** Region of other AWS tools: AWS_REGION or the profile. Undefined if neither names one. */
  readonly configuredRegion: string | undefined;
  readonly clients: Clients;
  readonly models: ModelLookup;
  readonly stacks: StackLookup;
}

/** Inspection of one aspect of the account. Reads, and changes nothing. */
export interface Inspection {
  /** Word for `--json`. */
  readonly id: string;
  /** Name in the report. */
  readonly title: string;
  /** An error becomes a result. */
  readonly inspect: (context: PreflightContext) => Promise<readonly InspectionResult[]>;
}
