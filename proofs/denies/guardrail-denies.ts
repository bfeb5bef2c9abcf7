import { actions, each, type Question } from '../decisions/question';
import { otherGuardrails, SPARED } from '../decisions/sentences/access/boundary';
import { EVERYTHING, type Who } from '../decisions/who';
import type { World } from '../decisions/world';
import type { NamedPolicy } from '../model/policy';
import { actionsWith } from './action-kinds';
import type { Covering } from './covering';

/** Every action that takes a guardrail is refused without that of the row: by each boundary, and by our endpoint. */
export async function guardrailDenies({ system, guardrail, calls, never }: World): Promise<readonly Covering[]> {
  if (!guardrail) return [];
  const invoking = actions(...(await actionsWith('bedrock', 'bedrock:GuardrailIdentifier')));
  const principal = system.roles.find(({ name }) => !SPARED.includes(name))?.arn ?? '';
  const covering = (policy: NamedPolicy, who: Who, door: Partial<Question> = {}): Covering => ({
    policy,
    given: [principal, guardrail, calls, door],
    sentences: () => [
      never(
        who,
        'cannot use a model without the guardrail, by any action',
        each(invoking, calls, otherGuardrails(guardrail), [door]),
      ),
    ],
  });
  const boundaries = new Set(system.roles.flatMap(({ boundary }) => boundary ?? []));
  const anybody: Who = { words: 'whoever comes through our endpoint', principal, identity: [EVERYTHING] };
  const endpoint = system.endpoints.find(({ service }) => service === 'bedrock-runtime');
  return [
    ...[...boundaries].map((boundary) =>
      covering(boundary, { ...anybody, words: 'whatever a role is given, it', boundary }),
    ),
    ...(endpoint ? [covering(endpoint.policy, anybody, { door: 'our bedrock-runtime endpoint' })] : []),
  ];
}
