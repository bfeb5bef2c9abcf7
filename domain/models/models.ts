import type { CatalogueModel, Kind, Modality, Routes } from './catalogue-model';
import lifecycles from './data/lifecycles.json';
import models from './data/models.json';
import { agreedMedia } from './fine-tuning';
import { FINE_TUNING } from './fine-tuning-table';
import type { Lifecycle } from './lifecycle';

/** ISO day on which the sources of the rows were read. */
export const MODELS_READ = models.asOf;

/** Model as data/models.json has it: a list of Regions or modalities is one text, and sources with equal routes are one key. */
interface StoredModel {
  readonly provider: string;
  readonly name: string;
  readonly kind: string;
  readonly input: string;
  readonly output: string;
  readonly marketplace?: boolean;
  readonly regions: string;
  readonly geographic?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly global?: string;
}

const LIFECYCLES = lifecycles as Readonly<Record<string, Lifecycle>>;
const ACTIVE: Lifecycle = { status: 'active' };

const words = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');

const routesOf = (stored: Readonly<Record<string, string>>): Routes =>
  Object.fromEntries(
    Object.entries(stored).flatMap(([sources, destinations]) =>
      words(sources).map((source) => [source, words(destinations)] as const),
    ),
  );

const current = Object.entries(models.models as Readonly<Record<string, StoredModel>>).map(
  ([id, { regions, geographic = {}, global, input, output, kind, provider, name, marketplace }]): CatalogueModel => ({
    id,
    provider,
    name,
    kind: kind as Kind,
    regions: words(regions),
    geographic: Object.fromEntries(Object.entries(geographic).map(([prefix, stored]) => [prefix, routesOf(stored)])),
    ...(global !== undefined && { globalSources: words(global) }),
    input: words(input) as readonly Modality[],
    output: words(output) as readonly Modality[],
    lifecycle: LIFECYCLES[id] ?? ACTIVE,
    ...(marketplace !== undefined && { marketplace }),
    ...(FINE_TUNING[id] && { fineTuning: FINE_TUNING[id] }),
  }),
);

/** Models whose end of life has come: no page lists their Regions any more. */
const ended = Object.entries(LIFECYCLES)
  .filter(([, { status }]) => status === 'ended')
  .map(([id, lifecycle]): CatalogueModel => {
    const fineTuning = FINE_TUNING[id];
    return {
      id,
      provider: id.slice(0, id.indexOf('.')),
      name: id,
      kind: 'text',
      regions: [],
      geographic: {},
      input: ['text', ...(fineTuning ? agreedMedia(fineTuning) : [])],
      output: ['text'],
      lifecycle,
      ...(fineTuning && { fineTuning }),
    };
  });

/**
 * Models that this project knows. Their data is data/*.json, which `node tools/model-catalogue.mjs <facts>` writes; what
 * was decided where its sources disagree: docs/decisions/0011-models.md.
 */
export const MODELS: readonly CatalogueModel[] = [...current, ...ended];
