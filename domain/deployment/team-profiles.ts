import { createHash } from 'node:crypto';
import type { DeploymentConfig } from './deployment';

/** Application inference profile of one team for one model. */
export interface TeamProfile {
  readonly team: string;
  /** Id of the model or system-defined profile that it copies. */
  readonly model: string;
  /** Name in the account and Region. */
  readonly name: string;
}

/** Models and profiles that the policies of a deployment have room for, whatever else the row has. */
export const MOST_MODELS = 14;

/** Characters of the hash of a model: names of profiles have at most 64, and none of a model id fits. */
const HASH = 8;

/** Returns the models of a row that a profile can copy: those with an id. An ARN names a resource of its own. */
export const copiedModels = ({ models }: Pick<DeploymentConfig, 'models'>): readonly string[] =>
  models.filter((model): model is string => typeof model === 'string' && !model.startsWith('arn:'));

/** Returns the profiles of a row: one for each team and each model that can be copied. */
export const teamProfiles = (
  deployment: string,
  { models, teams = [] }: Pick<DeploymentConfig, 'models' | 'teams'>,
): readonly TeamProfile[] =>
  teams.flatMap(({ name: team }) =>
    copiedModels({ models }).map((model) => ({
      ...{ team, model },
      name: `private-bedrock-${deployment}-${team}-${createHash('sha256').update(model).digest('hex').slice(0, HASH)}`,
    })),
  );
