import { actions, each, key, on } from '../decisions/question';
import { everybody } from '../decisions/sentences/storage/bucket';
import type { World } from '../decisions/world';
import { actionsOn } from './action-kinds';
import type { Covering } from './covering';

/** Every queue refuses requests without TLS. */
export async function queueDenies(world: World): Promise<readonly Covering[]> {
  const asked = actions(...(await actionsOn('sqs', 'queue')));
  return world.system.queues.flatMap(({ arn, policy }) => {
    const sentences = () =>
      everybody(world).map((who) =>
        world.never(
          who,
          'cannot use the queue without TLS, by any action',
          each(asked, on(arn), key('aws:SecureTransport', 'false')),
        ),
      );
    return policy ? [{ policy, given: [arn], sentences }] : [];
  });
}
