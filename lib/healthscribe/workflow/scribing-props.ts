import type { State } from '../../workflow/states';

/** Values that the states of a purge depend on. */
export interface PurgingProps {
  readonly partition: string;
  /** Function that checks recordings. */
  readonly checkFunctionArn: string;
  /** Function that makes drafts and checks signatures. */
  readonly draftFunctionArn: string;
  /** Function that deletes what belongs to a consultation. */
  readonly purgeFunctionArn: string;
  /** Topic of the notices. */
  readonly topicArn: string;
  /** Name of the deployment. */
  readonly deployment: string;
}

/** Values that the states of the scribing workflow depend on. */
export interface ScribingProps extends PurgingProps {
  readonly patientBucket: string;
  /** Key of the outputs. */
  readonly patientKeyArn: string;
  /** Role that HealthScribe assumes. */
  readonly dataAccessRoleArn: string;
}

/** Recording of an execution, as each step of a function gets it. */
export const SOURCE = { 'key.$': '$.source.key', 'etag.$': '$.source.etag' } as const;

/**
 * Errors of a function's step that can pass: S3 or the network failed it, or it took too long. A consultation is purged only
 * if they last.
 */
export const PASSING = ['StepFailed', 'States.Timeout'] as const;

/** Makes a state that records how the execution ends. Everything of the consultation is then deleted. */
export const end = (name: string): State => ({
  Type: 'Pass',
  Result: { name, reason: null },
  ResultPath: '$.outcome',
  Next: 'Purge',
});

/** Makes a state that records how the execution ends, with a code that says why. @param reason path of the code */
export const endWithReason = (name: string, reason: string): State => ({
  Type: 'Pass',
  Parameters: { name, 'reason.$': reason },
  ResultPath: '$.outcome',
  Next: 'Purge',
});
