const { ModuleMocker } = require('jest-mock');

/**
 * Test environment that runs every file in the realm of Node instead of a context of its own, so that modules which
 * shared-modules-runtime.cjs loads once serve all files of a worker: one `Error`, one `Array`, one `process`.
 *
 * After each file it takes back the changes to `process.env`, the console and the working directory. Globals of
 * libraries stay, since the libraries stay: the CDK keeps the map of its tokens there.
 */
class OneRealmEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  // No test fakes the clock.
  fakeTimers = null;
  fakeTimersModern = null;

  constructor({ globalConfig }) {
    this.isUpdate = globalConfig.updateSnapshot === 'all';
    this.before = { env: { ...process.env }, console: globalThis.console, exit: process.exit, folder: process.cwd() };
  }

  setup() {
    // Jest raises it to 100, and the CDK takes a stack trace for each of thousands of constructs.
    Error.stackTraceLimit = 10;
    // Nor does anybody read those, which are of plain objects.
    const { prepareStackTrace } = Error;
    Error.prepareStackTrace = (error, frames) => (error instanceof Error ? prepareStackTrace(error, frames) : '');
    // Account, proxy and certificate authorities of the person who runs the tests are none of their inputs.
    for (const name of Object.keys(process.env)) if (/^AWS_|_proxy$/i.test(name)) delete process.env[name];
    // The SDK would warn of Node 20 in the output of the tests, as it does not in the program.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
    // For test/support/reviewed.ts.
    process.env.TEST_UPDATE = String(this.isUpdate);
  }

  teardown() {
    const { env, console, exit, folder } = this.before;
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
    globalThis.console = console;
    process.exit = exit;
    process.chdir(folder);
    // Of the last file's jest-circus. The next file loads its own, and would report to both.
    delete globalThis[Symbol.for('EVENT_HANDLERS')];
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return globalThis;
  }
}

module.exports = OneRealmEnvironment;
