import type { Prices } from '../../prices/price';
import type { ActivityReport } from './activity-report';
import { monthAfter } from './calendar';
import type { Seat } from './seat-list';

/** Users who move to Kiro in one month. */
export interface Wave {
  readonly month: string;
  readonly users: readonly string[];
  readonly isPilot: boolean;
}

/** Seats and US dollars of one month. */
export interface PlannedMonth {
  readonly month: string;
  readonly moving: number;
  readonly qSeats: number;
  readonly qUsd: number;
  readonly kiroSeats: number;
  readonly kiroUsd: number;
}

/** Everything that `developer plan` says. Its shape is that of `--json`. */
export interface LeavingPlan {
  /** ISO days. */
  readonly from: string;
  readonly until: string;
  readonly reports: { readonly first: string; readonly last: string };
  /** Seats of Amazon Q Developer that nobody uses: they are cancelled, and nobody moves. */
  readonly cancel: readonly Seat[];
  /** Users who use Kiro already: their seat of Amazon Q Developer is cancelled. */
  readonly alreadyInKiro: readonly string[];
  readonly waves: readonly Wave[];
  readonly months: readonly PlannedMonth[];
  /** US dollars of the months if every seat stayed until the end. */
  readonly usdWithoutPlan: number;
  readonly usd: number;
  /** Seats of Kiro without a known price: they are in no sum. */
  readonly unpricedSeats: number;
  /** Lines and files that the reports lost. */
  readonly lost: number;
  readonly prices: ActivityReport['prices'];
}

/** Part of the users who move first. */
const PILOT = 0.1;
/** Kind of seat that a user moves to. */
export const TARGET = 'seat-kiro-pro';

/** Returns the users by days of use, most first: the pilot finds what is missing. */
const byUse = (seats: readonly Seat[]): readonly Seat[] =>
  [...seats].sort((one, other) => other.days - one.days || (one.user < other.user ? -1 : 1));

/** Plans the way from Amazon Q Developer to Kiro. @param today ISO day @param until ISO day of the last day, not before today */
export function leavingPlan(report: ActivityReport, prices: Prices, today: string, until: string): LeavingPlan {
  const q = report.seats.filter(({ product }) => product === 'q');
  const kiro = report.seats.filter(({ product }) => product === 'kiro');
  const inKiro = new Set(kiro.filter(({ isActive }) => isActive).map(({ user }) => user));
  const cancel = q.filter(({ isActive, user }) => !isActive && !inKiro.has(user));
  const both = q.filter(({ user }) => inKiro.has(user));
  const moving = byUse(q.filter(({ isActive, user }) => isActive && !inKiro.has(user)));
  const waves = wavesOf(
    moving.map(({ user }) => user),
    movingMonths(today.slice(0, 7), until.slice(0, 7)),
  );
  const months = monthsOf(
    { q, kiro, waves, prices, leaving: cancel.length + both.length },
    today.slice(0, 7),
    until.slice(0, 7),
  );
  const usdOf = (some: readonly Seat[]) => some.reduce((sum, { usd }) => sum + (usd ?? 0), 0);
  const sum = months.reduce((total, { qUsd, kiroUsd }) => total + qUsd + kiroUsd, 0);
  return {
    from: today,
    until,
    reports: { first: report.first, last: report.last },
    cancel,
    alreadyInKiro: both.map(({ user }) => user).sort(),
    waves,
    months,
    usdWithoutPlan: months.length * (usdOf(q) + usdOf(kiro)),
    usd: sum,
    unpricedSeats: kiro.filter(({ usd }) => usd === null).length,
    lost: report.findings.filter(({ loses }) => loses !== 'none').reduce((total, { count }) => total + count, 0),
    prices: report.prices,
  };
}

/** From the next month on, without the last one, which is for those who are late. At least one month. */
function movingMonths(today: string, until: string): readonly string[] {
  const months: string[] = [];
  for (let month = monthAfter(today); month < until; month = monthAfter(month)) months.push(month);
  return months.length > 0 ? months : [today];
}

function wavesOf(users: readonly string[], months: readonly string[]): readonly Wave[] {
  if (users.length === 0) return [];
  const [first = '', ...later] = months;
  if (later.length === 0) return [{ month: first, users, isPilot: false }];
  const pilot = Math.max(1, Math.round(users.length * PILOT));
  const rest = users.slice(pilot);
  const size = Math.ceil(rest.length / later.length);
  const groups = later.map((month, index) => ({
    month,
    users: rest.slice(index * size, (index + 1) * size),
    isPilot: false,
  }));
  return [{ month: first, users: users.slice(0, pilot), isPilot: true }, ...groups].filter(
    (wave) => wave.users.length > 0,
  );
}

interface Costed {
  readonly q: readonly Seat[];
  readonly kiro: readonly Seat[];
  readonly waves: readonly Wave[];
  readonly prices: Prices;
  /** Seats of Amazon Q Developer that are cancelled in the first month. */
  readonly leaving: number;
}

/** A seat is billed for the whole month in which it is cancelled, so that a user costs twice in the month of the move. */
function monthsOf({ q, kiro, waves, prices, leaving }: Costed, today: string, until: string): readonly PlannedMonth[] {
  const qPrice = q[0]?.usd ?? 0;
  const kiroPrice = prices[TARGET]?.usd ?? 0;
  const kiroUsd = kiro.reduce((sum, { usd }) => sum + (usd ?? 0), 0);
  const hasKiro = new Set(kiro.map(({ user }) => user));
  const months: PlannedMonth[] = [];
  for (let month = today; month <= until; month = monthAfter(month)) {
    const movers = (isMoved: (wave: Wave) => boolean) =>
      waves.filter(isMoved).reduce((sum, { users }) => sum + users.length, 0);
    const moved = waves
      .filter((wave) => wave.month <= month)
      .flatMap(({ users }) => users)
      // A seat that was left lately is taken up again.
      .filter((user) => !hasKiro.has(user)).length;
    const qSeats = q.length - movers((wave) => wave.month < month) - (month > today ? leaving : 0);
    months.push({
      ...{ month, moving: movers((wave) => wave.month === month), qSeats, qUsd: qSeats * qPrice },
      ...{ kiroSeats: kiro.length + moved, kiroUsd: kiroUsd + moved * kiroPrice },
    });
  }
  return months;
}
