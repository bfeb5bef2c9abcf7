import { randomUUID } from 'node:crypto';
import { execute } from '../../support/execution';
import { ScribingStandIn } from '../../support/scribing/scribing-stand-in';
import { definition } from './definition';
import { PURGED_WITHOUT_JOB } from './paths';
import { GOOD } from './scenario';

const started = (standIn: ScribingStandIn) =>
  standIn.calls.filter((call) => call === 'transcribe:startMedicalScribeJob').length;

/** Resolves at the next wait for a signature, which stays open. */
const nextWait = (standIn: ScribingStandIn) =>
  new Promise<Parameters<ScribingStandIn['clinician']>[0]>((resolve) => {
    standIn.clinician = resolve;
  });

describe('what comes twice', () => {
  test('one event twice, at the same time: one works, the other ends as Duplicate', async () => {
    const standIn = new ScribingStandIn().record(GOOD);
    const both = await Promise.all([execute(definition, standIn), execute(definition, standIn)]);
    expect(both.map(({ states }) => states.at(-1)).sort()).toEqual(['Done', 'Duplicate']);
    expect([started(standIn), standIn.left, standIn.records.length]).toEqual([1, [], 1]);
  });

  test('one event twice, while the draft waits: Duplicate, and the draft still waits', async () => {
    const standIn = new ScribingStandIn().record(GOOD);
    const waiting = nextWait(standIn);
    const first = execute(definition, standIn);
    const wait = await waiting;
    const before = standIn.left;
    expect((await execute(definition, standIn)).states.at(-1)).toBe('Duplicate');
    expect(standIn.left).toEqual(before);
    standIn.sign(wait);
    expect(await first).toMatchObject({ end: 'Succeeded', output: { status: 'Signed' } });
    expect(standIn.left).toEqual([]);
  });

  test('one event twice, after the purge: Gone', async () => {
    const standIn = new ScribingStandIn().record(GOOD);
    await execute(definition, standIn);
    expect((await execute(definition, standIn)).states.at(-1)).toBe('Gone');
    expect([standIn.left, standIn.records.length]).toEqual([[], 1]);
  });

  test('the same file under another key is another consultation with another job', async () => {
    const standIn = new ScribingStandIn();
    await execute(definition, standIn.record(GOOD));
    await execute(definition, standIn.record(GOOD));
    const [one, other] = standIn.records;
    expect(one?.job).not.toBe(other?.job);
    expect([started(standIn), standIn.left]).toEqual([2, []]);
  });

  test('a second file of one consultation: Duplicate, and the first execution deletes both', async () => {
    const standIn = new ScribingStandIn().record(GOOD);
    const waiting = nextWait(standIn);
    const first = execute(definition, standIn, standIn.input);
    const wait = await waiting;
    const key = standIn.input.key.replace('.wav', '.flac');
    const etag = standIn.s3.put('patients', key, GOOD);
    expect((await execute(definition, standIn, { key, etag })).states.at(-1)).toBe('Duplicate');
    standIn.sign(wait);
    await first;
    expect(standIn.left).toEqual([]);
    expect(standIn.records).toEqual([expect.objectContaining({ deleted: expect.objectContaining({ audio: 2 }) })]);
  });

  test('an unknown key leaves nothing of its name in the record and the notices', async () => {
    const key = 'audio/c0ffee-0042/MARKER-patient-7f3a.wav';
    const standIn = new ScribingStandIn().record(GOOD, { key });
    standIn.s3.put('patients', `${key}.bak`, 'of somebody else');
    // The event itself has the key, so that the history of the execution has it too, under the patient key.
    Object.assign(standIn, { mayKeep: { state: ['patient'], events: [], end: [] } });
    const { states, end } = await execute(definition, standIn);
    expect({ end, rest: states.slice(4, -3) }).toEqual({ end: 'AudioRejected', rest: PURGED_WITHOUT_JOB });
    expect(standIn.left).toEqual([`${key}.bak`]);
    expect(standIn.records).toEqual([
      expect.objectContaining({ consultation: expect.stringMatching(/^[\da-f-]{36}$/), reason: 'UnknownKey' }),
    ]);
    expect(JSON.stringify([standIn.records, standIn.notices, standIn.events])).not.toContain('MARKER');
  });

  test('the recording of another clinician with the same id changes no record of the first', async () => {
    const standIn = new ScribingStandIn().record(GOOD);
    await execute(definition, standIn);
    const before = standIn.records;
    standIn.record('junk', { key: standIn.input.key.replace('c0ffee-0042', 'c0ffee-0043') });
    await execute(definition, standIn);
    expect(standIn.records).toEqual([...before, expect.objectContaining({ outcome: 'AudioRejected' })]);
  });

  test('a record is written once, by an execution whose answer was lost, and by one that purges again', async () => {
    const standIn = new ScribingStandIn().record(GOOD);
    let isLost = false;
    standIn.s3.onAnswer = (operation, key) => {
      if (isLost || operation !== 'PutObject' || !key.startsWith('purges/')) return;
      isLost = true;
      // The next attempt is a second later, and would write another time.
      standIn.time += 1_000;
      throw Object.assign(new Error(), { name: 'InternalError' });
    };
    expect(await execute(definition, standIn)).toMatchObject({ end: 'Succeeded' });
    expect(isLost).toBe(true);
    expect(standIn.records).toEqual([expect.objectContaining({ purgedAt: '2026-11-28T00:00:00.000Z' })]);
    const before = standIn.records;
    standIn.record('junk', { key: standIn.input.key });
    await execute(definition, standIn);
    expect(standIn.records).toHaveLength(2);
    expect(standIn.records).toEqual(expect.arrayContaining([...before]));
  });

  test('an unfinished upload of the consultation is aborted, and no other', async () => {
    const standIn = new ScribingStandIn().record(GOOD);
    standIn.s3.uploads.set('ours', standIn.input.key.replace('.wav', '.flac'));
    standIn.s3.uploads.set('other', `audio/c0ffee-0042/${randomUUID()}.wav`);
    await execute(definition, standIn);
    expect(standIn.left).toEqual(['other']);
  });

  test('a key that begins as that of another consultation does not delete it', async () => {
    const standIn = new ScribingStandIn();
    const other = standIn.record(GOOD).input;
    await execute(definition, standIn.record(GOOD, { key: other.key.slice(0, -'.wav'.length) }));
    expect(standIn.left).toEqual([other.key]);
  });
});
