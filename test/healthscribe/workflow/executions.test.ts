import { execute } from '../../support/execution';
import { AUDIO_SCENARIOS } from './audio-scenarios';
import { definition } from './definition';
import { JOB_SCENARIOS } from './job-scenarios';
import { PURGE_SCENARIOS } from './purge-scenarios';
import type { Scenario } from './scenario';
import { SIGNATURE_SCENARIOS } from './signature-scenarios';

const SCENARIOS: readonly Scenario[] = [
  ...JOB_SCENARIOS,
  ...AUDIO_SCENARIOS,
  ...SIGNATURE_SCENARIOS,
  ...PURGE_SCENARIOS,
];

/** Writes `A → B → C`, with a stretch that is repeated many times once. */
const way = (states: readonly string[]) =>
  states.length > 60 ? `${states.slice(0, 12).join(' → ')} → … → ${states.slice(-12).join(' → ')}` : states.join(' → ');

describe('an execution', () => {
  test.each(SCENARIOS.map((scenario) => [scenario.name, scenario.end, way(scenario.states), scenario] as const))(
    '%s: %s: %s',
    async (_, end, __, { standIn: make, states, record, left = [] }) => {
      const standIn = await make();
      const execution = await execute(definition, standIn);
      expect({ end: execution.end, states: execution.states }).toEqual({ end, states });
      expect(standIn.left).toEqual(left);
      if (record) expect(standIn.records).toEqual([expect.objectContaining(deep(record))]);
      if (standIn.expected) expect(standIn.told).toEqual(standIn.expected);
    },
  );
});

/** Matches objects within an object by the members that are given. */
const deep = (record: object): object =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      typeof value === 'object' ? (expect.objectContaining(value as object) as unknown) : (value as unknown),
    ]),
  );
