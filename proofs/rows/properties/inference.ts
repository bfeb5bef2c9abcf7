import fc from 'fast-check';
import { RETENTION_DAYS } from '../../../domain/deployment/row/validate-inference';
import { optional, type PropertyRows } from '../property';

/** Settings of the inference function, to their limits. */
export const inference: PropertyRows<'inference'> = () =>
  optional(
    fc.record(
      {
        memoryMiB: fc.integer({ min: 128, max: 10_240 }),
        timeoutSeconds: fc.integer({ min: 10, max: 900 }),
        reservedConcurrency: fc.oneof(fc.constant<false>(false), fc.integer({ min: 1, max: 100_000 })),
        logRetentionDays: fc.constantFrom(...RETENTION_DAYS),
        maxRequestBytes: fc.integer({ min: 1024, max: 6 * 1024 * 1024 }),
      },
      { requiredKeys: [] },
    ),
  );
