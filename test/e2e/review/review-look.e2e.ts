import { describeInBrowser } from '../../support/browser';
import { openReview, textOf, violations } from '../../support/opened-review';
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
