import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { CATALOGUE } from '../../domain/models/model-catalogue';
import { PRICES } from '../../domain/prices/prices';
import { DEPLOYMENTS } from '../../lib/config/deployments';

const priced = Object.keys(PRICES).flatMap((name) => /^(\S+\.\S+) (?:input|output)$/.exec(name)?.[1] ?? []);

test('each model of the rows of this repository has a price', () => {
  const rows: readonly DeploymentConfig[] = Object.values(DEPLOYMENTS);
  const models = rows.flatMap((row) => row.models.map(String));
  expect(models.length).toBeGreaterThan(4);
  expect(models.filter((id) => !priced.includes(id))).toEqual([]);
});

test('each price of tokens is that of an id which a row can name, for input and for output', () => {
  expect(priced.length).toBeGreaterThan(40);
  expect(priced.filter((id) => CATALOGUE.sourceRegions(id).length === 0)).toEqual([]);
  const writes = (id: string) => CATALOGUE.find(id)?.kind !== 'embedding';
  expect(priced.filter((id) => !(PRICES[`${id} input`] && Boolean(PRICES[`${id} output`]) === writes(id)))).toEqual([]);
});

test('a geographic profile costs at least as much as the global one of the same model', () => {
  const perToken = (name: string) => (PRICES[name]?.usd ?? 0) / (PRICES[name]?.per ?? 1);
  const pairs = priced
    .filter((id) => id.startsWith('global.'))
    .flatMap((id) =>
      priced
        .filter((other) => other !== id && other.endsWith(id.slice('global'.length)))
        .map((other) => [id, other] as const),
    );
  expect(pairs.length).toBeGreaterThan(10);
  for (const [global, geographic] of pairs) {
    expect(perToken(`${geographic} input`)).toBeGreaterThanOrEqual(perToken(`${global} input`));
  }
});
