import { inspect } from 'node:util';
import { wrap } from '../terminal/columns';
import type { Drawing } from '../terminal/terminal';
import type { Declaration, OffersComparison } from './compare-offers';

/** Formats the comparison with an account: the text to paste into the row, then what the account lacks. */
export function comparisonReport({ region, declare, missing, legacy }: OffersComparison, drawing: Drawing): string {
  const { paint, width } = drawing;
  const list = (heading: string, ids: readonly string[]) =>
    ids.length === 0 ? [] : ['', paint('bold', heading), ...wrap(ids, width, '  ')];
  const isSame = declare.length + missing.length + legacy.length === 0;
  return [
    paint('bold', isSame ? `The account offers the same in ${region}.` : `Differences of the account in ${region}`),
    ...(declare.length > 0
      ? ['', 'For a row of this Region that names one of these models:', '', ...declaredText(declare)]
      : []),
    ...list('In the catalogue, and not listed by the account', missing),
    ...list('Legacy in the account, active in the catalogue', legacy),
  ].join('\n');
}

/** TypeScript for the row, one declaration after a comment that says why. */
const declaredText = (declarations: readonly Declaration[]): readonly string[] => [
  'declaredModels: [',
  ...declarations.flatMap(({ reason, model, isMarketplaceAssumed }) => [
    `  // ${reason}`,
    ...(isMarketplaceAssumed
      ? ['  // marketplace: false if its page in the model catalog names no AWS Marketplace offer']
      : []),
    ...`${inspect(model, { depth: null, maxArrayLength: null, breakLength: 100 })},`
      .split('\n')
      .map((line) => `  ${line}`),
  ]),
  '],',
];
