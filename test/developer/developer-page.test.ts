import { readFileSync } from 'node:fs';
import { featureWarning } from '../../domain/developer/features/feature';
import { expectPage } from '../docs/generated-page';
import { developerPage, FEATURES, PAGE_DAY } from './developer-page';

test('docs/developer.md has the table of features (cp build/docs/developer.md docs if this fails)', () => {
  expectPage('developer.md', developerPage());
});

/** Features that people ask for by these names. */
const ASKED = [
  ...['Real-time suggestions', 'Comment to code', 'Languages', 'Supported IDEs', 'Security scans', 'Filtering of bias'],
  ...['Reference tracker with annotations', 'AWS API suggestions', 'Encryption in transit and at rest'],
  ...['Individual tier', 'Professional tier', '50 and 500 scans', 'Price', 'Proration', 'IP indemnity'],
  ...['Content not used for training', 'Opting out'],
];

test('every feature that people ask for has a row', () => {
  const names = FEATURES.map(({ name }) => name);
  expect(ASKED.filter((name) => !names.includes(name))).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
});

test.each(FEATURES.map((feature) => [feature.name, feature] as const))(
  '%s has every answer and a source',
  (_, feature) => {
    const { now, infrastructure, otherwise, source, read, isVerified, open = '' } = feature;
    for (const answer of [now, infrastructure, otherwise]) expect(answer).toMatch(/^[^|]{2,}\.$/);
    expect(source).toMatch(/^https:\/\/(docs\.aws\.amazon\.com|aws\.amazon\.com|kiro\.dev)\//);
    expect(read).toMatch(/^2026-\d\d-\d\d$/);
    // What nobody could verify is said.
    expect(isVerified || open !== '').toBe(true);
  },
);

test('nothing past its date is without a warning', () => {
  const past = FEATURES.filter(({ ends = '9999' }) => ends < PAGE_DAY);
  expect(past.length).toBeGreaterThan(0);
  const page = readFileSync('docs/developer.md', 'utf8').split('\n');
  for (const { name, ends } of past)
    expect(page.find((line) => line.startsWith(`| **${name}**`))).toContain(`**Warning: ended on ${ends}.**`);
  for (const feature of FEATURES) expect(featureWarning(feature, '2027-12-31')).toMatch(/^(ended|read) on/);
});

test('a row that is neither old nor ended has no warning', () => {
  expect(FEATURES.filter((feature) => featureWarning({ ...feature, ends: '2999-01-01' }, PAGE_DAY))).toEqual([]);
});
