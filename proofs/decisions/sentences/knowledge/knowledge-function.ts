import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { knowledgeOf } from '../../parts/knowledge';
import { actions, doors, each, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { modelCallerSentences } from '../inference/inference-function';

/** The role of the function that asks: passages of one knowledge base, and the models of the row. */
export function knowledgeFunctionSentences(world: World): readonly Sentence[] {
  const knowledge = knowledgeOf(world);
  if (!knowledge) return [];
  const { may, cannot, region } = world;
  const { base, index } = knowledge;
  const role = world.role('knowledge function');
  const theirs = [
    base.replace(/[^/]+$/, 'ANOTHER001'),
    base.replace(ACCOUNT, OTHER_ACCOUNT),
    base.replace(`:${region}:`, `:${world.elsewhere[0]}:`),
  ];
  const door = world.endpoint('bedrock-agent-runtime')
    ? doors('our bedrock-agent-runtime endpoint')
    : doors('internet');
  return [
    ...modelCallerSentences(world, { name: 'knowledge function', unit: 'Asking/Knowledge', log: 'knowledge' }),
    may(
      role,
      'finds passages in the knowledge base of the deployment',
      each(actions('bedrock:Retrieve'), on(base), door),
    ),
    cannot(
      role,
      'cannot find passages in another knowledge base',
      each(actions('bedrock:Retrieve'), on(...theirs), door),
    ),
    cannot(role, 'cannot let Bedrock answer from documents or addresses of its choice', [
      ...each(
        actions(
          'bedrock:RetrieveAndGenerate',
          'bedrock:GetDocumentContent',
          'bedrock:AgenticRetrieveStream',
          'bedrock:Rerank',
        ),
        on('*'),
        door,
      ),
      ...each(
        actions('bedrock:InvokeAgent'),
        on(`arn:aws:bedrock:${region}:${ACCOUNT}:agent-alias/A000000001/B000000001`),
        door,
      ),
    ]),
    cannot(role, 'cannot read or change vectors, the knowledge base or its syncs', [
      ...each(actions('s3vectors:GetVectors', 's3vectors:QueryVectors', 's3vectors:PutVectors'), on(index)),
      ...each(
        actions(
          ...['bedrock:GetKnowledgeBase', 'bedrock:UpdateKnowledgeBase', 'bedrock:DeleteKnowledgeBase'],
          ...['bedrock:StartIngestionJob', 'bedrock:ListIngestionJobs', 'bedrock:IngestKnowledgeBaseDocuments'],
        ),
        on(base),
      ),
    ]),
  ];
}
