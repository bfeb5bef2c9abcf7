import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeInBrowser } from '../../support/browser';
import { openReview, openReviewOf, textOf, violations } from '../../support/opened-review';
import { reviewFolder } from '../../support/review-folder';
import { cleanUpReviews } from '../../support/review-run';

cleanUpReviews();

describeInBrowser('the review page', (pages) => {
  test('speaks Korean and English, and the note stays in its language', async () => {
    const { page, complaints } = await openReview(pages, 'ear');
    const button = page.locator('#language-button');
    expect([await button.innerText(), await button.getAttribute('lang')]).toEqual(['한국어', 'ko']);
    await button.click();
    expect(await page.locator('html').getAttribute('lang')).toBe('ko');
    expect(await page.locator('#title').innerText()).toBe('진료 기록 초안');
    expect(await page.locator('h3').first().innerText()).toBe('주호소');
    expect(await page.locator('.segment .speaker').first().innerText()).toBe('의료진');
    const said = await page.locator('body').innerText();
    expect(said).not.toMatch(/left out of the note|In doubt|Clinician|passages/);
    expect(await textOf(page, 1).locator('[lang=en]').innerText()).toBe('Pain in the left ear since yesterday.');
    expect(await violations(page)).toEqual([]);
    await button.click();
    expect(await page.locator('#title').innerText()).toBe('Draft note');
    expect(complaints).toEqual([]);
  });

  test.each(['light', 'dark'] as const)('has no accessibility violation, %s, in any state', async (scheme) => {
    const { page, session } = await openReview(pages, 'ear', { scheme });
    expect(await violations(page)).toEqual([]);
    await page.locator('#next-doubt').click();
    await page.locator('#next-doubt').click();
    expect(await violations(page)).toEqual([]);
    await textOf(page, 3).dblclick();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.type('Changed');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Keys and marks' }).click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Sign…' }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('textbox').fill(session.consultation.signer.name);
    await page.keyboard.press('Enter');
    await page.locator('body[data-note=signed]').waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test('says why a draft needs review when no sentence is in doubt', async () => {
    const folder = reviewFolder('cough');
    const file = join(folder, 'transcript.json');
    const json = JSON.parse(readFileSync(file, 'utf8'));
    const segments: Record<string, unknown>[] = json.Conversation.TranscriptSegments;
    const summary = readFileSync(join(folder, 'summary.json'), 'utf8');
    const unlinked = segments.filter(({ SegmentId }) => !summary.includes(String(SegmentId)));
    // Two passages without a sentence get the same id, and one is after the end.
    Object.assign(unlinked[1] ?? {}, { SegmentId: unlinked[0]?.SegmentId });
    Object.assign(unlinked[2] ?? {}, { EndAudioTime: 5_000 });
    writeFileSync(file, JSON.stringify(json));
    const { page } = await openReviewOf(pages, folder);
    const list = page.getByRole('status').filter({ hasText: 'This draft needs review as a whole' });
    expect(await list.getByRole('listitem').allInnerTexts()).toEqual([
      'Passages that share their id with another: 2. A link to one of them can mean either.',
      'Passages without a time, or with one outside the recording: 1.',
    ]);
    expect(await violations(page)).toEqual([]);
    await page.locator('#language-button').click();
    expect(await page.locator('#whole').innerText()).not.toMatch(/[a-z]{4}/);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#whole').isVisible()).toBe(true);
  });

  test('a narrow screen needs no scrolling to the side', async () => {
    const { page } = await openReview(pages, 'ear', { width: 320, height: 640 });
    const widths = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate(widths)).toBe(0);
    await textOf(page, 1).click();
    expect(await page.locator('.segment[data-evidence]').first().isVisible()).toBe(true);
    expect(await violations(page)).toEqual([]);
  });

  test('prints each page as a draft, and a signed note without it', async () => {
    const { page, session } = await openReview(pages, 'cough');
    await page.emulateMedia({ media: 'print' });
    const watermark = page.locator('.watermark');
    expect(await page.evaluate('getComputedStyle(document.querySelector(".watermark")).position')).toBe('fixed');
    expect(await watermark.isVisible()).toBe(true);
    expect(
      await page.locator('button:visible').evaluateAll((buttons) => buttons.map(({ className }) => className)),
    ).toEqual(expect.not.arrayContaining(['small', 'primary', 'doubts', 'play']));
    // Nothing is cut by a scrolling pane.
    expect(await page.locator('.segment:visible').count()).toBe(17);
    expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'Sign…' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(session.consultation.signer.name);
    await page.keyboard.press('Enter');
    await page.locator('body[data-note=signed]').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await watermark.isVisible()).toBe(false);
    expect(await page.locator('#signature').innerText()).toContain(session.consultation.sha256);
  });
});
