import { type Estimate, sum, type Unpriced } from './estimate';
import { isZero } from './format-usd';
import type { CostLine } from './resources/cost-line';

/** Difference between two estimates: `after` minus `before`. */
export interface Comparison {
  readonly before: number;
  readonly after: number;
  readonly change: number;
  /** Change of the costs per hour, which do not depend on use. */
  readonly fixedChange: number;
  /** Rows that differ, by stack and resource. */
  readonly rows: readonly ComparedRow[];
  /** Something has no price in one of the two, so that its sum is a lower limit. */
  readonly isPartial: { readonly before: boolean; readonly after: boolean };
  readonly unpricedAdded: readonly Unpriced[];
  readonly unpricedRemoved: readonly Unpriced[];
}

export interface ComparedRow {
  /** Without the name of the deployment, so that two deployments can be compared. */
  readonly stack: string;
  readonly resource: string;
  readonly what: string;
  readonly kind: CostLine['kind'];
  readonly before: number;
  readonly after: number;
  readonly change: number;
}

export function compare(before: Estimate, after: Estimate): Comparison {
  const rows = comparedRows(before.lines, after.lines);
  return {
    before: sum(before.lines),
    after: sum(after.lines),
    change: sum(after.lines) - sum(before.lines),
    fixedChange: rows.filter(({ kind }) => kind === 'fixed').reduce((total, { change }) => total + change, 0),
    rows,
    isPartial: { before: before.unpriced.length > 0, after: after.unpriced.length > 0 },
    unpricedAdded: without(after.unpriced, before.unpriced),
    unpricedRemoved: without(before.unpriced, after.unpriced),
  };
}

function comparedRows(before: readonly CostLine[], after: readonly CostLine[]): ComparedRow[] {
  const keys = new Map([...before, ...after].map((line) => [keyOf(line), line]));
  const sumOf = (lines: readonly CostLine[], key: string) => sum(lines.filter((line) => keyOf(line) === key));
  return [...keys]
    .map(([key, { stack, resource, what, kind }]) => {
      const [was, is] = [sumOf(before, key), sumOf(after, key)];
      return { stack: unitOf(stack), resource, what, kind, before: was, after: is, change: is - was };
    })
    .filter(({ change }) => !isZero(change))
    .sort((a, b) => a.stack.localeCompare(b.stack) || Math.abs(b.change) - Math.abs(a.change));
}

const keyOf = ({ stack, resource, what }: Pick<Unpriced, 'stack' | 'resource' | 'what'>) =>
  [unitOf(stack), resource, what].join('\n');

/** `sandbox/Endpoints` → `Endpoints` */
const unitOf = (stack: string) => stack.split('/').slice(1).join('/') || stack;

const without = (these: readonly Unpriced[], those: readonly Unpriced[]) => {
  const known = new Set(those.map(keyOf));
  return these.filter((one) => !known.has(keyOf(one)));
};
