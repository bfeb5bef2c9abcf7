import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import type { InProcess } from './in-process';
import type { Answers } from './scripted-account';

/** What one check is to find beside what is well. */
export type Expected = readonly [status: string, text: RegExp, remedy?: RegExp];

export interface Case {
  readonly what: string;
  readonly check: string;
  readonly answers: Answers;
  readonly expected: readonly Expected[];
}

export const when = (what: string, check: string, answers: Answers, ...expected: Expected[]): Case => ({
  what,
  check,
  answers,
  expected,
});

export async function expectFindings(
  aws: InProcess,
  { check, answers, expected }: Case,
  config?: DeploymentConfig,
): Promise<void> {
  const bad = (await aws.found(check, answers, config)).filter(({ status }) => status !== 'pass');
  expect(bad.map(({ status, text, remedy }) => [status, text, JSON.stringify(remedy ?? {})])).toEqual(
    expected.map(([status, text, remedy = /./]) => [
      status,
      expect.stringMatching(text),
      expect.stringMatching(remedy),
    ]),
  );
}
