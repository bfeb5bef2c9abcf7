import { runMainIn } from './run-main';

/** Runs the command; credentials and endpoint are those that are given, and nothing of this machine. */
export const validate = (args: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  runMainIn({ PATH: process.env.PATH ?? '', HOME: '/nonexistent', ...environment }, ['validate', ...args]);

export const FIXTURES = 'test/fixtures/datasets';
export const NOVA = ['--model', 'amazon.nova-lite-v1:0'] as const;
