import { progressBar } from '../../cli/terminal/progress';

test.each([
  [0, '░░░░░░░░░░░░░░░░░░░░   0 %'],
  [0.5, '██████████░░░░░░░░░░  50 %'],
  [0.999, '███████████████████░  99 %'],
  [1, '████████████████████ 100 %'],
])('a progress bar of %d', (share, bar) => {
  expect(progressBar(share)).toBe(bar);
});
