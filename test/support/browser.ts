import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Names of the program, as distributions install it. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Returns the path of a Chromium; CHROMIUM names another. */
function findChromium({ CHROMIUM, PATH = '' }: NodeJS.ProcessEnv): string | undefined {
  const paths = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...(CHROMIUM ? [CHROMIUM] : []), ...paths].find((path) => existsSync(path));
}

const MISSING = 'No Chromium: install the package chromium, or set CHROMIUM to its path.';

/** Pages of one browser. */
export interface Pages {
  /** Opens a page; its console and its failed requests are kept. */
  open(url: string, options?: PageOptions): Promise<OpenedPage>;
}

interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly offline?: boolean;
}

export interface OpenedPage {
  readonly page: Page;
  /** Messages of the console, errors, and requests to other hosts. */
  readonly complaints: readonly string[];
}

/**
 * Describes tests that need a browser. On a machine without one they are a single test that says so. CI needs one.
 *
 * @param tests receives the browser when the tests run
 */
export function describeInBrowser(title: string, tests: (pages: Pages) => void): void {
  const program = findChromium(process.env);
  if (program === undefined && !process.env.CI) {
    test(`${title}: skipped. ${MISSING}`, () => console.warn(MISSING));
    return;
  }
  describe(title, () => {
    let browser: Browser | undefined;
    const opened: Page[] = [];
    beforeAll(async () => {
      if (program === undefined) throw new Error(MISSING);
      // A container has no user namespaces for the sandbox of Chromium; the pages are ours.
      browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox', '--lang=en'] });
    });
    afterEach(async () => {
      for (const page of opened.splice(0)) await page.context().close();
    });
    afterAll(() => browser?.close());
    tests({
      open: async (url, options = {}) => {
        if (!browser) throw new Error('The browser runs only inside a test');
        const page = await newPage(browser, options);
        opened.push(page);
        const complaints = complaintsOf(page, url);
        await page.goto(url);
        return { page, complaints };
      },
    });
  });
}

async function newPage(
  browser: Browser,
  { width = 1360, height = 820, scheme = 'light', offline = false }: PageOptions,
) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    offline,
    locale: 'en-US',
  });
  return context.newPage();
}

function complaintsOf(page: Page, url: string): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !/^(blob|data):/.test(request.url()))
      complaints.push(`request: ${request.url()}`);
  });
  return complaints;
}
