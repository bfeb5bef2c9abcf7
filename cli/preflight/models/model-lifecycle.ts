import type { FoundationModelLifecycle } from '@aws-sdk/client-bedrock';
import type { CatalogueModel } from '../../../domain/models/catalogue-model';
import { fail, type InspectionResult, pass, unknownValue, warn } from '../inspection-result';

/** Lifecycle of a model. Dates are ISO days. */
export interface ModelLifecycle {
  /** `ACTIVE`, `LEGACY`, or a status that AWS adds later. */
  readonly status: string;
  readonly since?: string;
  readonly endOfLife?: string;
  /** First day of the public extended access, which can cost more. */
  readonly extendedAccessFrom?: string;
}

/** Combines Bedrock's answer with the dates of the catalogue, for what Bedrock does not answer. */
export function lifecycleOf(answer: FoundationModelLifecycle | undefined, known?: CatalogueModel): ModelLifecycle {
  const catalogue = known?.lifecycle.status === 'legacy' ? known.lifecycle : undefined;
  const since = dayOf(answer?.legacyTime) ?? catalogue?.since;
  const endOfLife = dayOf(answer?.endOfLifeTime) ?? catalogue?.endOfLife;
  const extendedAccessFrom = dayOf(answer?.publicExtendedAccessTime);
  return {
    status: answer?.status ?? (catalogue ? 'LEGACY' : 'ACTIVE'),
    ...(since && { since }),
    ...(endOfLife && { endOfLife }),
    ...(extendedAccessFrom && { extendedAccessFrom }),
  };
}

/** @param today ISO day */
export function judgeLifecycle(
  subject: string,
  { status, since, endOfLife, extendedAccessFrom }: ModelLifecycle,
  today: string,
): InspectionResult {
  const remedy = {
    say: 'Put a newer model into the row, in lib/config/deployments.ts.',
    open: 'https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html',
  };
  if (endOfLife && endOfLife <= today) return fail(`${subject} reached its end of life on ${endOfLife}`, remedy);
  if (status === 'ACTIVE') return pass(`${subject} is active`);
  if (status !== 'LEGACY') return unknownValue(`the lifecycle of ${subject}`, status);
  const begin = since ? `legacy since ${since}` : 'legacy';
  const end = endOfLife ? `, end of life on ${endOfLife}` : '';
  const price = extendedAccessFrom ? `, can cost more from ${extendedAccessFrom}` : '';
  return warn(`${subject} is ${begin}${end}${price}`, remedy);
}

const dayOf = (time: Date | undefined): string | undefined => time?.toISOString().slice(0, 10);
