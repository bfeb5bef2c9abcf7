import { ACCOUNT } from '../../../model/physical-ids';
import { knowledgeOf } from '../../parts/knowledge';
import { workbenchOf } from '../../parts/workbench';
import { actions, carrying, each, key, on } from '../../question';
import { resourceFor } from '../../resources';
import type { Sentence } from '../../sentence';
import type { Who } from '../../who';
import type { World } from '../../world';
import { INVOKE, LIFTING, otherGuardrails } from '../access/boundary';

const BEYOND = [
  ...LIFTING,
  'bedrock:CreateModelInvocationJob',
  'bedrock:InvokeAgent',
  'ec2:CreateNetworkInterface',
  'iam:PassRole',
  'lambda:InvokeFunction',
  's3:PutObject',
  'sagemaker:CreateTrainingJob',
  'sagemaker:UpdateNotebookInstance',
  'sts:AssumeRole',
];

/** The boundary of the roles of a workbench alone: whatever they are given. */
export async function workbenchBoundarySentences(world: World): Promise<readonly Sentence[]> {
  const workbench = workbenchOf(world);
  if (!workbench) return [];
  const { guardrail, calls, elsewhere } = world;
  const { notebook, stream, findsPassages } = workbench;
  const knowledge = knowledgeOf(world);
  const otherBase = `arn:aws:bedrock:${world.region}:${ACCOUNT}:knowledge-base/ANOTHER001`;
  const carried = guardrail ? carrying({ 'bedrock:GuardrailIdentifier': `${guardrail}:1` }) : [{}];
  const refused = world.callsBeside.filter(
    ({ words, call }) => words !== 'off its route' || !world.regions.has(call.resource.split(':')[3] || 'unspecified'),
  );
  const use = each(
    actions('sagemaker:CreatePresignedNotebookInstanceUrl', 'sagemaker:StartNotebookInstance'),
    on(notebook),
  );
  const asked = BEYOND.map(async (action) => each(actions(action), on(await resourceFor(action, world.region))));
  const beyond = (await Promise.all(asked)).flat();
  const scientist = world.given(world.role('scientist'));
  const notebookRole = world.given(world.role('notebook role'));
  const passages = knowledge && findsPassages ? each(actions('bedrock:Retrieve'), on(knowledge.base)) : [];
  const ofBoth = (who: Who): readonly Sentence[] => [
    world.may(who, 'is not kept from the notebook and its log', [
      ...use,
      ...each(actions('logs:PutLogEvents'), on(stream)),
    ]),
    world.never(who, 'cannot ask a model that the row does not name, nor go around a profile', [
      ...each(
        actions(...INVOKE),
        refused.map(({ call }) => call),
        carried,
      ),
    ]),
    ...(guardrail
      ? [
          world.never(who, 'cannot ask a model without the guardrail', [
            ...each(actions(...INVOKE), calls, otherGuardrails(guardrail)),
          ]),
        ]
      : []),
    world.never(who, 'cannot act in another Region, nor without saying in which', [
      ...each(use, key('aws:RequestedRegion', ...elsewhere, undefined)),
      ...each(actions(...INVOKE), calls, carried, key('aws:RequestedRegion', ...elsewhere, undefined)),
    ]),
    world.cannot(who, 'cannot use another notebook, write another log, use another key, or find other passages', [
      ...each(actions('bedrock:Retrieve'), on(otherBase, ...(knowledge && !findsPassages ? [knowledge.base] : []))),
      ...each(actions('sagemaker:StartNotebookInstance', 'sagemaker:StopNotebookInstance'), on(`${notebook}-2`)),
      ...each(actions('logs:PutLogEvents'), on(stream.replace('-workbench/', '-workbench-2/'))),
      ...each(actions('kms:CreateGrant', 'kms:Decrypt'), on(`${world.key}0`)),
    ]),
    world.never(who, 'cannot lift its boundary, take a role, change the notebook, or do anything else', beyond),
  ];
  return [
    world.may(notebookRole, 'is not kept from the models of the row, nor from passages if the row says so', [
      ...each(actions(...INVOKE), calls, carried),
      ...passages,
    ]),
    world.never(scientist, 'cannot ask a model, nor find a passage', [
      ...each(actions(...INVOKE), calls, carried),
      ...passages,
      ...(guardrail ? each(actions('bedrock:ApplyGuardrail'), on(guardrail)) : []),
    ]),
    ...[scientist, notebookRole].flatMap(ofBoth),
  ];
}
