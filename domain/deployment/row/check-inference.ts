import { type Checker, expectThat, objectOf } from '../checker/checker';
import { wholeNumber } from '../checker/numbers';
import type { InferenceConfig } from '../deployment';

/** What CloudWatch Logs offers. Source: PutRetentionPolicy, read 2026-11-23; a test compares it with the CDK. */
export const RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const KIB = 1024;
const MIB = 1024 * KIB;

const executions = wholeNumber(1, 100_000, 'set how many executions may run at once, or false to reserve none');

/** `inference` of a row. */
export const checkInference: Checker = objectOf({
  memoryMiB: wholeNumber(128, 10240, 'set the memory in MiB'),
  timeoutSeconds: wholeNumber(10, 900, 'set the seconds after which Lambda ends the function'),
  reservedConcurrency: (value, place) => (value === false ? [] : executions(value, place)),
  logRetentionDays: expectThat(
    (value): value is number => typeof value === 'number' && RETENTION_DAYS.includes(value),
    `one of the days that CloudWatch Logs offers: ${RETENTION_DAYS.join(', ')}`,
    'choose the next larger one',
  ),
  maxRequestBytes: wholeNumber(
    KIB,
    6 * MIB,
    'set the bytes of the largest request: 1 KiB to the 6 MiB that Lambda takes',
  ),
} satisfies Record<keyof InferenceConfig, Checker>);
