import { Progress, progressBar } from '../../cli/terminal/progress';
import type { Drawing } from '../../cli/terminal/terminal';

test.each([
  [0, '░░░░░░░░░░░░░░░░░░░░   0 %'],
  [0.5, '██████████░░░░░░░░░░  50 %'],
  [0.999, '███████████████████░  99 %'],
  [1, '████████████████████ 100 %'],
])('a progress bar of %d', (share, bar) => {
  expect(progressBar(share)).toBe(bar);
});

describe('Progress', () => {
  const plain: Drawing = { width: 20, paint: (_, text) => text };
  const streamOf = (isTTY: boolean) => {
    const written: string[] = [];
    const stream = { isTTY, write: (text: string) => written.push(text) > 0 } as unknown as NodeJS.WriteStream;
    return { written, progress: new Progress(stream, plain) };
  };
  const visible = (written: readonly string[]) => written.filter((text) => !text.startsWith('\u001b'));

  test('cuts a note to the width of the terminal, by cells', async () => {
    const { written, progress } = streamOf(true);
    await progress.passing('upload', async (note) => note('한국어 학습 데이터'));
    expect(visible(written)).toEqual(['… upload  ', '… upload  한국어 ']);
  });

  test('leaves a line for a step, also for one that fails, and none for a passing one', async () => {
    const { written, progress } = streamOf(false);
    await progress.passing('look', async (note) => note('hidden'));
    await progress.step('good', async (note) => note('hidden'));
    await expect(progress.step('bad', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(written.map((line) => line.replace(/\d+\.\d/, 'N'))).toEqual([
      expect.stringMatching(/^✓ good +N s\n$/),
      expect.stringMatching(/^✗ bad +N s\n$/),
    ]);
    expect(progress.steps.map(({ title }) => title)).toEqual(['good', 'bad']);
  });
});
