import { DATA_RETENTION_INSPECTION } from '../../cli/preflight/inspections/data-retention';
import { requiredRetention, withoutRetention } from '../../domain/account/data-retention';
import { CATALOGUE } from '../../domain/models/model-catalogue';

/** Inspects a row with these models in an account in the mode `none`. */
const inspect = (...models: readonly string[]) =>
  DATA_RETENTION_INSPECTION.inspect({
    clients: { bedrock: { send: () => Promise.resolve({ mode: 'none' }) } },
    config: { region: 'us-east-1', models },
  } as never);

const [REFUSED, UNCERTAIN] = (['refused', 'uncertain'] as const).map((state) =>
  CATALOGUE.models.filter((model) => withoutRetention(model) === state),
);

test('every model of the two lists is in the table of models', () => {
  expect([REFUSED?.length, UNCERTAIN?.length]).toEqual([3, 6]);
});

test('each id of a model that is refused fails, with the mode that it requires', async () => {
  for (const model of REFUSED ?? []) {
    const ids = CATALOGUE.ids().filter((id) => CATALOGUE.parse(id)?.model === model);
    for (const id of ids) {
      expect(await inspect(id)).toEqual([
        expect.objectContaining({
          status: 'fail',
          text: `The data retention mode is none, and ${id} requires ${requiredRetention(model)}`,
        }),
      ]);
    }
  }
});

test('a model of which no source says it is a warning, any other passes', async () => {
  for (const { id } of UNCERTAIN ?? [])
    expect(await inspect(id)).toEqual([expect.objectContaining({ status: 'warn' })]);
  expect(await inspect('amazon.nova-lite-v1:0')).toEqual([expect.objectContaining({ status: 'pass' })]);
});
