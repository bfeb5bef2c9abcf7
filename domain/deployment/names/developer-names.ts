import type { Names } from './names';

/** Names of what holds the logs of Amazon Q Developer and Kiro in a deployment. */
export interface DeveloperNames {
  readonly keyAlias: string;
  /** Beginning of the name of the bucket of prompts. */
  readonly promptBucket: string;
  /** Beginning of the name of the bucket of usage reports. */
  readonly reportBucket: string;
  /** Name of the role that reads prompts. The policies of key and bucket name it before it exists. */
  readonly auditorRole: string;
  /** Name of the role that reads usage reports. */
  readonly reportReaderRole: string;
}

/** Prefixes below which the service writes. It requires one in each bucket. */
export const DEVELOPER_PREFIXES = { prompts: 'prompts', reports: 'reports' } as const;

export const developerNames = ({ prefix, deployment, region }: Names): DeveloperNames => ({
  keyAlias: `alias/${prefix}-developer`,
  promptBucket: `pb-prompts-${deployment}`,
  reportBucket: `pb-reports-${deployment}`,
  auditorRole: `${prefix}-${region}-auditor`,
  reportReaderRole: `${prefix}-${region}-reports`,
});
