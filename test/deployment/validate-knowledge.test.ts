import fc from 'fast-check';
import { EMBEDDING_MODELS, embeddingModelsIn } from '../../domain/knowledge/embedding-models';
import { readSidecar } from '../../domain/knowledge/sidecar';
import { CATALOGUE } from '../../domain/models/model-catalogue';
import { BEDROCK_REGIONS, planesIn } from '../../domain/models/regions';
import { readSettings } from '../../lambda/knowledge/settings';
import { EXISTING, type Failing, problemsOf, REUSED, remediesOf } from './rows';

const LIBRARIAN = { personas: { curator: { sessionHours: 2 } } };

/** So many audiences with one group each. */
const audiences = (count: number, group: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, [group]]));

/** Mistakes, each with the path of its problem and a part of the remedy. One mistake is one problem. */
const FAILING: readonly Failing[] = [
  ['no object', { knowledge: true }, 'knowledge', '{ … }'],
  ['an unknown property', { knowledge: { chunkToken: 300 } }, 'knowledge.chunkToken', 'chunkTokens'],
  [
    'a misspelled embedding model',
    { knowledge: { embeddingModel: 'amazon.titan-embed-text-v2' } },
    'knowledge.embeddingModel',
    "'amazon.titan-embed-text-v2:0'",
  ],
  ['a model for text', { knowledge: { embeddingModel: 'amazon.nova-lite-v1:0' } }, 'knowledge.embeddingModel', 'Use'],
  [
    'a default that the Region lacks',
    { region: 'ap-southeast-1', models: ['global.amazon.nova-2-lite-v1:0'], knowledge: {} },
    'knowledge.embeddingModel',
    "'cohere.embed-english-v3' or 'cohere.embed-multilingual-v3'",
  ],
  ['a length of another model', { knowledge: { dimensions: 1536 } }, 'knowledge.dimensions', '1024 or 512 or 256'],
  ['a length of no model', { knowledge: { dimensions: 0 } }, 'knowledge.dimensions', 'length'],
  ['chunks that are too short', { knowledge: { chunkTokens: 19 } }, 'knowledge.chunkTokens', 'tokens'],
  ['chunks that are too long', { knowledge: { chunkTokens: 1001 } }, 'knowledge.chunkTokens', 'tokens'],
  [
    'chunks longer than the model reads',
    { knowledge: { embeddingModel: 'cohere.embed-multilingual-v3', chunkTokens: 513 } },
    'knowledge.chunkTokens',
    'at most 512',
  ],
  ['no overlap', { knowledge: { chunkOverlapPercent: 0 } }, 'knowledge.chunkOverlapPercent', 'percentage'],
  ['nothing but overlap', { knowledge: { chunkOverlapPercent: 100 } }, 'knowledge.chunkOverlapPercent', 'percentage'],
  ['audiences as a list', { knowledge: { audiences: ['board'] } }, 'knowledge.audiences', '{ … }'],
  ['an audience as text', { knowledge: { audiences: { board: 'board' } } }, 'knowledge.audiences.board', "['board']"],
  [
    'an audience without groups',
    { knowledge: { audiences: { board: [] } } },
    'knowledge.audiences.board',
    'Add groups',
  ],
  [
    'more groups than a filter takes',
    { knowledge: { audiences: { board: ['a', 'b', 'c', 'd', 'e'] } } },
    'knowledge.audiences.board',
    'Remove 1',
  ],
  [
    'a group twice',
    { knowledge: { audiences: { board: ['board', 'board'] } } },
    'knowledge.audiences.board[1]',
    'Name each group once',
  ],
  [
    'a group with a space',
    { knowledge: { audiences: { board: ['the board'] } } },
    'knowledge.audiences.board[0]',
    'allowedGroups',
  ],
  [
    'everyone as a group',
    { knowledge: { audiences: { board: ['everyone'] } } },
    'knowledge.audiences.board[0]',
    'Remove',
  ],
  [
    'everyone as an audience',
    { knowledge: { audiences: { everyone: ['a'] } } },
    'knowledge.audiences.everyone',
    'Remove',
  ],
  ['an audience of digits', { knowledge: { audiences: { '1': ['a'] } } }, 'knowledge.audiences.1', "'board'"],
  ['21 audiences', { knowledge: { audiences: audiences(21, 'g') } }, 'knowledge.audiences', 'one name'],
  [
    'audiences that do not fit into an environment',
    { knowledge: { audiences: audiences(20, '이사회'.repeat(12)) } },
    'knowledge.audiences',
    'shorter names',
  ],
  ['a Region without knowledge bases', { region: 'us-east-2', knowledge: {} }, 'knowledge', 'us-east-1'],
  [
    'planes without that of the knowledge function',
    { planes: ['bedrock', 'bedrock-runtime'], knowledge: {} },
    'planes',
    "Add 'bedrock-agent-runtime'",
  ],
  ['an exception for a curator that is not there', LIBRARIAN, 'personas.curator', 'add knowledge'],
  [
    'a break-glass role for documents that trusts everybody',
    { knowledge: { vpcOnly: true }, personas: { curator: { trustedPrincipals: { permissionSets: ['Librarian'] } } } },
    'personas.breakGlass',
    'breakGlass',
  ],
  [
    'an S3 endpoint that only the owner of a shared VPC can make',
    {
      planes: ['bedrock-agent-runtime', 'bedrock-runtime'],
      network: {
        ...EXISTING,
        ...{ ownerAccount: '111122223333' },
        interfaceEndpoints: [
          ...REUSED.interfaceEndpoints,
          { ...REUSED.interfaceEndpoints[0], plane: 'bedrock-agent-runtime' },
        ],
      },
      knowledge: {},
    },
    'network.s3GatewayEndpointId',
    'knowledge',
  ],
];

test.each(FAILING)('%s', (_, changes, path, remedy) => {
  expect(remediesOf(changes)).toEqual([[path, expect.stringContaining(remedy)]]);
});

test.each([
  ['nothing but the switch', { knowledge: {} }],
  ['its planes, named', { planes: ['bedrock-agent-runtime', 'bedrock-runtime'], knowledge: {} }],
  ['no audience', { knowledge: { audiences: {} } }],
  ['20 audiences', { knowledge: { audiences: audiences(20, 'a-group@example.com') } }],
  ['groups of several alphabets', { knowledge: { audiences: { board: ['이사회', 'Vorstand_1', 'a', 'b'] } } }],
  ['a persona for it', { knowledge: {}, ...LIBRARIAN }],
  ['an emergency role for documents', { knowledge: { vpcOnly: true }, personas: { breakGlass: {} } }],
])('%s is no mistake', (_, changes) => {
  expect(problemsOf(changes)).toEqual([]);
});

test('every model, length and size of chunk that a Region offers is accepted, and no other', () => {
  const REGIONS = BEDROCK_REGIONS.map((region) => ({
    region,
    models: CATALOGUE.models.flatMap((model) => CATALOGUE.idsInRegion(model, region)).slice(0, 1),
  }));
  fc.assert(
    fc.property(
      fc.constantFrom(...REGIONS),
      fc.constantFrom(...EMBEDDING_MODELS),
      fc.integer({ min: 1, max: 2000 }),
      fc.constantFrom(256, 512, 1024, 1536, 1000),
      ({ region }, model, chunkTokens, dimensions) => {
        const knowledge = { embeddingModel: model.id, chunkTokens, dimensions };
        const codes = problemsOf({ region, knowledge })
          .filter(({ path }) => path.includes('knowledge'))
          .map(({ code }) => code);
        const isPossible =
          planesIn(region).includes('bedrock-agent-runtime') && embeddingModelsIn(region).includes(model.id);
        const fits = chunkTokens >= 20 && chunkTokens <= Math.min(1000, model.inputTokens);
        expect(codes.length === 0).toBe(isPossible && fits && model.dimensions.includes(dimensions));
      },
    ),
  );
});

/** Ids of models of each kind that the function invokes, as the row names them in us-east-1. */
const idsOfKind = (isWanted: (kind: string) => boolean) =>
  CATALOGUE.models
    .filter(
      ({ kind, lifecycle }) => !['speech', 'video'].includes(kind) && isWanted(kind) && lifecycle.status === 'active',
    )
    .flatMap((model) => CATALOGUE.idsInRegion(model, 'us-east-1'));

const PROVISIONED = 'arn:aws:bedrock:us-east-1:111122223333:provisioned-model/abcdefghijkl';
const profileOf = (copyFrom: string) => ({
  applicationProfileArn: 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abcdefghijkl',
  copyFrom,
});

test('PB-CONFIG-132: a row needs a model that answers, whatever other models it has and in whatever order', () => {
  const [mute, text] = [idsOfKind((kind) => kind !== 'text'), idsOfKind((kind) => kind === 'text')];
  const some = fc.uniqueArray(fc.constantFrom(...mute), { minLength: 1, maxLength: 3 });
  const answering = fc.oneof(fc.constantFrom(...text, PROVISIONED), fc.constantFrom(...text).map(profileOf));
  fc.assert(
    fc.property(some, fc.boolean(), fc.option(answering), fc.nat(3), ([first = '', ...others], isProfile, one, at) => {
      const models: unknown[] = [isProfile ? profileOf(first) : first, ...others];
      const isTwice = isProfile && typeof one === 'object';
      if (one !== null && !isTwice) models.splice(at, 0, one);
      const problems = problemsOf({ models, knowledge: {} }).filter(({ code }) => code === 'PB-CONFIG-132');
      expect(problems.map(({ path }) => path)).toEqual(one !== null && !isTwice ? [] : ['test.models']);
      for (const { message } of problems) {
        for (const id of others) expect(message).toContain(`${CATALOGUE.parse(id)?.model.kind} model ${id}`);
      }
      expect(problemsOf({ models }).map(({ code }) => code)).not.toContain('PB-CONFIG-132');
    }),
  );
});

/** Names as an alias of Lambda, the value of a tag, the environment and a sidecar take them. */
test('a name of an audience is one of an alias, and a group is one that the function reads, for any text', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 70 }), fc.stringMatching(/^[a-z0-9-]{1,33}$/));
  fc.assert(
    fc.property(text, text, (audience, group) => {
      const isValid = problemsOf({ knowledge: { audiences: { [audience]: [group] } } }).length === 0;
      if (!isValid) return;
      expect(audience).toMatch(/^(?!\d+$)[a-zA-Z0-9-_]{1,128}$/);
      const AUDIENCES = JSON.stringify({ [audience]: [group] });
      expect(readSettings({ ...ENVIRONMENT, AUDIENCES }).audiences).toEqual(new Map([[audience, [group]]]));
      const sidecar = readSidecar(JSON.stringify({ metadataAttributes: { allowedGroups: [group] } }));
      expect(sidecar).toMatchObject({ groups: [group] });
    }),
  );
});

const ENVIRONMENT = {
  ...{ DEPLOYMENT: 'test', KNOWLEDGE_BASE_ID: 'ABCDEFGHIJ', NUMBER_OF_RESULTS: '5', ALLOWED_MODELS: '["a.model"]' },
};
