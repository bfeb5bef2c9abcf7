// Closes a run with what a log reader looks for: the slowest test files, and one line that says how it went.

/** How many of the slowest files are named. */
const SLOWEST = 5;

class SummaryReporter {
  /** @param {{ rootDir: string }} globalConfig */
  constructor({ rootDir }) {
    this.rootDir = rootDir;
  }

  /**
   * @param {unknown} _contexts
   * @param {import('@jest/test-result').AggregatedResult} results
   */
  onRunComplete(_contexts, results) {
    // Jest's own summary comes after every reporter, and the tally is to be the last line of all.
    process.once('exit', () => process.stdout.write(`${this.slowest(results)}\n\n${tally(results)}\n`));
  }

  slowest({ testResults }) {
    const lines = testResults
      .map(({ testFilePath, perfStats }) => ({ file: testFilePath, seconds: perfStats.runtime / 1000 }))
      .sort((a, b) => b.seconds - a.seconds)
      .slice(0, SLOWEST)
      .map(({ file, seconds }) => `${seconds.toFixed(1).padStart(6)} s  ${file.replace(`${this.rootDir}/`, '')}`);
    return ['', 'Slowest test files', ...lines].join('\n');
  }
}

/** A file that did not even load has no failed test, and yet is a failure. */
const tally = ({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) =>
  `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed`;

module.exports = SummaryReporter;
