// Writes domain/models/data from a file of facts about models: `node tools/model-catalogue.mjs <facts.json>`.
//
// The facts: { about: { 'as of', sources }, models: { <id>: { provider, name, kind, regions, geographic, globalSources,
// input, output, lifecycle, marketplace } }, ended: { <id>: day } }, where `geographic` is prefix → source Region →
// destination Regions, and null wherever no source says it. What AWS documents of other partitions is left out, and so is
// a route whose destinations nobody states: it could not be granted exactly. Each is listed under `omitted`.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../domain/models/data');

/** A list of Regions is one string, so that a model takes few lines and a change of it is one line of a diff. */
const listed = (regions) => [...regions].sort().join(' ');
const present = (object) => Object.fromEntries(Object.entries(object).filter(([, value]) => value != null));
const byId = (object) => Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1));
const lifecycleOf = ({ status, since, endOfLife }) => present({ status, since, endOfLife });
const isElsewhere = (prefix) => prefix === 'us-gov';

/** @returns {{ models: object, lifecycles: object }} the contents of the two files */
export function catalogueOf({ about, models, ended }) {
  const omitted = [];
  const routesOf = (id, prefix, routes) => {
    const known = byId(routes ?? {}).filter(([source, destinations]) => {
      if (!destinations) omitted.push(`${prefix}.${id} from ${source}: no source states its destinations`);
      return destinations;
    });
    const sources = {};
    for (const [source, destinations] of known) {
      const route = listed(destinations);
      sources[route] = [...(sources[route] ?? []), source];
    }
    return Object.fromEntries(Object.entries(sources).map(([route, from]) => [listed(from), route]));
  };
  const modelOf = ([id, model]) => {
    const geographies = byId(model.geographic)
      .filter(([prefix]) => !isElsewhere(prefix))
      .map(([prefix, routes]) => [prefix, routesOf(id, prefix, routes)])
      .filter(([, routes]) => Object.keys(routes).length > 0);
    return [
      id,
      present({
        provider: model.provider,
        name: model.name,
        kind: model.kind,
        input: model.input.join(' '),
        output: model.output.join(' '),
        marketplace: model.marketplace,
        regions: listed(model.regions),
        geographic: geographies.length > 0 ? Object.fromEntries(geographies) : undefined,
        global: model.globalSources ? listed(model.globalSources) : undefined,
      }),
    ];
  };
  const current = byId(models).map(modelOf);
  const lifecycles = [
    ...Object.entries(models)
      .filter(([, { lifecycle }]) => lifecycle.status !== 'active')
      .map(([id, { lifecycle }]) => [id, lifecycleOf(lifecycle)]),
    ...Object.entries(ended).map(([id, endOfLife]) => [id, { status: 'ended', endOfLife }]),
  ];
  return {
    models: { asOf: about['as of'], sources: about.sources, omitted, models: Object.fromEntries(current) },
    lifecycles: Object.fromEntries(byId(Object.fromEntries(lifecycles))),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [facts] = process.argv.slice(2);
  if (!facts) {
    console.error('Usage: node tools/model-catalogue.mjs <facts.json>');
    process.exit(2);
  }
  for (const [name, content] of Object.entries(catalogueOf(JSON.parse(readFileSync(facts, 'utf8'))))) {
    writeFileSync(join(FOLDER, `${name}.json`), `${JSON.stringify(content, null, 2)}\n`);
  }
}
