import { AwsActions } from '../actions/aws-actions';
import { actions, each, key } from '../decisions/question';
import type { World } from '../decisions/world';
import type { Covering } from './covering';

/** Lambda uses the network permissions of a function's role; the function's own code cannot use one of them. */
export async function functionDenies(world: World): Promise<readonly Covering[]> {
  const { system, cannot } = world.unbounded;
  const network = [...(await AwsActions.load()).like('ec2:*')];
  return system.functions.flatMap(({ arn, roleArn }) =>
    system.roles
      .filter((role) => role.arn === roleArn)
      .flatMap(({ name, identity }) => {
        const who = { words: `the code of the ${name}`, principal: roleArn, identity };
        return identity.map((policy) => ({
          policy,
          given: [arn, roleArn],
          sentences: () => [
            cannot(
              { ...who, identity: [policy] },
              'cannot use any action of EC2',
              each(actions(...network), key('lambda:SourceFunctionArn', arn)),
            ),
          ],
        }));
      }),
  );
}
