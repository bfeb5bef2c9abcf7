import { execute } from '../../support/execution';
import { ScribingStandIn } from '../../support/scribing/scribing-stand-in';
import { definition } from './definition';
import { GOOD } from './scenario';

type Wait = Parameters<ScribingStandIn['clinician']>[0];

/** Ways in which the executions of one recording that was announced twice can overlap. */
const OVERLAPS: Readonly<Record<string, (standIn: ScribingStandIn) => Promise<readonly string[]>>> = {
  'at the same time': async (standIn) =>
    (await Promise.all([execute(definition, standIn), execute(definition, standIn)])).map(lastOf),
  'while the draft of the first waits': async (standIn) => {
    const waiting = new Promise<Wait>((resolve) => {
      standIn.clinician = resolve;
    });
    const first = execute(definition, standIn);
    const wait = await Promise.race([waiting, first.then(() => undefined)]);
    const second = await execute(definition, standIn);
    if (wait) standIn.sign(wait);
    return [lastOf(await first), lastOf(second)];
  },
  'one after the other': async (standIn) => [
    lastOf(await execute(definition, standIn)),
    lastOf(await execute(definition, standIn)),
  ],
};

const lastOf = ({ states }: { readonly states: readonly string[] }) => states.at(-1) ?? '';

/** The draft was signed, and nothing stayed. */
function expectSigned(standIn: ScribingStandIn, ends: readonly string[]) {
  expect(ends.filter((end) => end === 'Done')).toHaveLength(1);
  expect(['Duplicate', 'Gone']).toContain(ends.find((end) => end !== 'Done'));
  expect(standIn.records).toEqual([expect.objectContaining({ outcome: 'Signed' })]);
  expect(standIn.left).toEqual([]);
}

describe.each(Object.entries(OVERLAPS))('two executions of one recording, %s', (_, overlap) => {
  test('lose no draft and leave nothing, whichever request to S3 fails once', async () => {
    const undisturbed = new ScribingStandIn().record(GOOD);
    expectSigned(undisturbed, await overlap(undisturbed));
    for (const at of undisturbed.s3.requests.keys()) {
      const standIn = new ScribingStandIn().record(GOOD);
      let made = 0;
      standIn.s3.onRequest = () => {
        made += 1;
        if (made === at + 1) throw Object.assign(new Error(), { name: 'InternalError' });
      };
      expectSigned(standIn, await overlap(standIn));
    }
  });

  test('lose no draft and leave nothing, whichever call of a function fails once', async () => {
    const undisturbed = new ScribingStandIn().record(GOOD);
    await overlap(undisturbed);
    for (const at of undisturbed.calls.keys()) {
      const standIn = new ScribingStandIn().record(GOOD);
      let made = 0;
      standIn.onCall = (call) => {
        made += 1;
        if (made === at + 1 && !call.includes(':')) throw Object.assign(new Error(), { name: 'StepFailed' });
      };
      expectSigned(standIn, await overlap(standIn));
    }
  });
});

test('an execution that can never check the recording of another purges nothing of it', async () => {
  const standIn = new ScribingStandIn().record(GOOD);
  const waiting = new Promise<Wait>((resolve) => {
    standIn.clinician = resolve;
  });
  const first = execute(definition, standIn);
  const wait = await waiting;
  const before = standIn.left;
  standIn.troubles.set('check-audio', Array<string>(99).fill('StepFailed'));
  expect((await execute(definition, standIn)).states.at(-1)).toBe('Duplicate');
  expect(standIn.left).toEqual(before);
  standIn.sign(wait);
  expect(await first).toMatchObject({ output: { status: 'Signed' } });
});
