import { DEPLOYMENT_TAG } from '../../../../domain/deployment/names/tags';
import { DATA_CLASSES, type DataClass } from '../../../actions/data-classes';
import { actions, each, key, on, type Question } from '../../question';
import { resourceFor } from '../../resources';
import type { Sentence } from '../../sentence';
import type { Who } from '../../who';
import type { World } from '../../world';

type Access = 'read' | 'write';

/** Classes whose actions are decided by name. The models of a row are decided by model, guardrail and Region elsewhere. */
export const DECIDED = (Object.keys(DATA_CLASSES) as DataClass[]).filter((name) => name !== 'models');

/** Classes that the permissions boundary keeps from every role. The workflow trains, and the boundary allows it. */
const NOBODYS = DECIDED.filter((name) => name !== 'settings' && name !== 'weights');

/** Rights of a persona on the data behind the API of Bedrock: every action of a class, or those that are named. No entry: none. */
type Rights = Readonly<Partial<Record<DataClass, Readonly<Partial<Record<Access, 'all' | readonly string[]>>>>>>;

export const RIGHTS: Readonly<Record<string, Rights>> = {
  administrator: { settings: { read: 'all', write: 'all' } },
  reader: { settings: { read: 'all' } },
  invoker: {},
  'application role': {},
  tuner: {
    settings: {
      read: [
        'bedrock:GetCustomModel',
        'bedrock:GetModelCustomizationJob',
        'bedrock:ListCustomModels',
        'bedrock:ListModelCustomizationJobs',
      ],
      write: ['bedrock:StopModelCustomizationJob'],
    },
  },
  curator: {},
  clinician: {},
  'records reader': {},
  auditor: {},
  'report reader': {},
  'break-glass role': {},
  'documents break-glass role': {},
};

/** Every persona on every kind of data: what it may read and write, and nothing else. */
export async function dataClassSentences(world: World): Promise<readonly Sentence[]> {
  const personas = Object.keys(RIGHTS).filter((name) => world.has(name));
  const sentences = await Promise.all(personas.map((name) => ofPersona(world, name)));
  return sentences.flat();
}

async function ofPersona(world: World, name: string): Promise<readonly Sentence[]> {
  const cells = DECIDED.flatMap((data) => (['read', 'write'] as const).map((access) => ({ data, access })));
  const sentences = await Promise.all(
    cells.map(async ({ data, access }) => {
      const allowed = rightsOf(name, data, access);
      const questions = await asked(world, DATA_CLASSES[data][access]);
      const words = `${allowed.length > 0 ? 'can' : 'cannot'} ${access} ${DATA_CLASSES[data].words}`;
      const extent =
        allowed.length > 0 && allowed.length < questions.length ? `, ${allowed.length} of the actions alone` : '';
      return questions.length === 0
        ? []
        : [world.exactly(world.role(name), words + extent, questions, ({ action }) => allowed.includes(action))];
    }),
  );
  return sentences.flat();
}

export function rightsOf(persona: string, data: DataClass, access: Access): readonly string[] {
  const right = RIGHTS[persona]?.[data]?.[access] ?? [];
  return right === 'all' ? DATA_CLASSES[data][access] : right;
}

const OF_KNOWLEDGE = ['bedrock:Retrieve', 'bedrock:StartIngestionJob'];

/** Denials of the boundary for each class, with every action of it: whatever a role is given. It is open for reads. */
export function boundedClasses(world: World, who: Who): Promise<readonly Sentence[]> {
  const isRead = (action: string) => /^bedrock:(Get|List)/.test(action);
  return Promise.all(
    NOBODYS.map(async (data) => {
      const { words, read, write } = DATA_CLASSES[data];
      // In a row with a knowledge base, only its function finds passages, and a workflow syncs: sentences/knowledge.
      const isLeft = (action: string) => OF_KNOWLEDGE.includes(action) && world.config.knowledge !== undefined;
      const denied = [...read, ...write].filter((action) => !isRead(action) && !isLeft(action));
      return world.never(who, `cannot change or use ${words}`, await asked(world, denied));
    }),
  );
}

/** Each action on a resource of its own kind that carries the tag of this deployment. */
async function asked({ region, system }: World, names: readonly string[]): Promise<readonly Question[]> {
  const tagged = key(`aws:ResourceTag/${DEPLOYMENT_TAG}`, system.deployment);
  const all = await Promise.all(
    names.map(async (name) => each(actions(name), on(await resourceFor(name, region)), tagged)),
  );
  return all.flat();
}
