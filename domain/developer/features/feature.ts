/** Place where a setting has its effect. `client`: in the plug-in or IDE alone, so that a person can get round it. */
export type Enforcement = 'server' | 'client' | 'nobody' | 'not known';

/** One feature that people know of CodeWhisperer, and what it is in Amazon Q Developer and Kiro. */
export interface Feature {
  readonly name: string;
  /** State of today. */
  readonly now: string;
  /** Part that infrastructure can set, or the reason why none. */
  readonly infrastructure: string;
  /** Where it is set otherwise. */
  readonly otherwise: string;
  readonly enforced: Enforcement;
  /** Page that says so. */
  readonly source: string;
  /** ISO day on which a copy of the page was read. */
  readonly read: string;
  /** The page says it. Otherwise only others do, or nobody. */
  readonly isVerified: boolean;
  /** Part that could not be verified. */
  readonly open?: string;
  /** ISO day on which AWS ends it. */
  readonly ends?: string;
}

/** A fact that was read longer ago may have changed. */
const OLD_DAYS = 180;

/** Returns what a reader must know about the age of a row, on an ISO day. */
export function featureWarning({ read, ends }: Feature, today: string): string | undefined {
  if (ends !== undefined && ends < today) return `ended on ${ends}`;
  const days = (Date.parse(today) - Date.parse(read)) / 86_400_000;
  return days > OLD_DAYS ? `read on ${read}: it may have changed` : undefined;
}
