import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeInBrowser } from '../../support/browser';
import { drawn, evidence, playsFrom, sentence, textOf, violations } from '../../support/opened-review';
import { removeReviewFolders, reviewFolder } from '../../support/review-folder';
import { runMain } from '../../support/run-main';

afterAll(removeReviewFolders);

describeInBrowser('the file that notes export writes', (pages) => {
  const exported = async (name: string, ...options: string[]) => {
    const folder = reviewFolder(name);
    const file = join(folder, 'page.html');
    expect((await runMain(['notes', 'export', folder, '--output', file, ...options])).status).toBe(0);
    return pathToFileURL(file).href;
  };

  test('plays, highlights and edits without a network, and cannot be signed', async () => {
    const { page, complaints } = await pages.open(await exported('cough'), { offline: true });
    await drawn(page);
    await textOf(page, 7).click();
    expect(await evidence(page)).toEqual([expect.stringContaining('soft wheeze')]);
    await playsFrom(page, 40);
    await textOf(page, 7).dblclick();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('Soft wheeze.');
    await page.keyboard.press('Enter');
    expect(await sentence(page, 7).locator('del').count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Sign…' }).count()).toBe(0);
    expect(await page.locator('#notice').innerText()).toContain('cannot be signed');
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('says that it has no recording', async () => {
    const { page } = await pages.open(await exported('cough', '--no-recording'));
    await drawn(page);
    expect(await page.locator('#player').innerText()).toBe('The recording is not in this file.');
  });

  test('runs no script but its own', async () => {
    const url = await exported('markup', '--no-recording');
    const file = new URL(url);
    const html = readFileSync(file, 'utf8');
    // Somebody who can change the file without its policy gets no script either.
    writeFileSync(
      file,
      html.replace(
        '<main>',
        '<main><script>document.title = "owned"</script><img src="x" onerror="document.title = 1">',
      ),
    );
    const { page, complaints } = await pages.open(url);
    await drawn(page);
    expect(await page.title()).toBe('DRAFT · Draft note');
    expect(complaints.join('\n')).toMatch(/Content Security Policy/);
  });
});
