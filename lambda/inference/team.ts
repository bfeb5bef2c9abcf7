import { named } from '../shared/failures/failures';
import type { Settings } from './env';

/** Returns the team that calls: the alias of the function, if it has teams. Undefined for a call without an alias. */
export const teamOf = (invokedFunctionArn: string | undefined, { teams }: Settings): string | undefined =>
  teams && invokedFunctionArn?.split(':')[7];

/**
 * Returns what is invoked when a team names a model: its own profile of the model. Lambda names the alias in the ARN by which the
 * function was called, and IAM lets a team call only its own alias. No field of the request has a part in it.
 *
 * @throws InternalError for an alias that is no team: the function is deployed wrong
 */
export function modelFor(modelId: string, team: string | undefined, { allowedModels, teams }: Settings): string {
  if (team === undefined) return modelId;
  const model = teams?.get(team)?.[allowedModels.indexOf(modelId)];
  if (model === undefined) throw named('UnknownTeamError');
  return model;
}
