import type { InvocableKind } from '../models/invocable-model';

/**
 * Scopes of the quotas of Bedrock. The codes of these quotas follow no pattern; their names follow one, in two generations: "On-demand InvokeModel
 * tokens per minute for …" and "Cross-region model inference requests per minute for …", and "Model invocation max
 * tokens per day for …". The model is its provider and name, and sometimes a version: "Anthropic Claude Sonnet 4.5 V1".
 *
 * Sources, read 2026-11-23: Amazon Bedrock User Guide, quotas-runtime; AWS General Reference, Amazon Bedrock quotas.
 */
const PER_MINUTE = {
  'foundation-model': 'On-demand',
  'geographic-profile': 'Cross-region',
  'global-profile': 'Global cross-region',
} as const;

const NAME =
  /^(?:(?<scope>On-demand|Cross-region|Global cross-region) (?:InvokeModel|model inference) (?<what>tokens|requests) per minute|(?<daily>Model invocation max tokens per day)) for (?<model>.+)$/i;

export type ScopedKind = keyof typeof PER_MINUTE;

export const isScoped = (kind: InvocableKind): kind is ScopedKind => Object.hasOwn(PER_MINUTE, kind);

/** Unit of a quota for invocations. */
export type QuotaUnit = 'tokens a minute' | 'requests a minute' | 'tokens a day';

/**
 * Returns the unit of a quota, or undefined if it does not limit this model by ids of this kind.
 *
 * @param model provider and name as Bedrock spells them: `Amazon`, `Nova Lite`
 */
export function unitOf(
  quotaName: string,
  kind: ScopedKind,
  model: { readonly provider: string; readonly name: string },
): QuotaUnit | undefined {
  const { scope, what, daily, model: named } = NAME.exec(quotaName)?.groups ?? {};
  if (!named || ![`${model.provider} ${model.name}`, model.name].some((name) => bare(name) === bare(named))) {
    return undefined;
  }
  if (daily) return 'tokens a day';
  if (scope?.toLowerCase() !== PER_MINUTE[kind].toLowerCase()) return undefined;
  return what?.toLowerCase() === 'tokens' ? 'tokens a minute' : 'requests a minute';
}

/** Removes version, remark in brackets, case, and a repeated provider ("Amazon Amazon Nova"). */
const bare = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\s*\(.*\)$/, '')
    .replace(/ v1$/, '')
    .replace(/^(\S+) \1 /, '$1 ')
    .trim();
