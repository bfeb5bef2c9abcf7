import { describeInBrowser } from '../../support/browser';
import { drawn, openReview, sentence, textOf, violations } from '../../support/opened-review';
import { cleanUpReviews } from '../../support/review-run';

cleanUpReviews();

describeInBrowser('the changes on the review page', (pages) => {
  test('are saved while somebody types, and are there when the page is opened again', async () => {
    const { page, session, server } = await openReview(pages, 'cough');
    const saving = page.locator('#saving');
    expect(await saving.isVisible()).toBe(false);
    await textOf(page, 1).dblclick();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Cough for two weeks.');
    // Nobody has pressed Enter.
    await saving.filter({ hasText: 'All changes are saved.' }).waitFor();
    expect(session.edits).toEqual([{ kind: 'change', sentence: 's1', text: 'Cough for two weeks.' }]);
    expect(await violations(page)).toEqual([]);
    const { page: again } = await pages.open(server.url);
    await drawn(again);
    expect(await sentence(again, 1).locator('ins').allInnerTexts()).not.toEqual([]);
    await page.keyboard.press('Escape');
    await page.waitForResponse(/\/edits$/).catch(() => undefined);
    expect(session.edits).toEqual([]);
  });

  test('are saved when the page is closed in the middle of a word', async () => {
    const { page, session } = await openReview(pages, 'cough');
    await page
      .locator('.note-section')
      .last()
      .getByRole('button', { name: /^Add a sentence/ })
      .click();
    await page.keyboard.type('Call if the fev');
    await page.close({ runBeforeUnload: false });
    await until(() => session.edits.length > 0);
    expect(session.edits).toEqual([{ kind: 'add', section: expect.any(String), text: 'Call if the fev' }]);
  });

  test('of two pages meet: the second shows both, and the person chooses', async () => {
    const { page, session, server, complaints } = await openReview(pages, 'cough');
    const { page: other } = await pages.open(server.url);
    await drawn(other);
    const change = async (on: typeof page, text: string) => {
      await textOf(on, 1).dblclick();
      await on.keyboard.press('Control+a');
      await on.keyboard.type(text);
      await on.keyboard.press('Enter');
    };
    await change(page, 'Cough for two weeks.');
    await page.locator('#saving').filter({ hasText: 'All changes are saved.' }).waitFor();
    await change(other, 'Cough for four weeks.');
    const conflict = other.getByRole('alert').filter({ hasText: 'Another session has changed this note.' });
    await conflict.waitFor();
    expect(await conflict.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^Sentence 1\s+Here: Cough for four weeks.\s+Other session: Cough for two weeks.$/),
    ]);
    expect(session.edits).toMatchObject([{ text: 'Cough for two weeks.' }]);
    expect(await violations(other)).toEqual([]);
    await conflict.getByRole('button', { name: 'Keep what is here' }).click();
    await other.locator('#saving').filter({ hasText: 'All changes are saved.' }).waitFor();
    expect(session.edits).toMatchObject([{ text: 'Cough for four weeks.' }]);
    await change(page, 'Cough for five weeks.');
    await page.getByRole('button', { name: 'Load the other changes' }).click();
    await sentence(page, 1).filter({ hasText: 'four' }).waitFor();
    expect(session.edits).toMatchObject([{ text: 'Cough for four weeks.' }]);
    expect(complaints).toEqual([]);
  });
});

async function until(isDone: () => boolean): Promise<void> {
  while (!isDone()) await new Promise((resolve) => setTimeout(resolve, 20));
}
