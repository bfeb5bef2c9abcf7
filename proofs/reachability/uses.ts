import { each, type Question } from '../decisions/question';
import { remembered } from '../decisions/remembered';
import { World } from '../decisions/world';
import { ACCOUNT } from '../model/physical-ids';
import type { Subject } from '../proof';
import type { Endpoint } from './network';

/** Users of an endpoint: a function's code, or a role that is allowed something through it. */
export interface Use {
  readonly endpoint: string;
  readonly by: string;
}

/** One thing that a role of ours does through each endpoint; what is not here has no use. */
const WITNESSES: Readonly<Record<string, (world: World) => readonly [role: string, question: Partial<Question>][]>> = {
  bedrock: () => [['reader', { action: 'bedrock:ListFoundationModels' }]],
  'bedrock-agent': () => [['reader', { action: 'bedrock:ListKnowledgeBases' }]],
  'bedrock-agent-runtime': ({ region }) => [
    [
      'administrator',
      { action: 'bedrock:Retrieve', resource: `arn:aws:bedrock:${region}:${ACCOUNT}:knowledge-base/ZZZZZZZZZZ` },
    ],
  ],
  s3: ({ bucket, config }) =>
    bucket && config.fineTuning
      ? [['customization role', { action: 's3:GetObject', resource: `${bucket.arn}/datasets/x` }]]
      : [],
};

const nameOf = ({ service }: Endpoint) => service.replace(/^com\.amazonaws\.[a-z0-9-]+\./, '');

export function usesOf(subject: Subject, endpoints: readonly Endpoint[], apis: readonly string[]): readonly Use[] {
  const world = new World(subject);
  return endpoints.flatMap((endpoint) => {
    const name = nameOf(endpoint);
    if (apis.includes(name)) return [{ endpoint: name, by: 'the code of a function' }];
    const witness = (WITNESSES[name]?.(world) ?? []).find(([role, question]) =>
      isAllowed(world, role, { ...question, door: `our ${name} endpoint` }),
    );
    return witness ? [{ endpoint: name, by: `the ${witness[0]}: ${witness[1].action}` }] : [];
  });
}

export function unused(subject: Subject, endpoints: readonly Endpoint[], apis: readonly string[]): readonly string[] {
  const used = usesOf(subject, endpoints, apis).map(({ endpoint }) => endpoint);
  return endpoints
    .filter((endpoint) => !used.includes(nameOf(endpoint)))
    .map(({ at, service }) => `every endpoint is used by somebody. But: nobody uses ${at} (${service})`);
}

function isAllowed(world: World, role: string, question: Partial<Question>): boolean {
  if (!world.has(role)) return false;
  const { points } = world.may(world.role(role), '', each([question]));
  return points.every(({ request }) => remembered(request) === 'allowed');
}
