/** One thing that is wrong with the table of deployments, in the words of the person who edits it. */
export interface Problem {
  readonly deployment: string;
  /** Where: `production.models[1]`. */
  readonly path: string;
  /** The value found there, as it would be written in the table. */
  readonly got: string;
  readonly expected: string;
  /** What to change. */
  readonly remedy: string;
}

/** Every problem of the configuration in one error, so that one edit can mend them all. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly Problem[]) {
    super(formatProblems(problems));
  }
}

/** A heading, then a paragraph for each problem. */
export function formatProblems(problems: readonly Problem[]): string {
  if (problems.length === 0) return 'No problems in the configuration';
  const heading =
    problems.length === 1 ? '1 problem in the configuration' : `${problems.length} problems in the configuration`;
  return [heading, ...problems.map(formatProblem)].join('\n\n');
}

function formatProblem({ path, got, expected, remedy }: Problem): string {
  return `${path}\n  got       ${got}\n  expected  ${expected}\n  remedy    ${remedy}`;
}
