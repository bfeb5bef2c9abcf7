import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { OpenConsultation } from '../../cli/healthscribe/consultation/consultation';
import { StoredReview } from '../../cli/healthscribe/consultation/stored-review';
import { ReviewServer } from '../../cli/healthscribe/review/review-server';
import { ReviewSession } from '../../cli/healthscribe/review/review-session';
import { makeDraft } from '../../domain/clinical-note/draft';
import type { SignedNote } from '../../domain/clinical-note/signature';
import { alternate } from '../alternate';
import type { Figure } from '../figure';

const SEGMENTS = 5_000;
const EMPTY = '<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title><p>Empty</p>';

/** First paint of the review page against an empty page, and its longest task while 5,000 passages scroll. */
export const reviewPage: Figure = {
  name: 'review-page',
  async measure({ runs, env }) {
    const executablePath = chromiumIn(env.PATH);
    // A machine without a browser measures nothing here.
    if (executablePath === undefined) return [];
    const { chromium } = await import('playwright-core');
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    const review = await ReviewServer.start(ReviewSession.unopened(await consultation()), {
      idleMinutes: 60,
      language: 'en',
    });
    const empty = createServer((_, response) => response.setHeader('content-type', 'text/html').end(EMPTY));
    try {
      const emptyUrl = await listen(empty);
      const { ours, floor } = await alternate(runs, {
        ours: () => firstPaint(browser, review.url),
        floor: () => firstPaint(browser, emptyUrl),
      });
      const { scrolling, control } = await longestTasks(browser, review.url);
      return [
        {
          what: 'first paint of the review page',
          floorIs: 'an empty page',
          unit: 'ms',
          ours,
          floor,
          compare: 'ratio',
          reach: 1.5,
        },
        {
          what: 'longest task, scrolling 5,000 passages',
          floorIs: 'a long task',
          unit: 'ms',
          ours: scrolling,
          floor: 50,
          compare: 'ratio',
        },
        {
          what: 'longest task, with a busy loop: the measure sees it',
          floorIs: 'the busy loop',
          unit: 'ms',
          ours: control,
          floor: BUSY,
          compare: 'ratio',
        },
      ];
    } finally {
      review.stop();
      empty.closeAllConnections();
      empty.close();
      await browser.close();
    }
  },
};

function chromiumIn(path = ''): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  return path
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => existsSync(file));
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function firstPaint(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage();
  await page.goto(url);
  const time = await page.evaluate<number>(`new Promise((resolve) => new PerformanceObserver((list) =>
    resolve(list.getEntries()[0].startTime)).observe({ type: 'paint', buffered: true }))`);
  await page.close();
  return time;
}

/** Milliseconds of the busy loop that shows that the browser reports long tasks. */
const BUSY = 120;

/**
 * Measures the longest task while the transcript scrolls, and then that of a busy loop: a measure that does not see the loop
 * measures nothing. The browser reports tasks of more than 50 ms only, so that 0 means that none was as long.
 */
async function longestTasks(browser: Browser, url: string) {
  const page = await browser.newPage({ viewport: { width: 1360, height: 820 } });
  await page.goto(url);
  await page.locator('#transcript[data-state=drawn]').waitFor();
  const longest = await page.evaluate<{ readonly scrolling: number; readonly control: number }>(`(async () => {
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
    observer.observe({ type: 'longtask' });
    const longest = async () => {
      // The browser reports a task some time after its end.
      await new Promise((resolve) => setTimeout(resolve, 500));
      tasks.push(...observer.takeRecords());
      return Math.max(0, ...tasks.splice(0).map(({ duration }) => duration));
    };
    await longest();
    const pane = document.getElementById('transcript-content');
    for (let frame = 0; frame < 120; frame++) {
      pane.scrollTop += pane.clientHeight * 0.8;
      await new Promise(requestAnimationFrame);
    }
    const scrolling = await longest();
    setTimeout(() => {
      const end = performance.now() + ${BUSY};
      while (performance.now() < end);
    });
    return { scrolling, control: await longest() };
  })()`);
  await page.close();
  return longest;
}

/** 90 minutes of talk, and a note of 200 sentences. */
async function consultation(): Promise<OpenConsultation> {
  const text = 'The pain is in the lower back since last week, and it gets worse when I bend or lift something.';
  const segments = Array.from({ length: SEGMENTS }, (_, index) => ({
    ...{ id: `t${index}`, speaker: index % 2 ? 'PATIENT_0' : 'CLINICIAN_0' },
    ...{
      begin: index * 1.08,
      end: index * 1.08 + 1,
      text,
      words: [{ text: 'bend', begin: 0, end: 1, confidence: 0.5 }],
    },
  }));
  const sentences = Array.from({ length: 200 }, (_, index) => ({
    ...{ id: `s${index + 1}`, text: `Finding ${index} about the lower back.`, evidence: [`t${index * 25}`] },
  }));
  const draft = makeDraft({
    ...{ consultation: 'bench', template: 'DAP', createdAt: '2026-11-28T00:00:00.000Z' },
    audio: { key: '', seconds: 5_400 },
    transcript: { shape: 'batch', segments },
    note: { sections: [{ name: 'DATA', sentences }] },
  });
  const review = await StoredReview.open({
    read: () => Promise.resolve(undefined),
    replace: () => Promise.resolve(''),
  });
  return {
    ...{ draft, sha256: '0'.repeat(64), isTemplateKnown: true, signer: { arn: 'local:bench', name: 'bench' } },
    ...{ recording: undefined, review, signed: undefined, afterSigning: 'stays' },
    sign: (note: SignedNote) => Promise.resolve(note),
  };
}
