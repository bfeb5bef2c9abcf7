import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// The floor of `sync`: reads every file of a folder, and hashes it.
const folder = process.argv[2] ?? '';
const digests = readdirSync(folder).map((name) =>
  createHash('sha256')
    .update(readFileSync(join(folder, name)))
    .digest('hex'),
);
console.log(digests.length);
