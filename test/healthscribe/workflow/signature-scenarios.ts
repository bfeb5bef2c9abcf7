import { FAILED, OVER, PURGED, SIGNED, TOLD } from './paths';
import { make, type Scenario, times, troubled } from './scenario';

const REFUSED = ['Withdraw signature', 'May the clinician sign again?'];
const AGAIN = [
  ...[...REFUSED, 'Count refusal', 'Keep rest of time', 'Prepare notice of refusal', 'Publish refusal'],
  ...['Is time left?', 'Await signature', 'Check signature', 'Is the draft signed?'],
];
const SOMEBODY = 'arn:aws:sts::111122223333:assumed-role/chat-clinician/somebody';

/** Makes a clinician who signs badly once, and then well. */
const refusedOnce = (name: string, changes: object, reason: string, keepsSignedNotes = false): Scenario => ({
  name,
  standIn: make((it) => {
    let signatures = 0;
    it.clinician = (wait) => it.sign(wait, ++signatures === 1 ? changes : {});
    it.expected = ['READY', `SignatureRefused ${reason}`, 'Signed'];
  }, keepsSignedNotes),
  ...{ end: 'Succeeded', states: [...SIGNED, ...AGAIN, 'End: signed', ...PURGED, 'Done'] },
  record: { outcome: 'Signed', deleted: { signed: 1 } },
});

/** From the wait for the signature to the purge. */
export const SIGNATURE_SCENARIOS: readonly Scenario[] = [
  refusedOnce('a signature without a review', { review: null }, 'not_reviewed'),
  refusedOnce('a signature by somebody who did not review', { signed: { signer: SOMEBODY } }, 'other_reviewer'),
  refusedOnce('a signature of another draft', { signed: { draftSha256: '0'.repeat(64) } }, 'other_draft'),
  refusedOnce('a signature of another note', { signed: { note: { sections: [] } } }, 'other_note'),
  refusedOnce('a signature that is no JSON of ours', { signed: { version: 2 } }, 'other_note'),
  refusedOnce('a bad signature where notes are kept', { review: null }, 'not_reviewed', true),
  {
    name: 'a clinician who signs badly for ever',
    standIn: make((it) => {
      it.clinician = (wait) => it.sign(wait, { signed: { signer: SOMEBODY } });
    }),
    end: 'SignatureRefused',
    states: [
      ...[...SIGNED, ...Array.from({ length: 20 }, () => AGAIN).flat(), ...REFUSED, 'Fail: signature refused'],
      ...[...PURGED, ...FAILED],
    ],
    record: { outcome: 'SignatureRefused', reason: 'other_reviewer' },
  },
  {
    name: 'a bad signature that cannot be withdrawn',
    standIn: make((it) => {
      it.clinician = (wait) => it.sign(wait, { review: null });
      it.troubles.set('withdraw-signature', times(99, 'StepFailed'));
    }),
    end: 'SignatureRefused',
    states: [...SIGNED, 'Withdraw signature', 'Fail: signature refused', ...PURGED, ...FAILED],
  },
  {
    name: 'a signed note that is kept',
    standIn: make(() => undefined, true),
    ...{ end: 'Succeeded', states: [...SIGNED, 'End: signed', ...PURGED, 'Done'] },
    record: { outcome: 'Signed', deleted: { audio: 1, outputs: 2, drafts: 4, signed: 1 } },
  },
  {
    name: 'a clinician who discards the draft',
    standIn: make((it) => {
      it.clinician = ({ resolve }) => resolve({});
    }),
    ...{ end: 'Succeeded', states: [...SIGNED, 'End: discarded', ...PURGED, 'Done'] },
    record: { outcome: 'Discarded' },
  },
  {
    name: 'expiry',
    standIn: make((it) => {
      it.clinician = (wait) => it.expire(wait);
    }),
    end: 'Succeeded',
    states: [...OVER, 'End: expired', ...PURGED, ...TOLD, 'Done'],
    record: { outcome: 'Expired', deleted: { signed: 0 } },
  },
  {
    name: 'a signature whose call was lost, at the end of the time',
    standIn: make((it) => {
      it.clinician = (wait) => {
        it.sign({ ...wait, resolve: () => undefined });
        it.expire(wait);
      };
    }),
    ...{ end: 'Succeeded', states: [...OVER, 'End: signed', ...PURGED, 'Done'] },
    record: { outcome: 'Signed', deleted: { signed: 1 } },
  },
  {
    name: 'a bad signature at the end of the time',
    standIn: make((it) => {
      it.clinician = (wait) => {
        it.sign({ ...wait, resolve: () => undefined }, { review: null });
        it.expire(wait);
      };
    }),
    end: 'SignatureRefused',
    states: [...OVER, ...REFUSED, 'Fail: signature refused', ...PURGED, ...FAILED],
  },
  {
    name: 'a draft that the lifecycle has deleted',
    standIn: make((it) => {
      it.clinician = (wait) => {
        it.sign(wait);
        it.s3.remove('patients', it.keys.draft);
      };
    }),
    end: 'Succeeded',
    states: [
      ...[...SIGNED, ...AGAIN.slice(0, 7), 'Time is over', 'Check signature', 'Is the draft signed?', 'End: expired'],
      ...[...PURGED, ...TOLD, 'Done'],
    ],
    record: { outcome: 'Expired' },
  },
  {
    name: 'a wait that somebody else ends',
    standIn: make((it) => {
      it.clinician = ({ reject }) => reject(Object.assign(new Error('MARKER-stranger-7f3a'), { name: 'Surprise' }));
    }),
    end: 'SignatureNotAwaited',
    states: [...SIGNED.slice(0, -2), 'Fail: signature not awaited', ...PURGED, ...FAILED],
  },
  {
    name: 'a signature that cannot be checked',
    standIn: troubled('check-signature', ...times(99, 'StepFailed')),
    end: 'SignatureNotChecked',
    states: [...SIGNED.slice(0, -1), 'Fail: signature not checked', ...PURGED, ...FAILED],
  },
];
