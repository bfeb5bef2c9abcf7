import { rmSync } from 'node:fs';

/** Removes the folder that global-setup.mjs made. What cannot be removed is no failure of a test. */
export default () => {
  const folder = globalThis.testsFolder;
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    console.warn(`Temporary files of the tests stay in ${folder}: ${error.message}`);
  }
};
