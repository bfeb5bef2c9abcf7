import { signedKey } from '../../domain/clinical-note/layout';
import { execute } from '../support/execution';
import { ScribingStandIn, SIGNED } from '../support/scribing/scribing-stand-in';
import { definition } from './workflow/definition';
import { GOOD } from './workflow/scenario';

describe('a signature', () => {
  test('twice: the second finds the first, and changes nothing', async () => {
    const standIn = new ScribingStandIn(true).record(GOOD);
    standIn.clinician = (wait) => {
      standIn.sign(wait);
      expect(() => standIn.sign(wait, { signed: { signer: 'somebody' } })).toThrow('the note is signed already');
    };
    expect(await execute(definition, standIn)).toMatchObject({ output: { status: 'Signed' } });
    expect(standIn.s3.keys('signed-notes')).toHaveLength(1);
    expect(standIn.s3.text('signed-notes', standIn.s3.keys('signed-notes')[0] ?? '')).not.toContain('somebody');
  });

  test('that comes after the check is not kept, and the purge deletes it', async () => {
    const standIn = new ScribingStandIn(true).record(GOOD);
    standIn.clinician = (wait) => {
      standIn.onCall = (call) => {
        // Nothing is signed when the wait ends, and something is before the purge.
        if (call === 'purge') standIn.sign({ ...wait, resolve: () => undefined });
      };
      wait.resolve({});
    };
    expect(await execute(definition, standIn)).toMatchObject({ output: { status: 'Discarded' } });
    expect([standIn.left, standIn.s3.keys(SIGNED)]).toEqual([[], []]);
  });

  test('is kept as it was checked, whatever else its file says in another reading', async () => {
    const standIn = new ScribingStandIn(true).record(GOOD);
    standIn.clinician = (wait) => {
      standIn.sign({ ...wait, resolve: () => undefined });
      const key = signedKey(standIn.consultation);
      // Readers differ about a name that comes twice; JSON.parse takes the last.
      const text = standIn.s3.text('patients', key).replace('{', '{"note":{"sections":[]},');
      standIn.s3.put('patients', key, text);
      wait.resolve({});
    };
    expect(await execute(definition, standIn)).toMatchObject({ output: { status: 'Signed' } });
    const [kept = ''] = standIn.s3.keys(SIGNED);
    expect(standIn.s3.text(SIGNED, kept).match(/"note":/g)).toHaveLength(1);
  });

  test('is kept once, whose answer from the bucket was lost', async () => {
    const standIn = new ScribingStandIn(true).record(GOOD);
    let isLost = false;
    standIn.s3.onAnswer = (operation, key) => {
      if (isLost || operation !== 'PutObject' || !standIn.s3.keys(SIGNED).includes(key)) return;
      isLost = true;
      throw Object.assign(new Error(), { name: 'InternalError' });
    };
    expect(await execute(definition, standIn)).toMatchObject({ output: { status: 'Signed' } });
    expect([isLost, standIn.s3.keys(SIGNED)]).toEqual([true, [signedKey(standIn.consultation)]]);
  });

  test('is refused if the note of an earlier recording with its id is kept, which stays', async () => {
    const standIn = new ScribingStandIn(true).record(GOOD);
    const key = signedKey(standIn.consultation);
    standIn.s3.put(SIGNED, key, 'earlier');
    standIn.clinician = (wait) => (standIn.told.length > 1 ? wait.resolve({}) : standIn.sign(wait));
    expect(await execute(definition, standIn)).toMatchObject({ output: { status: 'Discarded' } });
    expect(standIn.told).toEqual(['READY', 'SignatureRefused other_kept', 'Discarded']);
    expect([standIn.left, standIn.s3.text(SIGNED, key)]).toEqual([[], 'earlier']);
  });

  test.each([
    ['15 minutes before S3 stored it', -15 * 60, 'Signed'],
    ['15 minutes after it', 15 * 60, 'Signed'],
    ['more than 15 minutes before it', -15 * 60 - 2, 'SignatureRefused other_time'],
    ['more than 15 minutes after it', 15 * 60 + 1, 'SignatureRefused other_time'],
    ['in another century', -27 * 365 * 86_400, 'SignatureRefused other_time'],
  ])('counts only at the time at which S3 stored it: %s', async (_, seconds, told) => {
    const standIn = new ScribingStandIn(true).record(GOOD);
    const at = new Date(standIn.start() + seconds * 1_000).toISOString();
    standIn.clinician = (wait) =>
      standIn.told.length > 1
        ? wait.resolve({})
        : standIn.sign(wait, { review: { openedAt: at }, signed: { signedAt: at } });
    await execute(definition, standIn);
    expect(standIn.told[1]).toBe(told);
    expect(standIn.s3.keys(SIGNED)).toHaveLength(told === 'Signed' ? 1 : 0);
  });

  test('counts only after a review that was opened when there was a draft', async () => {
    const standIn = new ScribingStandIn().record(GOOD);
    standIn.clinician = (wait) =>
      standIn.told.length > 1
        ? wait.resolve({})
        : standIn.sign(wait, { review: { openedAt: '1999-01-01T00:00:00.000Z' } });
    await execute(definition, standIn);
    expect(standIn.told[1]).toBe('SignatureRefused other_time');
  });

  test('does not count for the next draft of the same consultation', async () => {
    const standIn = new ScribingStandIn(true).record(GOOD);
    await execute(definition, standIn);
    const { key } = standIn.input;
    const kept = standIn.s3.text('signed-notes', standIn.s3.keys('signed-notes')[0] ?? '');
    expect(kept).not.toBe('');
    // Uploaded once more after the purge, and ended without a signature.
    standIn.record(Buffer.concat([GOOD, GOOD]), { key });
    standIn.clinician = ({ resolve }) => resolve({});
    expect(await execute(definition, standIn)).toMatchObject({ output: { status: 'Discarded' } });
    expect(standIn.left).toEqual([]);
    // The note of the first recording is still there.
    expect(standIn.s3.text('signed-notes', standIn.s3.keys('signed-notes')[0] ?? '')).toBe(kept);
  });
});
