import type { InferenceConfig } from '../config/inference-config';
import { objectOf, typed, type Validator, wholeNumber } from '../validation';

/** Retention of logs that CloudWatch Logs offers. Source: PutRetentionPolicy, read 2026-11-23; a test compares it with the CDK. */
export const RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const KIB = 1024;
const MIB = 1024 * KIB;

const executions = wholeNumber(1, 100_000, 'Set how many executions may run at once, or false to reserve none.');

/** Validates `inference` of a row. */
export const validateInference: Validator = objectOf({
  memoryMiB: wholeNumber(128, 10240, 'Set the memory in MiB.'),
  timeoutSeconds: wholeNumber(10, 900, 'Set the timeout of the function in seconds.'),
  reservedConcurrency: (value, place) => (value === false ? [] : executions(value, place)),
  logRetentionDays: typed(
    (value): value is number => typeof value === 'number' && RETENTION_DAYS.includes(value),
    `one of the retention days of CloudWatch Logs: ${RETENTION_DAYS.join(', ')}`,
    'Use the next larger one.',
  ),
  maxRequestBytes: wholeNumber(
    KIB,
    6 * MIB,
    'Set the largest request in bytes, from 1 KiB to the 6 MiB that Lambda takes.',
  ),
} satisfies Record<keyof InferenceConfig, Validator>);
