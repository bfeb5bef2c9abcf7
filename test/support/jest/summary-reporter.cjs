const { readFileSync } = require('node:fs');

/** Number of the slowest files that are named. */
const SLOWEST = 5;

/** Closes a run with what a log reader looks for: CPU seconds, the slowest test files, and one line that tallies. */
class SummaryReporter {
  /** @param {{ rootDir: string }} globalConfig */
  constructor({ rootDir }) {
    this.rootDir = rootDir;
    // Jest's own summary takes the command that writes snapshots anew from here.
    process.env.npm_lifecycle_event = 'test:update';
    process.env.npm_lifecycle_script = 'jest';
  }

  /**
   * @param {unknown} _contexts
   * @param {import('@jest/test-result').AggregatedResult} results
   */
  onRunComplete(_contexts, results) {
    // At the exit: Jest's own summary comes after every reporter, the tally is to be the last line of all, and the
    // workers' CPU seconds count once they have ended.
    process.once('exit', () => process.stdout.write(`${cpu()}${this.slowest(results)}\n\n${tally(results)}\n`));
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

/** User and system time of this process and of every one that it started and that has ended. Only Linux tells it. */
function cpu() {
  if (process.platform !== 'linux') return '';
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').pop().split(' ');
  // utime, stime, cutime and cstime, in ticks of 1/100 s (proc_pid_stat(5)).
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return `\nCPU: ${(ticks / 100).toFixed(1)} s, with all processes\n`;
}

/** A file that did not even load has no failed test, and yet is a failure. */
const tally = ({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) =>
  `${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed`;

module.exports = SummaryReporter;
