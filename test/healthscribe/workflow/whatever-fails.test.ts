import { execute } from '../../support/execution';
import { ScribingStandIn } from '../../support/scribing/scribing-stand-in';
import { definition } from './definition';
import { GOOD } from './scenario';

const thrown = (name: string) => Object.assign(new Error('MARKER-aws-7f3a MARKER-patient-7f3a'), { name });

/** Runs an execution. Returns how it ended, what it has left, and what it has told. */
async function run(standIn: ScribingStandIn) {
  const { end } = await execute(definition, standIn.record(GOOD));
  return { end, left: standIn.left, told: standIn.told };
}

const expectClean = ({ end, left, told }: Awaited<ReturnType<typeof run>>) => {
  if (end === 'PurgeFailed') expect(told.at(-1)).toMatch(/^PurgeFailed /);
  else expect(left).toEqual([]);
};

/** Calls and requests of an execution in which nothing fails. */
async function undisturbed() {
  const standIn = new ScribingStandIn();
  await run(standIn);
  return { calls: standIn.calls, requests: standIn.s3.requests };
}

/** Errors of a call that pass, that last, and that no retry helps against. */
const ERRORS = ['Throttled', 'States.Timeout', 'AccessDenied'] as const;

const SERVICES: Readonly<Record<string, string>> = { transcribe: 'Transcribe', sns: 'Sns', events: 'EventBridge' };

const errorOf = (call: string, kind: (typeof ERRORS)[number]) => {
  if (kind === 'States.Timeout') return kind;
  const service = SERVICES[call.split(':')[0] ?? ''];
  if (service === undefined) return kind === 'Throttled' ? 'Lambda.TooManyRequestsException' : 'StepFailed';
  return `${service}.${kind === 'Throttled' ? 'ThrottlingException' : 'AccessDeniedException'}`;
};

const TELLING = ['events:putEvents', 'sns:publish'];

describe('whatever fails, nothing of the consultation is left, or the failure of the purge is told', () => {
  test.each(ERRORS.flatMap((kind) => [1, Number.POSITIVE_INFINITY].map((times) => [kind, times] as const)))(
    '%s, %d times, at each call of an execution',
    async (kind, times) => {
      const { calls } = await undisturbed();
      for (const at of calls.keys()) {
        const standIn = new ScribingStandIn();
        let [made, failed] = [0, 0];
        standIn.onCall = (call) => {
          made += 1;
          // From this call on, whatever call follows.
          if (made <= at || failed >= times) return;
          // If nobody can be told either, the failed execution is all that is seen.
          if (times > 1 && TELLING.includes(call)) return;
          failed += 1;
          throw thrown(errorOf(call, kind));
        };
        expectClean(await run(standIn));
      }
      expect(calls.length).toBeGreaterThan(12);
    },
  );

  test.each([1, Number.POSITIVE_INFINITY])(
    'S3 denies %d requests, from each request of an execution on',
    async (times) => {
      const { requests } = await undisturbed();
      for (const at of requests.keys()) {
        const standIn = new ScribingStandIn();
        let [made, failed] = [0, 0];
        standIn.s3.onRequest = () => {
          made += 1;
          if (made <= at || failed >= times) return;
          failed += 1;
          throw thrown('AccessDenied');
        };
        expectClean(await run(standIn));
      }
      expect(requests.length).toBeGreaterThan(30);
    },
  );

  test('throttling on every call, nine times each, changes nothing', async () => {
    const standIn = new ScribingStandIn();
    const { calls } = await undisturbed();
    for (const call of new Set(calls)) standIn.troubles.set(call, Array<string>(9).fill(errorOf(call, 'Throttled')));
    expect(await run(standIn)).toMatchObject({ end: 'Succeeded', left: [] });
    expect(standIn.told).toEqual(['READY', 'Signed']);
  });
});
