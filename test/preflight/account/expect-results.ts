import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import type { InProcess } from './in-process';
import type { Answers } from './scripted-account';

/** Expected result of an inspection that is not a pass. */
export type Expected = readonly [status: string, text: RegExp, remedy?: RegExp];

export interface Case {
  readonly what: string;
  readonly inspection: string;
  readonly answers: Answers;
  readonly expected: readonly Expected[];
}

export const when = (what: string, inspection: string, answers: Answers, ...expected: Expected[]): Case => ({
  what,
  inspection,
  answers,
  expected,
});

export async function expectResults(
  aws: InProcess,
  { inspection, answers, expected }: Case,
  config?: DeploymentConfig,
): Promise<void> {
  const bad = (await aws.found(inspection, answers, config)).filter(({ status }) => status !== 'pass');
  expect(bad.map(({ status, text, remedy }) => [status, text, JSON.stringify(remedy ?? {})])).toEqual(
    expected.map(([status, text, remedy = /./]) => [
      status,
      expect.stringMatching(text),
      expect.stringMatching(remedy),
    ]),
  );
}
