import { KINDS } from '../../domain/models/catalogue-model';
import { endOfLifeOf } from '../../domain/models/lifecycle';
import { MODELS_READ } from '../../domain/models/models';
import type { Offer } from '../../domain/models/offers';
import { PRICED_REGION } from '../../domain/prices/price';
import { PRICES } from '../../domain/prices/prices';
import { columns, wrap } from '../terminal/columns';
import type { Drawing } from '../terminal/terminal';

/** Returns the offers as data. Prices are US dollars per million tokens. */
export const offersJson = (region: string, offers: readonly Offer[]) => ({
  region,
  read: MODELS_READ,
  offers: offers.map(({ id, reach, destinations, model }) => ({
    id,
    model: model.id,
    name: `${model.provider} ${model.name}`,
    kind: model.kind,
    reach,
    destinations: destinations ?? 'any commercial Region',
    mayLeaveTheCountry: destinations === undefined,
    input: model.input,
    output: model.output,
    lifecycle: model.lifecycle,
    ...(model.marketplace !== undefined && { marketplace: model.marketplace }),
    ...(priceOf(id) && { usdPerMillionTokens: priceOf(id) }),
  })),
});

/** Formats the offers of a Region: a table for each kind, then the routes with a note on residency. */
export function offersReport(region: string, offers: readonly Offer[], drawing: Drawing): string {
  const { paint, width } = drawing;
  const byKind = KINDS.map((kind) => ({ kind, listed: offers.filter(({ model }) => model.kind === kind) }));
  const kinds = byKind.filter(({ listed }) => listed.length > 0);
  const routes = [...new Set(kinds.flatMap(({ listed }) => listed.flatMap(routeOf)))];
  const models = new Set(offers.map(({ model }) => model.id)).size;
  return [
    paint('bold', `${region}: ${models} models by ${offers.length} ids, as of ${MODELS_READ}`),
    ...kinds.flatMap(({ kind, listed }) => {
      const [header = '', ...rows] = table(listed, routes);
      return ['', paint('bold', kind), paint('dim', header), ...rows];
    }),
    '',
    ...wrap(`in-Region: answered in ${region}.`.split(' '), width, ''),
    ...routes.flatMap((route, index) =>
      wrap(`${letter(index)}: a geographic profile, answered in ${route}.`.split(' '), width, ''),
    ),
    ...wrap(
      'global: answered in any commercial Region, so that prompts and answers may leave the country.'.split(' '),
      width,
      '',
    ),
    ...wrap(
      `Prices: US dollars per million tokens in and out, in ${PRICED_REGION}; see private-bedrock cost. A dash: no price is known.`.split(
        ' ',
      ),
      width,
      '',
    ),
  ].join('\n');
}

function table(offers: readonly Offer[], routes: readonly string[]): string[] {
  return columns(
    [
      { heading: 'id' },
      { heading: 'answers' },
      { heading: 'input' },
      { heading: 'price', align: 'right' },
      { heading: '' },
    ],
    offers.map((offer) => {
      const { id, reach, model } = offer;
      const [route] = routeOf(offer);
      const price = priceOf(id);
      return [
        id,
        route === undefined ? reach : `geographic ${letter(routes.indexOf(route))}`,
        model.input.join(' '),
        price ? `${price.input}/${price.output}` : '–',
        notesOf(offer).join(', '),
      ];
    }),
  );
}

function notesOf({ model: { lifecycle, marketplace, kind } }: Offer): readonly string[] {
  const end = endOfLifeOf(lifecycle);
  return [
    ...(lifecycle.status === 'legacy' ? [end ? `legacy until ${end}` : 'legacy'] : []),
    ...(marketplace ? ['Marketplace'] : []),
    ...(['speech', 'video'].includes(kind) ? ['not for a row: the function cannot invoke it'] : []),
  ];
}

/** Returns the route of a geographic profile; nothing for another id. */
const routeOf = ({ reach, destinations = [] }: Offer): readonly string[] =>
  reach === 'geographic' ? [destinations.join(', ')] : [];

/** Numbers a route: A to Z, then A1. */
const letter = (index: number): string =>
  String.fromCharCode(65 + (index % 26)) + (index < 26 ? '' : String(Math.floor(index / 26)));

function priceOf(id: string): { readonly input: number; readonly output: number } | undefined {
  const [input, output] = ['input', 'output'].map((unit) => PRICES[`${id} ${unit}`]);
  return input && output && { input: perMillion(input), output: perMillion(output) };
}

const perMillion = ({ usd, per }: { readonly usd: number; readonly per: number }) =>
  Number(((usd / per) * 1_000_000).toPrecision(6));
