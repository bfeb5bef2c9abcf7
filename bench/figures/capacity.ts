import { join } from 'node:path';
import { averageSeconds, type Demand, requestsOf } from '../../domain/capacity/demand';
import { percentile, type System, simulate } from '../../domain/capacity/simulate';
import { nodeBinary } from '../../sandbox/process/node-binary';
import { median } from '../alternate';
import type { Bench, Figure, Measurement } from '../figure';
import { FUNCTION_NODE, functionEnvironment } from '../function-process';
import { type Arrival, FunctionSlots, type Load } from '../function-slots';
import { withModelServer } from '../model-server';
import { modelIdOf } from '../scripted-answer';

const SLOTS = 4;
/** Part of what the slots could serve: queues form, and end. */
const UTILIZATION = 0.75;
const SECONDS = 8;
/** Pause of the stand-in before each event. */
const PAUSE_MS = 15;
const EVENTS = { average: 20, most: 40, short: 5 } as const;
const CALLS = 4;
const INPUT = 1;

const answerOf = (events: number) => modelIdOf({ events, characters: 16, pauseMs: PAUSE_MS });

/** Waits and throughput that `capacity` predicts, beside those of the built function with the same requests. */
export const capacity: Figure = {
  name: 'capacity',
  measure: (bench) =>
    withModelServer(bench, async (url) => {
      const slots = await FunctionSlots.start(SLOTS, {
        node: nodeBinary(FUNCTION_NODE, bench.env),
        program: await bench.bundle('bench/programs/function-slot.ts', 'function'),
        lambda: join(bench.root, 'build/lambda/inference/index.js'),
        env: functionEnvironment(
          Array.from({ length: EVENTS.most }, (_, index) => answerOf(index + 1)),
          url,
        ),
      });
      try {
        return await compare(bench, slots);
      } finally {
        slots.stop();
      }
    }),
};

interface Observed {
  readonly rps: number;
  readonly p95: number;
}

async function compare({ runs }: Bench, slots: FunctionSlots): Promise<readonly Measurement[]> {
  // The first answer of each process loads code.
  await slots.load(Array.from({ length: SLOTS * CALLS }, () => ({ at: 0, modelId: answerOf(EVENTS.short) })));
  const rounds: { readonly measured: Observed; readonly predicted: Observed }[] = [];
  for (let seed = 1; seed <= runs; seed++) {
    const demand = await calibrated(slots, seed);
    const requests = [...requestsOf(demand)];
    const arrivals = requests.map(
      ({ at, used }): Arrival => ({ at, modelId: answerOf(Math.max(1, Math.round(used - INPUT))) }),
    );
    const { waits: _, ...outcome } = simulate(requests, SYSTEM);
    rounds.push({
      measured: observed(await slots.load(arrivals)),
      predicted: { rps: outcome.answered / outcome.end, p95: percentile(outcome.latencies, 0.95) },
    });
  }
  const of = (who: 'measured' | 'predicted', value: keyof Observed) => median(rounds.map((round) => round[who][value]));
  const common = { floorIs: 'predicted by capacity', compare: 'agreement', reach: 1.25 } as const;
  return [
    {
      ...{ ...common, what: `answers of ${SLOTS} executions`, unit: 'a second' },
      ...{ ours: of('measured', 'rps'), floor: of('predicted', 'rps') },
    },
    {
      ...{ ...common, what: 'their p95, with the wait', unit: 'ms' },
      ...{ ours: of('measured', 'p95') * 1000, floor: of('predicted', 'p95') * 1000 },
    },
  ];
}

const SYSTEM: System = {
  concurrency: SLOTS,
  newEnvironments: Number.POSITIVE_INFINITY,
  tokensPerMinute: [Number.POSITIVE_INFINITY],
  requestsPerMinute: [Number.POSITIVE_INFINITY],
  whenBusy: 'queue',
  attempts: 1,
  seed: 1,
};

/**
 * Measures how long answers take without a wait, now, and returns the demand that keeps the slots busy. All slots work while
 * it is measured, as they do under load.
 */
async function calibrated(slots: FunctionSlots, seed: number): Promise<Demand> {
  const secondsOf = async (events: number) => {
    const rounds: number[] = [];
    for (let call = 0; call < CALLS; call++) {
      const all = Array.from({ length: SLOTS - 1 }, () => ({ at: 0, modelId: answerOf(events) }));
      rounds.push(...(await slots.load(all)).latencies);
    }
    return median(rounds);
  };
  const [short, long] = [await secondsOf(EVENTS.short), await secondsOf(EVENTS.most)];
  const perEvent = (long - short) / (EVENTS.most - EVENTS.short);
  const demand: Demand = {
    ...{ rps: 1, seconds: SECONDS, seed, inputTokens: INPUT, variation: 0.5, executions: 0 },
    ...{ outputTokens: EVENTS.average, maxTokens: EVENTS.most },
    firstTokenSeconds: Math.max(0, short - EVENTS.short * perEvent),
    tokensPerSecond: 1 / perEvent,
    models: [{ modelId: 'bench', share: 1, burndown: 1 }],
  };
  return { ...demand, rps: (UTILIZATION * SLOTS) / averageSeconds(demand) };
}

const observed = ({ latencies, seconds }: Load): Observed => ({
  rps: latencies.length / seconds,
  p95: percentile(Float64Array.from(latencies).sort(), 0.95),
});
