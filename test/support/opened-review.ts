import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import type { OpenedPage, Pages } from './browser';
import { reviewFolder } from './review-folder';
import { serveFolder } from './review-run';

const AXE = readFileSync(createRequire(join(process.cwd(), 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');

/** Elements of the page that tests look for, as a person would: by role and name, or by what they show. */
export const sentence = (page: Page, number: number) => page.locator('.sentence').nth(number - 1);
export const textOf = (page: Page, number: number) =>
  sentence(page, number).getByRole('button', { pressed: undefined }).first();
export const evidence = (page: Page) => page.locator('.segment[data-evidence] p').allInnerTexts();
export const audioTime = (page: Page) => page.evaluate<number>('document.querySelector("audio").currentTime');
export const drawn = (page: Page) => page.locator('#transcript[data-state=drawn]').waitFor();

/** Returns the violations that axe finds. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations: found, passes } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  // A run that checks nothing finds nothing.
  expect(passes.length).toBeGreaterThan(10);
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** Serves the review of a synthetic consultation and opens its page. */
export const openReview = (pages: Pages, name: string, options?: Parameters<Pages['open']>[1]) =>
  openReviewOf(pages, reviewFolder(name), options);

/** The same, of a consultation in a folder. */
export async function openReviewOf(pages: Pages, folder: string, options?: Parameters<Pages['open']>[1]) {
  const served = await serveFolder(folder);
  const opened: OpenedPage = await pages.open(served.server.url, options);
  await drawn(opened.page);
  return { ...served, ...opened };
}

/** Waits until the recording plays from a time. The policy of the page refuses the polling of Playwright. */
export async function playsFrom(page: Page, seconds: number): Promise<void> {
  while ((await audioTime(page)) < seconds) await page.waitForTimeout(50);
}

export const hasFocus = (element: Locator) =>
  element.evaluate(
    (node) => node === (node as unknown as { ownerDocument: { activeElement: unknown } }).ownerDocument.activeElement,
  );
