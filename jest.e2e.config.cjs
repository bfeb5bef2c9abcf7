// The sandbox from nothing to destroyed, by the commands that a person types. Apart from `npm test`, which stays fast.
/** @type {import('jest').Config} */
module.exports = {
  ...require('./jest.config.cjs'),
  testMatch: ['**/*.e2e.ts'],
  testTimeout: 180_000,
  maxWorkers: 1,
};
