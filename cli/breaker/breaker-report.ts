import {
  type BreakerState,
  breakerState,
  type FoundBreaker,
  type FoundFunction,
  freeRoles,
  isStopped,
  type LastStop,
} from '../../domain/deployment/spend/breaker-status';
import { columns } from '../terminal/columns';
import type { Drawing, Style } from '../terminal/terminal';

/** Meaning of each state, and its colour. */
const WORDS: Readonly<Record<BreakerState, readonly [words: string, style: Style]>> = {
  armed: ['armed: nothing is stopped', 'green'],
  'not armed': ['not armed: an alarm is missing, and nothing would stop the models', 'red'],
  'partly stopped': ['partly stopped', 'yellow'],
  stopped: ['stopped: no role and no function can call a model', 'red'],
};

/** Returns the lines about a breaker. */
export function breakerLines(found: FoundBreaker, drawing: Drawing): readonly string[] {
  const [words, style] = WORDS[breakerState(found)];
  const { lastReset } = found;
  return [
    drawing.paint(style, `The breaker is ${words}.`),
    '',
    ...alarmLines(found, drawing),
    '',
    ...targetLines(found, drawing),
    '',
    ...stopLines(found.lastStop),
    lastReset
      ? `Last reset: ${lastReset.at} by ${lastReset.by}. Reason: ${lastReset.reason}`
      : 'Last reset: none is recorded.',
  ];
}

function alarmLines({ alarms }: FoundBreaker, { paint }: Drawing): readonly string[] {
  const [heading = '', ...lines] = columns(
    [
      { heading: 'alarm' },
      { heading: 'window' },
      { heading: 'US dollars', align: 'right' },
      { heading: 'limit', align: 'right' },
      { heading: 'state' },
      { heading: 'since' },
    ],
    alarms.map(({ name, window, usd, limitUsd, state, since = '' }) => [
      ...[name, window, usd.toFixed(2), limitUsd.toFixed(2), state, since],
    ]),
  );
  return [paint('bold', heading), ...lines.map((line, index) => paint(styleOf(alarms[index]?.state), line))];
}

const styleOf = (state: string | undefined): Style => (state === 'ALARM' || state === 'missing' ? 'red' : 'dim');

function targetLines(found: FoundBreaker, { paint }: Drawing): readonly string[] {
  const rows = [
    ...found.functions.map((one) => ['function', one.name, functionWords(one)]),
    ...found.roles.map((name) => ['role', name, 'stopped: the Deny policy is attached']),
    ...freeRoles(found).map((name) => ['role', name, 'the Deny policy is not attached']),
  ];
  const [heading = '', ...lines] = columns([{ heading: 'kind' }, { heading: 'name' }, { heading: 'state' }], rows);
  const none = found.roles.length === 0 ? ['The Deny policy is attached to no role.'] : [];
  return [paint('bold', heading), ...lines, ...none];
}

function functionWords(one: FoundFunction): string {
  const { concurrency, reserved, isMissing } = one;
  if (isMissing) return 'does not exist';
  const planned = reserved === undefined ? 'the row reserves none' : `the row reserves ${reserved}`;
  if (isStopped(one)) return `stopped: concurrency 0, ${planned}`;
  return concurrency === reserved
    ? `concurrency ${concurrency ?? 'not reserved'}`
    : `concurrency ${concurrency ?? 'not reserved'}, ${planned}`;
}

function stopLines(last: LastStop | undefined): readonly string[] {
  if (!last) return ['Last stop: none in the last 90 days.'];
  const left = (last.targets ?? []).filter(({ outcome }) => outcome === 'not stopped');
  return [
    `Last stop: ${last.at}${last.alarm === undefined ? '' : `, by the alarm ${last.alarm}`}. The execution: ${last.status}.`,
    ...left.map(({ kind, name, error }) => `  not stopped: ${kind} ${name} (${error ?? 'unknown error'})`),
  ];
}
