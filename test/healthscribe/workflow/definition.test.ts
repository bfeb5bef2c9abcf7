import { LONGEST_EXECUTION } from '../../../lib/healthscribe/workflow/definition';
import { SCRIBING_CONTRACTS } from '../../support/contracts/scribing-contracts';
import { execute } from '../../support/execution';
import { AUDIO_SCENARIOS } from './audio-scenarios';
import { definition, purging } from './definition';
import { JOB_SCENARIOS } from './job-scenarios';
import { PURGE_SCENARIOS } from './purge-scenarios';
import { GOOD, make } from './scenario';
import { SIGNATURE_SCENARIOS } from './signature-scenarios';

interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds: number;
  readonly MaxAttempts: number;
}

interface AnyState {
  readonly Type: string;
  readonly Resource?: string;
  readonly Seconds?: number;
  readonly TimeoutSeconds?: number;
  readonly TimeoutSecondsPath?: string;
  readonly Parameters?: { readonly step?: string; readonly Payload?: { readonly step: string } };
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly {
    readonly ErrorEquals: readonly string[];
    readonly ResultPath: unknown;
    readonly Next: string;
  }[];
}

type States = Readonly<Record<string, AnyState>>;

const { States: states } = definition as unknown as { readonly States: States };
const { States: purgingStates } = purging as unknown as { readonly States: States };
const tasks = Object.entries(states).filter(([, { Type }]) => Type === 'Task');
const tasksOfPurging = Object.entries(purgingStates).filter(([, { Type }]) => Type === 'Task');
const SCENARIOS = [...JOB_SCENARIOS, ...AUDIO_SCENARIOS, ...SIGNATURE_SCENARIOS, ...PURGE_SCENARIOS];

const followers = ({ Next, Default, Choices = [], Catch = [] }: AnyState): readonly string[] =>
  [Next, Default, ...Choices.map((choice) => choice.Next), ...Catch.map((one) => one.Next)].filter(
    (next) => next !== undefined,
  );

/** Returns the states that can follow, at any distance, without one of these in between. */
const reachable = (from: string, ...without: readonly string[]) => reachableIn(states, from, ...without);

function reachableIn(all: States, from: string, ...without: readonly string[]): ReadonlySet<string> {
  const found = new Set([from]);
  for (const name of found) {
    for (const next of followers(all[name] as AnyState)) if (!without.includes(next)) found.add(next);
  }
  return found;
}

describe('the definition', () => {
  test('enters every state, and the scenarios enter every state', () => {
    expect([...reachable('Begin')].sort()).toEqual(Object.keys(states).sort());
    const entered = new Set(SCENARIOS.flatMap((scenario) => scenario.states));
    // Those are in repeats.test.ts.
    expect(Object.keys(states).filter((name) => !entered.has(name))).toEqual(['Duplicate']);
  });

  test('ends without a purge only if it has touched nothing', () => {
    const ends = [...reachable('Begin', 'Purge')].filter((name) =>
      ['Succeed', 'Fail'].includes(states[name]?.Type ?? ''),
    );
    // Whose consultation it is could not be found out for hours: that is told, and the lifecycle deletes it.
    expect(ends.sort()).toEqual(['Duplicate', 'Gone', 'PurgeFailed']);
  });

  test('ends after a purge only with its record, or as PurgeFailed', () => {
    const ends = [...reachable('Purge', 'Record purge')].filter((name) =>
      ['Succeed', 'Fail'].includes(states[name]?.Type ?? ''),
    );
    expect(ends).toEqual(['PurgeFailed']);
  });

  test('of the purge ends without a record only if there is nothing to purge, or as PurgeFailed', () => {
    const ends = [...reachableIn(purgingStates, 'Begin', 'Record purge')].filter((name) =>
      ['Succeed', 'Fail'].includes(purgingStates[name]?.Type ?? ''),
    );
    expect(ends.sort()).toEqual(['Nothing to purge', 'PurgeFailed']);
    expect([...reachableIn(purgingStates, 'Begin')].sort()).toEqual(Object.keys(purgingStates).sort());
  });

  test.each([...tasks, ...tasksOfPurging])(
    '%s catches everything, and keeps nothing of what AWS says of it',
    (_, { Catch = [], Retry = [] }) => {
      expect(Catch.at(-1)?.ErrorEquals).toEqual(['States.ALL']);
      expect(Catch.map(({ ResultPath }) => ResultPath)).toEqual(Catch.map(() => null));
      for (const retrier of Retry) expect(retrier).toMatchObject({ JitterStrategy: 'FULL' });
    },
  );

  test('waits for a signature for the seconds that the draft has left', async () => {
    expect(states['Await signature']?.TimeoutSecondsPath).toBe('$.draft.secondsLeft');
    const standIn = make(() => undefined)();
    const { history } = await execute(definition, standIn);
    const inputs = (history as { type: string; state?: { name: string; input: { draft?: object } } }[]).flatMap(
      ({ type, state }) => (type === 'StateEntered' && state?.name === 'Await signature' ? [state.input.draft] : []),
    );
    expect(inputs).toEqual([expect.objectContaining({ secondsLeft: 3_600 })]);
    expect(GOOD.length).toBeGreaterThan(0);
  });

  test('has no longer way than its time', () => {
    /** Seconds of one visit of a state, with all its retries. */
    const visit = ({ Seconds = 0, TimeoutSeconds = 0, TimeoutSecondsPath, Retry = [] }: AnyState) => {
      const attempts = Retry.reduce((sum, { MaxAttempts }) => sum + MaxAttempts, 1);
      const pauses = Retry.reduce(
        (sum, { IntervalSeconds, BackoffRate, MaxDelaySeconds, MaxAttempts }) =>
          sum +
          Array.from({ length: MaxAttempts }, (_, index) =>
            Math.min(IntervalSeconds * BackoffRate ** index, MaxDelaySeconds),
          ).reduce((all, one) => all + one, 0),
        0,
      );
      // A wait for a signature is a day at most, and is not retried once it has begun.
      return Seconds + pauses + (TimeoutSecondsPath === undefined ? attempts * TimeoutSeconds : 86_400);
    };
    const longest = Object.entries(states).map(([name, state]) => ({ name, seconds: visit(state) }));
    const looks = 2 * 6 * 3_600;
    // Most executions of a state are one: the loops are those of looks, which are counted here.
    const purge = longest.filter(({ name }) => ['Purge', 'Record purge'].includes(name));
    const others = longest.filter(({ name }) => !['Purge', 'Record purge'].includes(name));
    const seconds = (list: typeof longest) => list.reduce((sum, one) => sum + one.seconds, 0);
    // A purge whose every attempt takes its 15 minutes is a fault of the function, and is not waited for.
    expect(looks + seconds(others) + 2 * 6.5 * 3_600).toBeLessThan(LONGEST_EXECUTION);
    expect(purge).toHaveLength(2);
  });

  test('has a contract for every call', () => {
    const called = [...tasks, ...tasksOfPurging].map(([, { Resource = '', Parameters }]) =>
      Resource.includes(':lambda')
        ? (Parameters?.step ?? Parameters?.Payload?.step)
        : Resource.split(':').slice(-2).join(':'),
    );
    expect([...SCRIBING_CONTRACTS.operations].sort()).toEqual([...new Set(called)].sort());
  });
});
