import { closeSync, openSync, readSync } from 'node:fs';

// The floor of the validator: split a file into lines and JSON.parse each, without validation.

const LF = 0x0a;
const file = openSync(process.argv[2] ?? '', 'r');
const start = performance.now();
let records = 0;
let rest = Buffer.alloc(0);
for (;;) {
  const chunk = Buffer.allocUnsafe(2 ** 20);
  const read = readSync(file, chunk);
  if (read === 0) break;
  const bytes = Buffer.concat([rest, chunk.subarray(0, read)]);
  let from = 0;
  for (let lf = bytes.indexOf(LF); lf !== -1; lf = bytes.indexOf(LF, from)) {
    if (JSON.parse(bytes.toString('utf8', from, lf))) records++;
    from = lf + 1;
  }
  rest = bytes.subarray(from);
}
closeSync(file);
console.log(
  JSON.stringify({
    records,
    milliseconds: performance.now() - start,
    peakMemory: process.resourceUsage().maxRSS / 1024,
  }),
);
