import { OperatorError } from '../operator-error';

/** Code of a constraint. It never changes its meaning, so that people can search for it. */
export type ConfigCode = `PB-CONFIG-${string}`;

/** Violation of one constraint of the table of deployments. */
export interface Problem {
  readonly code: ConfigCode;
  readonly deployment: string;
  /** Path in the table, for example `production.models[1]`. */
  readonly path: string;
  /** The value as written in the table. @default - no value, or the message contains it */
  readonly value?: string;
  /** Continues the sentence that the value begins: `is not offered in eu-west-1`. */
  readonly message: string;
  /** Instruction, as a sentence. */
  readonly remedy: string;
}

/** Every problem of the table in one error, so that one edit can resolve them all. */
export class ConfigError extends OperatorError {
  constructor(readonly problems: readonly Problem[]) {
    super('PB-CONFIG-001', formatProblems(problems), 'Correct the row: docs/configuration.md describes each property.');
    // An app that does not catch the error prints it by its stack and its properties: each problem once, no trace.
    this.stack = `${this.code} ${this.message}\n${this.remedy}`;
    this.name = 'ConfigError';
    for (const property of Object.keys(this)) Object.defineProperty(this, property, { enumerable: false });
  }
}

function formatProblems(problems: readonly Problem[]): string {
  const heading =
    problems.length === 1 ? '1 problem in the configuration' : `${problems.length} problems in the configuration`;
  return [heading, ...problems.map(formatProblem)].join('\n\n');
}

/** Formats a problem as one paragraph: code, path, value, what is wrong, remedy. */
export const formatProblem = ({ code, path, value, message, remedy }: Problem): string =>
  `${code} ${path}: ${[value, message].filter((part) => part !== undefined).join(' ')}. ${remedy}`;
