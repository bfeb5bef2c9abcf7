import { EMBEDDING_MODELS, embeddingModel, embeddingModelsIn } from '../../knowledge/embedding-models';
import { answeringModels, kindOf, modelIdOf } from '../../models/answering-models';
import { isNearEnd } from '../../models/lifecycle';
import type { ModelReference } from '../../models/model-reference';
import { planesIn } from '../../models/regions';
import { nearest } from '../../nearest';
import type { AgentAliasConfig, AgentConfig, KnowledgeConfig } from '../config/knowledge-config';
import { calledPlanes } from '../endpoints';
import {
  all,
  either,
  firstViolated,
  flag,
  isList,
  isObject,
  isText,
  objectOf,
  type Place,
  problem,
  similar,
  text,
  type Validator,
  wholeNumber,
  within,
} from '../validation';
import { validateAudiences } from './knowledge/audiences';

const IDS = EMBEDDING_MODELS.map(({ id }) => id);
const MOST_DIMENSIONS = Math.max(...EMBEDDING_MODELS.flatMap(({ dimensions }) => dimensions));

/** Id of an agent or of an alias. Source: Amazon Bedrock API Reference, InvokeAgent. */
const agentId = (what: string): Validator =>
  text(
    `the id of ${what}`,
    firstViolated<string>([
      {
        code: 'PB-CONFIG-131',
        holds: (id) => /^[0-9A-Za-z]{10}$/.test(id),
        message: `is not the id of ${what}: 10 letters and digits`,
        remedy: 'Copy it from `aws bedrock-agent list-agents` or `aws bedrock-agent list-agent-aliases`.',
      },
    ]),
  );

const fields = objectOf({
  embeddingModel: text(
    'the id of an embedding model',
    firstViolated<string>([
      {
        code: 'PB-CONFIG-120',
        holds: (id) => IDS.includes(id),
        message: 'is not an embedding model that a knowledge base here can use',
        remedy: (id, { region }) => {
          const offered = region === undefined ? IDS : embeddingModelsIn(region);
          return `Use ${either(nearest(id, offered, 2)) || either(offered) || 'another Region'}.`;
        },
      },
    ]),
  ),
  dimensions: wholeNumber(1, MOST_DIMENSIONS, 'Set a length that the embedding model offers.'),
  chunkTokens: wholeNumber(20, 1000, 'Set the tokens of a chunk.'),
  chunkOverlapPercent: wholeNumber(1, 99, 'Set the percentage of a chunk that repeats the one before.'),
  results: wholeNumber(1, 25, 'Set the passages of an answer.'),
  audiences: validateAudiences,
  vpcOnly: flag('Omit it for false.'),
  retrieveAndGenerate: flag('Omit it for false.'),
  agentAlias: objectOf(
    { agentId: agentId('an agent'), aliasId: agentId('the alias of an agent') } satisfies Record<
      keyof AgentAliasConfig,
      Validator
    >,
    ['agentId', 'aliasId'],
  ),
  agent: objectOf({
    maxTurns: wholeNumber(2, 20, 'Set how often a run asks the model.'),
    maxTokens: wholeNumber(256, 32_768, 'Set the tokens that the model writes in one run.'),
    maxSeconds: wholeNumber(5, 600, 'Set the seconds of one run.'),
  } satisfies Record<keyof AgentConfig, Validator>),
} satisfies Record<keyof KnowledgeConfig, Validator>);

/** The default is one of these models too: a Region may offer others. */
const modelIsOffered: Validator = (value, place) => {
  const { region } = place;
  if (!isObject(value) || region === undefined) return [];
  const { embeddingModel: id = IDS[0] } = value;
  const offered = embeddingModelsIn(region);
  if (!isText(id) || !IDS.includes(id) || offered.includes(id) || offered.length === 0) return [];
  return [
    problem('PB-CONFIG-121', within(place, 'embeddingModel'), {
      value: id,
      message: `is not offered in ${region}${value.embeddingModel === undefined ? ', and is the default' : ''}`,
      remedy: `Use ${either(offered)}.`,
    }),
  ];
};

/** Lengths and chunks that the chosen or default model supports. */
const modelTakesThem: Validator = (value, place) => {
  if (!isObject(value)) return [];
  const { embeddingModel: id = IDS[0], dimensions, chunkTokens } = value;
  const model = isText(id) ? embeddingModel(id) : undefined;
  if (!model) return [];
  const isOther = Number.isInteger(dimensions) && !model.dimensions.includes(Number(dimensions));
  const isLong = Number.isInteger(chunkTokens) && Number(chunkTokens) > model.inputTokens;
  return [
    ...(isOther && Number(dimensions) >= 1 && Number(dimensions) <= MOST_DIMENSIONS
      ? [
          problem('PB-CONFIG-122', within(place, 'dimensions'), {
            value: dimensions,
            message: `is not a length of vector of ${id}`,
            remedy: `Use ${model.dimensions.join(' or ')}.`,
          }),
        ]
      : []),
    ...(isLong && Number(chunkTokens) <= 1000
      ? [
          problem('PB-CONFIG-123', within(place, 'chunkTokens'), {
            value: chunkTokens,
            message: `is more than ${id} reads: ${model.inputTokens} tokens`,
            remedy: `Use at most ${model.inputTokens}, or another embeddingModel.`,
          }),
        ]
      : []),
  ];
};

const isPossible: Validator = (_, place) => {
  const { region } = place;
  if (region === undefined) return [];
  const lacking = [
    ...(planesIn(region).includes('bedrock-agent-runtime') ? [] : ['bedrock-agent-runtime']),
    ...(embeddingModelsIn(region).length > 0 ? [] : ['an embedding model of domain/knowledge/embedding-models.ts']),
  ];
  if (lacking.length === 0) return [];
  return [
    problem('PB-CONFIG-124', place, {
      message: `is not possible in ${region}, which does not offer ${lacking.join(' and ')}`,
      remedy: 'Remove it, or use a Region that has knowledge bases, such as us-east-1 or eu-central-1.',
    }),
  ];
};

/** Validates `knowledge` of a row by itself. */
export const validateKnowledge: Validator = all(fields, isPossible, modelIsOffered, modelTakesThem);

/** The function that asks the knowledge base calls a plane of its own. */
export const knowledgeIsReached: Validator = (row, place) => {
  if (!isObject(row) || !isObject(row.knowledge) || !isList(row.planes)) return [];
  const planes = row.planes;
  return calledPlanes(true)
    .filter((plane) => plane !== 'bedrock-runtime' && !planes.includes(plane))
    .map((plane) =>
      problem('PB-CONFIG-125', within(place, 'planes'), {
        value: planes,
        message: `lacks ${plane}, which the knowledge function calls`,
        remedy: `Add '${plane}', or omit planes.`,
      }),
    );
};

/** Other models make vectors, ranks or images: they find or draw, and answer nothing. */
export const knowledgeIsAnswered: Validator = (row, place) => {
  if (!isObject(row) || !isObject(row.knowledge) || !isList(row.models) || row.models.length === 0) return [];
  const models = row.models.filter(isReference);
  if (models.length < row.models.length || answeringModels(models, place.catalogue).length > 0) return [];
  const named = models.map((model) => `${kindOf(model, place.catalogue)} model ${modelIdOf(model)}`);
  return [
    problem('PB-CONFIG-132', within(place, 'models'), {
      value: row.models,
      message: `has no model that answers questions from documents, only ${named.join(', ')}`,
      remedy: `Add ${either(answering(place)) || 'a model for text'}, or remove knowledge.`,
    }),
  ];
};

const isReference = (value: unknown): value is ModelReference =>
  isText(value) || (isObject(value) && isText(value.applicationProfileArn) && isText(value.copyFrom));

/** Returns models for text that the Region offers, those most like the default of this project first. */
function answering(place: Place): readonly string[] {
  const { catalogue, region = '', today } = place;
  const offered = catalogue.models
    .filter(({ kind, lifecycle }) => kind === 'text' && lifecycle.status === 'active' && !isNearEnd(lifecycle, today))
    .flatMap((model) => catalogue.idsInRegion(model, region).slice(0, 1));
  return similar('amazon.nova-lite-v1:0', offered, 2, place);
}
