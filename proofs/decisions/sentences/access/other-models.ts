import { AwsActions } from '../../../actions/aws-actions';
import { otherRunsOfModels, otherWaysToModels } from '../../../actions/ways-to-models';
import { actions, each, on, type Question } from '../../question';
import { resourceFor } from '../../resources';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { bounded } from './boundary';

/** Models that are not behind the actions of Amazon Bedrock: whatever a role is given, and each role by itself. */
export async function otherModelSentences(world: World): Promise<readonly Sentence[]> {
  const ways = await asked(world, otherWaysToModels);
  return [
    ...bounded(world).map((who) =>
      world.cannot(
        who,
        'cannot reach a model of another service: SageMaker, AgentCore, Mantle, web search or any',
        ways,
      ),
    ),
    ...(await ofRoles(world, () => true)),
  ];
}

/** The administrator has AmazonBedrockFullAccess, which includes three such services: only the boundary holds them back. */
export const unboundedOtherModelSentences = (world: World): Promise<readonly Sentence[]> =>
  ofRoles(world, (name) => name !== 'administrator');

async function ofRoles(world: World, isAsked: (name: string) => boolean): Promise<readonly Sentence[]> {
  const runs = await asked(world, otherRunsOfModels);
  return world.system.roles
    .filter(({ name }) => isAsked(name))
    .map(({ name }) => world.cannot(world.role(name), 'cannot ask a model of another service than Bedrock', runs));
}

const known = new Map<string, Promise<readonly Question[]>>();

/** Asked once for each Region: thousands of actions, and the same ones for every mutant. */
function asked({ region }: World, names: (aws: AwsActions) => readonly string[]): Promise<readonly Question[]> {
  const found = known.get(`${names.name} ${region}`) ?? questions(region, names);
  known.set(`${names.name} ${region}`, found);
  return found;
}

async function questions(region: string, names: (aws: AwsActions) => readonly string[]): Promise<readonly Question[]> {
  const all = names(await AwsActions.load()).map(async (name) =>
    each(actions(name), on(await resourceFor(name, region))),
  );
  return (await Promise.all(all)).flat();
}
