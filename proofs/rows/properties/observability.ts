import fc from 'fast-check';
import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import type { AlarmKind } from '../../../domain/observability/alarm-kinds';
import { optional, type PropertyRows, textOf } from '../property';

const label = textOf('abcdefghijklmnopqrstuvwxyz0123456789', 1, 12);

const email = fc.tuple(label, label).map(([name, domain]) => `${name}@${domain}.example`);

/** Kinds of alarms that every row has. */
const EVERYWHERE: readonly AlarmKind[] = [
  'failures',
  'first-token',
  'function-errors',
  'latency',
  'log-delivery',
  'retries',
];

/** Alarms with any settings, to their limits. */
export const observability: PropertyRows<'observability'> = () =>
  optional(
    fc.record(
      {
        emails: fc.uniqueArray(email, { maxLength: 10 }),
        thresholds: fc.record(
          Object.fromEntries(EVERYWHERE.map((kind) => [kind, fc.double({ min: 0.001, max: 1_000_000, noNaN: true })])),
          { requiredKeys: [] },
        ),
        anomalyBand: fc.double({ min: 1, max: 10, noNaN: true }),
        quotas: fc.constant([]),
      },
      { requiredKeys: [] },
    ),
  );

/** A quota for each model of a row that names quotas, if the model has an id. */
export const quotasOfRow = ({ models, declaredModels, observability }: DeploymentConfig): Partial<DeploymentConfig> => {
  if (!observability?.quotas) return {};
  // A quota names a declared model once more: the correction of one name would be a mistake in the other.
  if (declaredModels) return {};
  const ids = models.filter((model) => typeof model === 'string').filter((model) => !model.startsWith('arn:'));
  const quotas = ids.map((model, index) => ({ model, tokensPerMinute: 1 + index * 999_999 }));
  return { observability: { ...observability, quotas } };
};
