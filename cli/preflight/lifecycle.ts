import type { FoundationModelLifecycle } from '@aws-sdk/client-bedrock';
import type { CatalogueModel } from '../../domain/models/catalogue-model';
import { type Finding, fail, pass, warn } from './finding';

/** ISO days. */
export interface ModelLifecycle {
  readonly legacy: boolean;
  readonly since?: string;
  readonly endOfLife?: string;
  /** From this day on Bedrock may charge more for it. */
  readonly dearerFrom?: string;
}

/** What Bedrock says, and the catalogue's days where Bedrock gives none. */
export function lifecycleOf(told: FoundationModelLifecycle | undefined, known?: CatalogueModel): ModelLifecycle {
  const catalogue = known?.lifecycle.status === 'legacy' ? known.lifecycle : undefined;
  const legacy = told?.status === undefined ? catalogue !== undefined : told.status === 'LEGACY';
  const since = dayOf(told?.legacyTime) ?? catalogue?.since;
  const endOfLife = dayOf(told?.endOfLifeTime) ?? catalogue?.endOfLife;
  const dearerFrom = dayOf(told?.publicExtendedAccessTime);
  return { legacy, ...(since && { since }), ...(endOfLife && { endOfLife }), ...(dearerFrom && { dearerFrom }) };
}

/** @param today ISO day */
export function lifecycleFinding(
  subject: string,
  { legacy, since, endOfLife, dearerFrom }: ModelLifecycle,
  today: string,
): Finding {
  const remedy = {
    say: 'Take a newer model into the row, in lib/config/deployments.ts.',
    open: 'https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html',
  };
  if (endOfLife && endOfLife <= today) return fail(`${subject} reached its end of life on ${endOfLife}`, remedy);
  if (!legacy) return pass(`${subject} is active`);
  const began = since ? `legacy since ${since}` : 'legacy';
  const ends = endOfLife ? `, end of life on ${endOfLife}` : '';
  const costs = dearerFrom ? `, dearer from ${dearerFrom}` : '';
  return warn(`${subject} is ${began}${ends}${costs}`, remedy);
}

const dayOf = (time: Date | undefined): string | undefined => time?.toISOString().slice(0, 10);
