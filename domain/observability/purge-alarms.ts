/** Names of the alarms on the purge of consultations, without their prefix. lib/healthscribe makes them. */
export const PURGE_ALARMS = [
  'purge-errors',
  'purging-failed',
  'purging-timed-out',
  'purging-stopped',
  'scribing-timed-out',
  'scribing-stopped',
  'scribing-not-started',
  'purging-not-started',
] as const;

export type PurgeAlarm = (typeof PURGE_ALARMS)[number];
