import { LISTINGS } from '../support/listings';
import { runMain } from '../support/run-main';
import { tableAssembly } from '../support/table-assembly';

const listings = LISTINGS.filter(({ page }) => page === 'scaling.md');

test('docs/scaling.md has the figures for 1, 50 and 5,000 requests a second', () => {
  expect(listings.map(({ first }) => /--rps (\d+)/.exec(first)?.[1])).toEqual(['1', '50', '5000']);
});

test.each(listings.map(({ first, lines }) => [first, lines] as const))(
  '%s prints what is shown',
  async (first, lines) => {
    const [, args = ''] = first.split('npm run capacity -- ');
    const { stdout } = await runMain(['capacity', '--app', tableAssembly(), ...args.split(' ')]);
    // The last line stands for the rest.
    expect(
      stdout
        .split('\n')
        .slice(0, lines.length - 2)
        .map((line) => line.trimEnd()),
    ).toEqual(lines.slice(1, -1).map((line) => line.trimEnd()));
  },
);
