import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildCommands, buildFunctions } from '../../../tools/build.mjs';

export default async () => {
  // Assemblies and folders of a run are below one folder, which global-teardown.mjs removes: the workers inherit it.
  process.env.TMPDIR = globalThis.testsFolder = mkdtempSync(join(tmpdir(), 'private-bedrock-tests-'));
  // The tests see the bundles of this very source, never those of the last build.
  await Promise.all([buildCommands(), buildFunctions()]);
};
