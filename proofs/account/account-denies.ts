import { evaluate } from '../decisions/evaluator';
import { actions, carrying, each, on } from '../decisions/question';
import { holds, pointWords } from '../decisions/sentence';
import { World } from '../decisions/world';
import { actionsOn } from '../denies/action-kinds';
import type { Proof } from '../proof';

const INSECURE = [{ 'aws:SecureTransport': 'false' }, { 's3:TlsVersion': '1.1' }];

/** Each Deny on a bucket covers every action that it is for, where the sentences ask about a few. */
export const accountDenies: Proof = {
  name: 'denies',
  broken: async (subject) => {
    const world = new World(subject);
    const [ofBucket, ofObject] = [await actionsOn('s3', 'bucket'), await actionsOn('s3', 'object')];
    return world.system.buckets.flatMap(({ arn, at }) => {
      const { says, points } = world.never(world.anybody, `cannot use ${at} without TLS 1.2, by any action`, [
        ...each(actions(...ofBucket), on(arn), carrying(...INSECURE)),
        ...each(actions(...ofObject), on(`${arn}/a`), carrying(...INSECURE)),
      ]);
      const wrong = points.find(({ request, expected }) => !holds(evaluate(request), expected));
      return wrong ? [`${says}. But: ${pointWords(wrong)}`] : [];
    });
  },
};
