import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { openFolder } from '../../../cli/healthscribe/consultation/consultation-folder';
import { builtPage, filePage, servedPage } from '../../../cli/healthscribe/review/page-document';
import type { ReviewData } from '../../../cli/healthscribe/review/review-data';
import { reviewDataOf } from '../../../cli/healthscribe/review/review-data-of';
import { ReviewSession } from '../../../cli/healthscribe/review/review-session';
import { removeReviewFolders, reviewFolder } from '../../support/review-folder';

afterAll(removeReviewFolders);

const dataOf = async (name: string): Promise<ReviewData> =>
  reviewDataOf(ReviewSession.unopened(await openFolder(reviewFolder(name))), {
    recording: 'absent',
    signing: { by: 'nobody' },
  });

const policyOf = (html: string) => /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
const contentsOf = (html: string, element: string) =>
  [...html.matchAll(new RegExp(`<${element}>([\\s\\S]*?)</${element}>`, 'g'))].map(([, content = '']) => content);
const hashOf = (content: string) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;

test('the policy admits the style and the script of the page, and no other', async () => {
  for (const html of [servedPage().html, filePage(await dataOf('cough'), undefined)]) {
    const [style, ...otherStyles] = contentsOf(html, 'style');
    const [script, ...otherScripts] = contentsOf(html, 'script');
    expect([otherStyles, otherScripts]).toEqual([[], []]);
    const policy = policyOf(html).split('; ');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`script-src ${hashOf(script ?? '')}`);
    expect(policy).toContain(`style-src ${hashOf(style ?? '')}`);
    expect(policy).toContain("trusted-types 'none'");
    expect(policy.join()).not.toMatch(/unsafe|\*|https?:/);
  }
});

test('a file connects to nothing', async () => {
  const html = filePage(await dataOf('cough'), { type: 'audio/wav', content: Buffer.from('RIFF') });
  expect(policyOf(html)).not.toContain('connect-src');
  expect(policyOf(html)).toContain('media-src blob:');
  const page = html.replace(/<script[\s\S]*?<\/script>|<style>[\s\S]*?<\/style>/g, '');
  expect([...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, link]) => link)).toEqual([
    'data:,',
    '#note',
    '#transcript',
  ]);
});

test('no text of a consultation leaves its data block', async () => {
  const data = await dataOf('markup');
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom(
          '<',
          '/',
          'script',
          '>',
          '!--',
          '-->',
          ']]>',
          '&',
          '"',
          "'",
          '$&',
          '\\u003c',
          '\u2028',
          'x',
        ),
      }),
      (text) => {
        const segments = data.segments.map((segment) => ({ ...segment, text }));
        const html = filePage({ ...data, segments }, undefined);
        const [, json = ''] = /<script type="application\/json" id="review-data">([\s\S]*?)<\/script>/.exec(html) ?? [];
        expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ ...data, segments })));
        expect(json).not.toContain('<');
        expect(html.match(/<\/script>/g)).toHaveLength(2);
      },
    ),
  );
});

test('words of low confidence have their place in the text of the passage', async () => {
  const { segments } = await dataOf('cough');
  const marked = segments.flatMap(({ text, unsure = [] }) =>
    unsure.map(([from, to, confidence]) => [text.slice(from, to), confidence]),
  );
  expect(marked).toEqual([['salbutamol', 0.58]]);
});

test('a page that is not built is a named error', () => {
  expect(() => builtPage(tmpdir())).toThrow(expect.objectContaining({ code: 'PB-BUILD-002' }));
});
