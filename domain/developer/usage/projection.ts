import { daysInMonth } from './calendar';
import type { Seat } from './seat-list';

/** Seats of one kind in a month, and their US dollars. */
export interface ProjectedKind {
  readonly kind: string;
  readonly seats: number;
  /** Seats whose first day is in the month: they are billed for the days from then on. */
  readonly prorated: number;
  readonly inactive: number;
  /** US dollars; null if no price is known. */
  readonly usd: number | null;
  readonly inactiveUsd: number | null;
}

/** The last month of the reports, as if it were over. */
export interface Projection {
  readonly month: string;
  readonly kinds: readonly ProjectedKind[];
  /** Sum of the kinds that have a price. */
  readonly usd: number;
  readonly inactiveUsd: number;
  readonly unpricedSeats: number;
}

/**
 * Projects the bill of a month if no seat is cancelled in it. The first month of a seat is billed in part, its last month
 * whole. Credits beyond those of a seat are not part of it.
 *
 * Sources: Amazon Q Developer User Guide, "Amazon Q Developer Pro subscription billing", "Deleting the profile". Read
 * 2026-11-28 in copies. That Kiro prorates in the same way is an assumption.
 */
export function projectMonth(seats: readonly Seat[], month: string): Projection {
  const names = [...new Set(seats.map(({ kind }) => kind))].sort();
  const kinds = names.map((name) =>
    projectKind(
      name,
      seats.filter(({ kind }) => kind === name),
      month,
    ),
  );
  const sum = (of: (kind: ProjectedKind) => number | null) =>
    round(kinds.reduce((total, kind) => total + (of(kind) ?? 0), 0));
  return {
    month,
    kinds,
    usd: sum(({ usd }) => usd),
    inactiveUsd: sum(({ inactiveUsd }) => inactiveUsd),
    unpricedSeats: seats.filter(({ usd }) => usd === null).length,
  };
}

function projectKind(kind: string, seats: readonly Seat[], month: string): ProjectedKind {
  const usd = seats[0]?.usd ?? null;
  const inactive = seats.filter(({ isActive }) => !isActive);
  const bill = (some: readonly Seat[]) =>
    usd === null ? null : round(some.reduce((sum, { first }) => sum + usd * billedShare(first, month), 0));
  return {
    kind,
    seats: seats.length,
    prorated: seats.filter(({ first }) => billedShare(first, month) < 1).length,
    inactive: inactive.length,
    usd: bill(seats),
    inactiveUsd: bill(inactive),
  };
}

/** Returns the part of a month that a seat is billed for. @param first ISO day on which the seat became active */
export function billedShare(first: string, month: string): number {
  if (first.slice(0, 7) > month) return 0;
  if (first.slice(0, 7) < month) return 1;
  const days = daysInMonth(month);
  return (days - Number(first.slice(8)) + 1) / days;
}

const round = (usd: number) => Math.round(usd * 100) / 100;
