import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import { actions, carrying, each, on } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { INVOKE, otherGuardrails } from './boundary';
import { guardrailKey, judgingSentences } from './judging';

export const invokerSentences = (world: World): readonly Sentence[] =>
  callerSentences(world, 'invoker', world.config.invokerCallsModels);

/** Applications have the right of the invoker, and a switch of their own. */
export const applicationSentences = (world: World): readonly Sentence[] =>
  world.config.applications ? callerSentences(world, 'application role', world.config.applications.callModels) : [];

/** True if the key of the deployment encrypts a model of the row. */
const hasCustomModel = ({ config }: World): boolean =>
  config.models.some((model) => typeof model === 'string' && model.startsWith('arn:'));

/** Reaches models through the function alone, unless the row says otherwise. */
function callerSentences(world: World, role: string, callsModels = false): readonly Sentence[] {
  const { region, guardrail, may, cannot, never } = world;
  const invoker = world.role(role);
  const fn = world.fn('Inference');
  const calls = world.calls;
  const carried = guardrail ? carrying({ 'bedrock:GuardrailIdentifier': `${guardrail}:1` }) : [{}];
  return [
    may(invoker, 'invokes the inference function', each(actions('lambda:InvokeFunction'), on(fn))),
    ...(world.config.knowledge
      ? [
          may(
            invoker,
            'asks the documents, through their function',
            each(actions('lambda:InvokeFunction'), on(world.fn('Asking/Knowledge'))),
          ),
        ]
      : []),
    ...(world.has('delegated function')
      ? [
          may(
            invoker,
            'asks Bedrock itself, through the delegated function',
            each(actions('lambda:InvokeFunction'), on(world.fn('Asking/Delegated'))),
          ),
        ]
      : []),
    cannot(
      invoker,
      'cannot invoke another function, of this account or another',
      each(
        actions('lambda:InvokeFunction'),
        on(world.fn('FineTuning'), `${fn}-other`, fn.replace(/[^:]+$/, 'other'), fn.replace(ACCOUNT, OTHER_ACCOUNT)),
      ),
    ),
    cannot(
      invoker,
      'cannot look into the function, change it, or invoke it in another way',
      each(
        actions(
          'lambda:GetFunction',
          'lambda:UpdateFunctionCode',
          'lambda:UpdateFunctionConfiguration',
          'lambda:AddPermission',
          'lambda:InvokeAsync',
          'lambda:InvokeFunctionUrl',
        ),
        on(fn),
      ),
    ),
    callsModels
      ? may(
          invoker,
          'invokes the models of the row directly, as the row says',
          each(actions(...INVOKE), calls, carried),
        )
      : cannot(
          invoker,
          'cannot invoke a model without the function',
          each(actions(...INVOKE), calls, [...carried, {}]),
        ),
    ...(callsModels && guardrail
      ? [
          never(
            invoker,
            'cannot invoke without the guardrail',
            each(actions(...INVOKE), calls, otherGuardrails(guardrail)),
          ),
          ...judgingSentences(world, invoker, guardrail),
          ...guardrailKey(world, invoker, hasCustomModel(world)),
        ]
      : []),
    cannot(
      invoker,
      'cannot see anything of Bedrock, nor read its logs',
      each([
        ...on('*').flatMap((part) =>
          actions('bedrock:ListFoundationModels', 'bedrock:ListModelCustomizationJobs').map((action) => ({
            ...part,
            ...action,
          })),
        ),
        {
          action: 'logs:GetLogEvents',
          resource: `arn:aws:logs:${region}:${ACCOUNT}:log-group:/private-bedrock/${world.system.deployment}/inference:log-stream:x`,
        },
      ]),
    ),
  ];
}
