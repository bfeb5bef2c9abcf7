import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeInBrowser } from '../../support/browser';
import {
  audioTime,
  drawn,
  evidence,
  hasFocus,
  openReview,
  playsFrom,
  sentence,
  textOf,
} from '../../support/opened-review';
import { cleanUpReviews } from '../../support/review-run';

cleanUpReviews();

describeInBrowser('the review page', (pages) => {
  test('shows note and transcript, and what the note leaves out', async () => {
    const { page, complaints } = await openReview(pages, 'cough');
    expect(await page.title()).toBe('DRAFT · Draft note');
    expect(await page.locator('.sentence').count()).toBe(12);
    expect(await page.locator('.segment').count()).toBe(17);
    const left = page.locator('.segment[data-left-out]');
    expect(await left.count()).toBe(7);
    expect(await left.first().innerText()).toContain('left out of the note');
    expect(await page.locator('.silence').allInnerTexts()).toEqual([expect.stringMatching(/^0:34\s+Silence, 9 s$/)]);
    await page.getByLabel('Only what the note leaves out').check();
    expect(await page.locator('.segment:visible').count()).toBe(7);
    expect(complaints).toEqual([]);
  });

  test('a click on a sentence highlights its passages and plays from there', async () => {
    const { page, session } = await openReview(pages, 'cough');
    await textOf(page, 3).click();
    expect(await evidence(page)).toEqual([
      'Any fever, chills, or blood when you cough?',
      'No fever and no blood. I felt a bit short of breath on the stairs.',
    ]);
    const { segments } = session.consultation.draft.transcript;
    const { begin = 0 } = segments[4] ?? {};
    await playsFrom(page, begin);
    expect(await audioTime(page)).toBeLessThan(begin + 3);
    expect(await textOf(page, 3).getAttribute('aria-pressed')).toBe('true');
    expect(await page.getByRole('status').innerText()).toBe(
      'Sentence 3: 2 passages of evidence highlighted, from 0:11.',
    );
  });

  test('a passage plays from its time, and leads to its sentences', async () => {
    const { page, session } = await openReview(pages, 'cough');
    const { begin = 0 } = session.consultation.draft.transcript.segments[9] ?? {};
    await page.locator('.segment').nth(9).locator('p').click();
    await playsFrom(page, begin);
    await page.getByRole('button', { name: 'Evidence of sentence 4' }).click();
    expect(await hasFocus(textOf(page, 4))).toBe(true);
  });

  test('works by keyboard alone, from doubt to signature', async () => {
    const { page, session, folder } = await openReview(pages, 'ear');
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the note');
    await press('Enter', 'Tab', 'Tab');
    expect(await hasFocus(textOf(page, 1))).toBe(true);
    await press('n');
    expect(await sentence(page, 1).innerText()).toContain('A link leads to a passage that exists more than once.');
    expect(await sentence(page, 1).innerText()).toContain('opened');
    await press('n', 'ArrowDown', 'e');
    await press('Control+a');
    await page.keyboard.type('No discharge from the ear.');
    await press('Enter');
    expect(await sentence(page, 3).locator('ins').innerText()).toContain('from the ear');
    await page.getByRole('button', { name: 'Sign…' }).focus();
    await press('Enter');
    await page.keyboard.type(session.consultation.signer.name);
    await press('Enter');
    await page.locator('body[data-note=signed]').waitFor();
    const signed = JSON.parse(readFileSync(join(folder, 'signed.json'), 'utf8'));
    expect(signed.changes).toEqual([
      {
        kind: 'changed',
        sentence: 's3',
        section: 'HISTORY_OF_PRESENT_ILLNESS',
        before: 'No discharge.',
        after: 'No discharge from the ear.',
      },
    ]);
    expect(session.looked).toEqual(['s1', 's2']);
  });

  test('a double click edits a sentence, also below the selected one', async () => {
    const { page } = await openReview(pages, 'cough');
    await textOf(page, 1).click();
    await textOf(page, 2).dblclick();
    expect(await sentence(page, 2).locator('textarea').inputValue()).toMatch(/^Dry cough/);
    await page.keyboard.type(' It is dry.');
    await page.keyboard.press('Enter');
    expect(await sentence(page, 2).locator('ins').innerText()).toContain('It is dry.');
  });

  test('a text stays as it was after Escape, and the draft comes back', async () => {
    const { page } = await openReview(pages, 'cough');
    await textOf(page, 1).dblclick();
    await page.keyboard.type('Something else');
    await page.keyboard.press('Escape');
    expect(await page.locator('ins, del').count()).toBe(0);
    await textOf(page, 1).click();
    await sentence(page, 1).getByRole('button', { name: 'Remove' }).click();
    expect(await page.locator('#note-count').innerText()).toBe('11 sentences');
    expect(await sentence(page, 1).locator('del').innerText()).toContain('Cough for three weeks.');
    await sentence(page, 1).getByRole('button', { name: 'Restore the draft' }).click();
    expect(await page.locator('#note-count').innerText()).toBe('12 sentences');
    expect(await page.locator('ins, del').count()).toBe(0);
  });

  test('a page that is loaded again has the changes and the opened doubts', async () => {
    const { page, server } = await openReview(pages, 'bladder');
    await page.getByRole('button', { name: /^Next in doubt/ }).click();
    await page.getByRole('button', { name: 'Add a sentence to Plan' }).click();
    await page.keyboard.type('Drink two litres a day.');
    await Promise.all([page.waitForResponse(/\/edits$/), page.keyboard.press('Enter')]);
    page.on('dialog', (dialog) => void dialog.accept());
    await page.goto(server.url);
    await drawn(page);
    expect(await sentence(page, 6).locator('ins').innerText()).toContain('Drink two litres a day.');
    expect(await sentence(page, 6).innerText()).toContain('without evidence');
    expect(await page.locator('#next-doubt').innerText()).toBe('In doubt: 1 of 1 opened');
  });

  test('refuses to sign while a doubt is not opened, and under another name', async () => {
    const { page, session } = await openReview(pages, 'bladder');
    await page.getByRole('button', { name: 'Sign…' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('alert').innerText()).toBe('Open each sentence in doubt before you sign.');
    expect(await dialog.getByRole('button', { name: 'Sign', exact: true }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await Promise.all([page.waitForResponse(/\/looked$/), page.locator('#next-doubt').click()]);
    await page.getByRole('button', { name: 'Sign…' }).click();
    await dialog.getByRole('textbox').fill('somebody');
    await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
    expect(await dialog.getByRole('alert').innerText()).toBe('The name does not match.');
    expect(session.signed).toBeUndefined();
  });

  test('HTML and script of a consultation are text', async () => {
    const { page, complaints, session } = await openReview(pages, 'markup');
    const { transcript } = session.consultation.draft;
    expect(await page.locator('.segment p').allTextContents()).toEqual(transcript.segments.map(({ text }) => text));
    expect(
      await page.locator('#note-content :is(script, img, a), #transcript-content :is(script, img, a)').count(),
    ).toBe(0);
    expect(await page.title()).toBe('DRAFT · Draft note');
    // Text that becomes HTML by an edit would be found here.
    await textOf(page, 1).dblclick();
    await page.keyboard.type('<img src=x onerror=alert(1)>');
    await page.keyboard.press('Enter');
    expect(await page.locator('#note-content img').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('keeps nothing in the browser', async () => {
    const { page, server } = await openReview(pages, 'cough');
    await page.locator('#language-button').click();
    await textOf(page, 1).click();
    const kept = await page.evaluate(`(async () => [
      localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length,
    ])()`);
    expect(kept).toEqual([0, 0, '', 0]);
    const policy = (await page.request.get(server.url)).headers()['content-security-policy'];
    expect(policy).toMatch(/^default-src 'none';/);
  });

  test('is empty when nobody works on it, or its server has gone', async () => {
    const { page, server } = await openReview(pages, 'ear');
    server.stop();
    await server.ended;
    await textOf(page, 3).dblclick();
    await page.keyboard.type('x');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'does not answer' }).waitFor({ state: 'attached' });
  });
});
