import { answeringModel } from '../../cli/knowledge/question/answering-model';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { CATALOGUE } from '../../domain/models/model-catalogue';
import { row } from '../deployment/rows';
import { Deployment, resourcesOf } from '../support/synth';

const REGION = 'us-west-2';
/** The first model of each kind that the Region offers, and that has not ended. */
const MUTE = ['embedding', 'rerank', 'image'].flatMap((kind) =>
  CATALOGUE.models
    .filter((one) => one.kind === kind && one.lifecycle.status === 'active')
    .flatMap((model) => CATALOGUE.idsInRegion(model, REGION))
    .slice(0, 1)
    .map((id) => [kind, id] as const),
);
const NOVA = 'us.amazon.nova-2-lite-v1:0';
const PROFILE = 'arn:aws:bedrock:us-west-2:111122223333:application-inference-profile/abcdefghijkl';
const withModels = (...models: readonly unknown[]): DeploymentConfig =>
  row({
    region: REGION,
    models,
    network: { cidr: '10.0.0.0/24' },
    knowledge: { retrieveAndGenerate: true },
  }) as DeploymentConfig;

test.each(MUTE)(
  'a model of the kind %s, %s, finds no use as an answer: in no function, and in no command',
  (kind, id) => {
    const config = withModels(id, NOVA, { applicationProfileArn: PROFILE, copyFrom: id });
    const allowed = resourcesOf(new Deployment('library', config), 'AWS::Lambda::Function').flatMap(
      ({ Properties }) => {
        const { KNOWLEDGE_BASE_ID, ALLOWED_MODELS } =
          (Properties.Environment as Environment | undefined)?.Variables ?? {};
        return KNOWLEDGE_BASE_ID === undefined || ALLOWED_MODELS === undefined ? [] : [ALLOWED_MODELS];
      },
    );
    expect(allowed).toEqual([JSON.stringify([NOVA]), JSON.stringify([NOVA])]);
    expect(answeringModel(undefined, config)).toBe(NOVA);
    for (const model of [id, PROFILE]) {
      expect(() => answeringModel(model, config)).toThrow(
        `--model ${model} is of the kind '${kind}', which answers no question.`,
      );
    }
  },
);

interface Environment {
  readonly Variables: Readonly<Record<string, unknown>>;
}

test('there is a model of every kind that answers nothing', () => {
  expect(MUTE.map(([kind]) => kind)).toEqual(['embedding', 'rerank', 'image']);
});

test('a custom model answers, since nothing says what kind it is', () => {
  const custom = 'arn:aws:bedrock:us-west-2:111122223333:custom-model-deployment/abcdefghijkl';
  const config = withModels(custom);
  expect(answeringModel(custom, config)).toBe(custom);
  expect(() => answeringModel(NOVA, config)).toThrow(`--model ${NOVA} is not a model of the row.`);
});
