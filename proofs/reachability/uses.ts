import { CLINICIAN_TAG } from '../../domain/deployment/names/tags';
import { serviceOfName } from '../../domain/network/service-names';
import { AwsActions } from '../actions/aws-actions';
import { boundOfRole, upperBound } from '../bounds/upper-bound';
import { evaluate } from '../decisions/evaluator';
import { knowledgeOf } from '../decisions/parts/knowledge';
import { keysOf, OWN, patientsOf } from '../decisions/parts/patients';
import { workbenchOf } from '../decisions/parts/workbench';
import { each, type Question } from '../decisions/question';
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
const WITNESSES: Readonly<
  Record<string, (world: World) => readonly (readonly [role: string, question: Partial<Question>])[]>
> = {
  bedrock: () => [['reader', { action: 'bedrock:ListFoundationModels' }]],
  'bedrock-agent': () => [['reader', { action: 'bedrock:ListKnowledgeBases' }]],
  'bedrock-agent-runtime': ({ region, config }) => [
    config.knowledge
      ? [
          'knowledge function',
          { action: 'bedrock:Retrieve', resource: `arn:aws:bedrock:${region}:${ACCOUNT}:knowledge-base/ZZZZZZZZZZ` },
        ]
      : ['reader', { action: 'bedrock:ListSessions' }],
  ],
  logs: (world) => [['notebook role', { action: 'logs:PutLogEvents', resource: String(workbenchOf(world)?.stream) }]],
  notebook: (world) => [
    [
      'scientist',
      { action: 'sagemaker:CreatePresignedNotebookInstanceUrl', resource: String(workbenchOf(world)?.notebook) },
    ],
  ],
  'sagemaker.api': (world) => [
    ['scientist', { action: 'sagemaker:StartNotebookInstance', resource: String(workbenchOf(world)?.notebook) }],
  ],
  s3: (world) => [
    ...(world.bucket && world.config.fineTuning
      ? [['customization role', { action: 's3:GetObject', resource: `${world.bucket.arn}/datasets/x` }] as const]
      : []),
    ...(world.config.knowledge
      ? [['curator', { action: 's3:GetObject', resource: `${knowledgeOf(world)?.documents.arn}/documents/x` }] as const]
      : []),
    ...(world.config.healthScribe
      ? [['clinician', { action: 's3:GetObject', resource: draftOf(world), context: { [TAG]: OWN } }] as const]
      : []),
  ],
};

const TAG = `aws:PrincipalTag/${CLINICIAN_TAG}`;

const draftOf = (world: World): string => `${patientsOf(world)?.bucket.arn}/${keysOf(OWN).draft}`;

const nameOf = ({ service }: Endpoint) => serviceOfName(service);

export function usesOf(subject: Subject, endpoints: readonly Endpoint[], apis: readonly string[]): readonly Use[] {
  const world = new World(subject);
  return endpoints.flatMap((endpoint) => {
    const name = nameOf(endpoint);
    if (apis.includes(name)) return [{ endpoint: name, by: 'the code of a function' }];
    if (isReserved(world, name)) return [{ endpoint: name, by: 'the knowledge function, which is not made yet' }];
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

/** Actions that a policy of an endpoint allows, and that no role of the deployment could ever be allowed. */
export async function unusedActions(subject: Subject): Promise<readonly string[]> {
  const aws = await AwsActions.load();
  const world = new World(subject);
  const { endpoints, roles } = world.system;
  const used = new Set(roles.flatMap((role) => boundOfRole(role, aws).allowed));
  return endpoints.flatMap(({ service, policy }) => {
    if (isReserved(world, service)) return [];
    const idle = [...upperBound([policy], aws)].filter((action) => !used.has(action)).sort();
    const first = idle.slice(0, 5).join(', ');
    return idle.length === 0
      ? []
      : [
          `an endpoint allows only what a role of the deployment may do. But: the ${service} endpoint allows ${first}${idle.length > 5 ? ` and ${idle.length - 5} more` : ''}`,
        ];
  });
}

/** The endpoint admits one role by its name, as long as no function has the role. */
const isReserved = (world: World, service: string) =>
  service === 'bedrock-agent-runtime' && world.config.knowledge !== undefined && !world.has('knowledge function');

function isAllowed(world: World, role: string, question: Partial<Question>): boolean {
  if (!world.has(role)) return false;
  const { points } = world.may(world.role(role), '', each([question]));
  return points.every(({ request }) => evaluate(request) === 'allowed');
}
