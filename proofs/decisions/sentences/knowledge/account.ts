import { ACCOUNT } from '../../../model/physical-ids';
import { knowledgeOf } from '../../parts/knowledge';
import { actions, each, key, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';

/**
 * Ways to documents and passages that the account has beside these templates. A limit that docs/knowledge.md discloses: a
 * knowledge base has no policy of its own that could deny them. No role of a deployment has one of them.
 */
export function knowledgeInAccountSentences(world: World): readonly Sentence[] {
  const knowledge = knowledgeOf(world);
  if (!knowledge) return [];
  const { may, cannot, anybody, stranger, region, system } = world;
  const { base, vectors } = knowledge;
  const name = `private-bedrock-${system.deployment}-ingestion`;
  const execution = `arn:aws:states:${region}:${ACCOUNT}:execution:${name}:x`;
  const role = world.role('knowledge base role').principal;
  const ownBase = [
    ...each(actions('bedrock:CreateKnowledgeBase'), on('*')),
    ...each(actions('iam:PassRole'), on(role), key('iam:PassedToService', 'bedrock.amazonaws.com')),
  ];
  const policy = each(
    actions('s3vectors:DeleteVectorBucketPolicy', 's3vectors:PutVectorBucketPolicy'),
    on(vectors.arn),
  );
  const history = each(actions('states:GetExecutionHistory'), on(execution));
  const events = each(actions('sqs:ReceiveMessage'), on(...system.queues.map(({ arn }) => arn)));
  return [
    may(anybody, 'finds passages for every audience', each(actions('bedrock:Retrieve'), on(base))),
    may(anybody, 'makes a knowledge base of its own with the role of ours, which reads documents and vectors', ownBase),
    may(anybody, 'takes the policy of the vectors away', policy),
    may(anybody, 'reads names of documents in the history of syncs and in the queue', [...history, ...events]),
    cannot(stranger, 'cannot do any of this from another account', [
      ...each(actions('bedrock:Retrieve'), on(base)),
      ...ownBase.filter(({ action }) => action === 'iam:PassRole'),
      ...policy,
      ...history,
      ...events,
    ]),
    ...system.roles.map((one) =>
      cannot(
        world.given(one),
        'cannot make a knowledge base with the role of ours, or change the policy of the vectors',
        [...ownBase, ...policy],
      ),
    ),
    ...system.roles.map((one) => cannot(world.role(one.name), 'cannot read the history of syncs', history)),
  ];
}
