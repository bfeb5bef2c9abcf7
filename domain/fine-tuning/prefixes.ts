/** Prefixes of the fine-tuning bucket. */
export const PREFIXES = { datasets: 'datasets/', artifacts: 'artifacts/' } as const;
