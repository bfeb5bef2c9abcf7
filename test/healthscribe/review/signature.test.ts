import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFolder } from '../../../cli/healthscribe/consultation/consultation-folder';
import { ReviewSession } from '../../../cli/healthscribe/review/review-session';
import { cleanUpReviews, post, review, type Served, serve } from '../../support/review-run';

cleanUpReviews();

describe('a signature', () => {
  const sign = async (served: Served, name: string) => JSON.parse((await post(served, 'sign', { name })).body);

  test('needs the name of the caller, each doubt opened, and is given once', async () => {
    const served = await serve('ear');
    const { signer } = served.session.consultation;
    const file = join(served.folder, 'signed.json');
    expect(await sign(served, 'somebody')).toMatchObject({ refused: 'other_name' });
    expect(await sign(served, signer.name)).toMatchObject({ refused: 'doubts_not_opened' });
    await post(served, 'looked', { sentences: ['s1', 's3', 'unknown'] });
    expect((await review(served)).looked).toEqual(['s1']);
    expect(await sign(served, signer.name)).toMatchObject({ refused: 'doubts_not_opened' });
    expect(existsSync(file)).toBe(false);
    await post(served, 'looked', { sentences: ['s2'] });
    const edits = [
      { kind: 'change', sentence: 's3', text: 'No discharge from the ear.' },
      { kind: 'add', section: 'PLAN', text: 'Call at once if the fever rises.' },
    ];
    expect(JSON.parse((await post(served, 'edits', { edits })).body)).toEqual({ saved: 1 });
    const { signature } = await sign(served, signer.name);
    const signed = JSON.parse(readFileSync(file, 'utf8'));
    expect(signed).toMatchObject({
      consultation: served.session.consultation.draft.consultation,
      draftSha256: served.session.consultation.sha256,
      signer: signer.arn,
      signedAt: signature.signedAt,
      changes: [
        { kind: 'changed', sentence: 's3', before: 'No discharge.', after: 'No discharge from the ear.' },
        { kind: 'added', sentence: 'a1', section: 'PLAN', after: 'Call at once if the fever rises.' },
      ],
    });
    expect(await sign(served, signer.name)).toMatchObject({ refused: 'already_signed' });
    expect((await post(served, 'edits', { edits: [] })).status).toBe(409);
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(signed, null, 2)}\n`);
  });

  test('is shown as signed when the folder is opened again, with its changes', async () => {
    const served = await serve();
    await post(served, 'edits', { edits: [{ kind: 'remove', sentence: 's8' }] });
    const { signer } = served.session.consultation;
    const { signature } = await sign(served, signer.name);
    const again = await ReviewSession.open(await openFolder(served.folder));
    expect(again.signed).toMatchObject({ signedAt: signature.signedAt });
    expect(await again.sign(signer.name)).toMatchObject({ refused: 'already_signed' });
  });

  test('by two reviews at the same time counts once', async () => {
    const { folder, session } = await serve();
    const { signer } = session.consultation;
    const other = await ReviewSession.open(await openFolder(folder));
    expect(await session.sign(signer.name)).toHaveProperty('signature');
    expect(await other.sign(signer.name)).toMatchObject({ refused: 'PB-NOTES-004' });
    expect(JSON.parse(readFileSync(join(folder, 'signed.json'), 'utf8'))).toEqual(session.signed);
  });

  test('needs a review of the same person: another one begins anew', async () => {
    const { folder, session } = await serve('ear');
    await session.look(['s1', 's2']);
    const consultation = await openFolder(folder);
    expect((await ReviewSession.open(consultation)).looked).toEqual(['s1', 's2']);
    const signer = { arn: 'arn:aws:sts::123456789012:assumed-role/Clinician/kim', name: 'kim' };
    const other = await ReviewSession.open({ ...consultation, signer });
    expect(other.looked).toEqual([]);
    expect(await other.sign('kim')).toMatchObject({ refused: 'doubts_not_opened' });
  });
});
