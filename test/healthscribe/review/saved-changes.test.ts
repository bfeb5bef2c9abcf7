import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { OpenConsultation } from '../../../cli/healthscribe/consultation/consultation';
import { openFolder } from '../../../cli/healthscribe/consultation/consultation-folder';
import { StoredReview, type VersionedFile } from '../../../cli/healthscribe/consultation/stored-review';
import type { SavingAnswer } from '../../../cli/healthscribe/review/review-data';
import { ReviewSession } from '../../../cli/healthscribe/review/review-session';
import type { Edit } from '../../../domain/clinical-note/edits';
import { OperatorError } from '../../../domain/operator-error';
import { removeReviewFolders, reviewFolder } from '../../support/review-folder';

afterAll(removeReviewFolders);

/** File in memory. `lose` says how the next requests end: S3 has written, or not, and its answer is lost. */
class MemoryFile implements VersionedFile {
  text: string | undefined;
  lose: ('answer' | 'request')[] = [];
  private writes = 0;

  read = () => Promise.resolve(this.text === undefined ? undefined : { text: this.text, tag: String(this.writes) });

  replace = (text: string, tag: string | undefined): Promise<string | undefined> => {
    const lost = this.lose.shift();
    if (lost === 'request') return Promise.reject(new OperatorError('PB-TEST', 'lost', 'again'));
    if (tag !== (this.text === undefined ? undefined : String(this.writes))) return Promise.resolve(undefined);
    this.text = text;
    this.writes += 1;
    return lost ? Promise.reject(new OperatorError('PB-TEST', 'lost', 'again')) : Promise.resolve(String(this.writes));
  };

  get edits(): readonly Edit[] {
    return (JSON.parse(this.text ?? '{}') as { readonly edits?: readonly Edit[] }).edits ?? [];
  }
}

const remove = (sentence: string): Edit => ({ kind: 'remove', sentence });
const change = (sentence: string, text: string): Edit => ({ kind: 'change', sentence, text });

let consultation: OpenConsultation;
beforeAll(async () => {
  consultation = await openFolder(reviewFolder('ear'));
});

const open = async (file: VersionedFile, as = 'kim') =>
  ReviewSession.open({
    ...consultation,
    review: await StoredReview.open(file),
    signer: { arn: `arn:aws:sts::111122223333:assumed-role/clinician/${as}`, name: as },
  });

/** Page of a session: knows what it has shown, and sends that number. */
async function pageOf(file: VersionedFile) {
  const session = await open(file);
  let revision = session.revision;
  const shown = [session.edits];
  const take = (answer: SavingAnswer | undefined) => {
    if (answer && 'saved' in answer) revision = answer.saved;
    if (answer && 'failed' in answer) revision = answer.revision ?? revision;
    if (answer && 'other' in answer) {
      revision = answer.other.revision;
      shown.push(answer.other.edits);
    }
    return answer;
  };
  return {
    /** Changes that the page has shown so far. */
    shown,
    async edit(edits: readonly Edit[]) {
      const answer = take(await session.edit(edits, revision));
      if (answer && !('other' in answer)) shown.push(edits);
      return answer;
    },
    look: (sentence: string) => session.look([sentence]),
    sign: () => session.sign('kim', revision),
  };
}

type Page = Awaited<ReturnType<typeof pageOf>>;

test('changes of two sessions: one replaces only what it has shown, and what is called saved is saved', async () => {
  const step = fc.record({
    page: fc.constantFrom<0 | 1>(0, 1),
    edits: fc.option(fc.uniqueArray(fc.constantFrom('s1', 's2', 's3'), { maxLength: 2 }), { nil: undefined }),
    text: fc.constantFrom('one', 'other'),
    lose: fc.constantFrom<readonly ('answer' | 'request')[]>([], [], ['answer'], ['request']),
  });
  let conflicts = 0;
  const perform = async (file: MemoryFile, page: Page, edits: readonly Edit[]) => {
    const [before, shown] = [file.edits, [...page.shown]];
    const answer = await page.edit(edits);
    if (!isDeepStrictEqual(file.edits, before)) expect(shown).toContainEqual(before);
    // Changes that are none need not be written.
    const isChange = !isDeepStrictEqual(edits, shown.at(-1));
    if (answer && 'saved' in answer && isChange) expect(file.edits).toEqual(edits);
    if (!answer || !('other' in answer)) return;
    conflicts += 1;
    expect(file.edits).toEqual(before);
  };
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const file = new MemoryFile();
      const pages = [await pageOf(file), await pageOf(file)] as const;
      for (const { page, edits, text, lose } of steps) {
        file.lose = [...lose];
        if (edits)
          await perform(
            file,
            pages[page],
            edits.map((id) => change(id, text)),
          );
        else await pages[page].look('s1');
      }
    }),
  );
  expect(conflicts).toBeGreaterThan(10);
});

test('changes go on after the process has ended, with the opened evidence', async () => {
  const file = new MemoryFile();
  const first = await open(file);
  await first.look(['s1']);
  expect(await first.edit([remove('s3')], 0)).toEqual({ saved: 1 });
  const again = await open(file);
  expect([again.edits, again.looked, again.isSaved]).toEqual([[remove('s3')], ['s1'], true]);
});

test('another person goes on with the changes, and opens the evidence anew', async () => {
  const file = new MemoryFile();
  const kim = await open(file);
  await kim.look(['s1', 's2']);
  await kim.edit([remove('s3')], 0);
  const lee = await open(file, 'lee');
  expect([lee.edits, lee.looked]).toEqual([[remove('s3')], []]);
  // Nothing of what the first has opened is lost either.
  expect(await kim.edit([remove('s2')], 1)).toEqual({ saved: 2 });
  expect(kim.looked).toEqual(['s1', 's2']);
});

test('what another session has changed is not signed unseen', async () => {
  const file = new MemoryFile();
  const [one, other] = [await pageOf(file), await pageOf(file)];
  await one.look('s1');
  await one.look('s2');
  expect(await other.edit([remove('s3')])).toEqual({ saved: 1 });
  expect(await one.sign()).toMatchObject({ refused: 'other_session' });
  expect(await one.edit([remove('s1')])).toEqual({ other: { revision: 1, edits: [remove('s3')] } });
  expect(one.shown.at(-1)).toEqual([remove('s3')]);
});

test('two tabs of one session meet in the same way', async () => {
  const session = await open(new MemoryFile());
  expect(await session.edit([remove('s1')], 0)).toEqual({ saved: 1 });
  expect(await session.edit([remove('s2')], 0)).toEqual({ other: { revision: 1, edits: [remove('s1')] } });
  expect(await session.edit([remove('s2')], 1)).toEqual({ saved: 2 });
});

test('changes that are not saved stay in the session, and are saved later', async () => {
  const file = new MemoryFile();
  const session = await open(file);
  file.lose = ['request'];
  expect(await session.edit([remove('s1')], 0)).toEqual({ failed: 'PB-TEST', message: 'lost again', revision: 1 });
  expect([session.edits, session.isSaved, file.edits]).toEqual([[remove('s1')], false, []]);
  expect(await session.save()).toEqual({ saved: 1 });
  expect([session.isSaved, file.edits]).toEqual([true, [remove('s1')]]);
});

describe('a saved review is never replaced unread', () => {
  test.each([
    ['half a file', '{"version":1,', 'PB-NOTES-020'],
    ['a newer form', '{"version":2}', 'PB-NOTES-020'],
    ['an edit of a sentence that the draft does not have', undefined, 'PB-NOTES-021'],
  ])('%s', async (_, content, code) => {
    const folder = reviewFolder('ear');
    const opened = await ReviewSession.open(await openFolder(folder));
    await opened.edit([remove('s1')], 0);
    const file = join(folder, 'review.json');
    const text = content ?? readFileSync(file, 'utf8').replace('"sentence":"s1"', '"sentence":"s99"');
    writeFileSync(file, text);
    await expect(openFolder(folder).then((found) => ReviewSession.open(found))).rejects.toMatchObject({ code });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});
