/** Units of deployment, each a stack. */
export const UNITS = [
  'Foundation',
  'Network',
  'Storage',
  'Knowledge',
  'Consultations',
  'Endpoints',
  'Inference',
  'Asking',
  'FineTuning',
  'Scribing',
  'Access',
  'Observability',
  'Spend',
  'Developer',
  'Workbench',
] as const;

/** Functions that work on consultations. */
export const SCRIBE_FUNCTIONS = ['check-audio', 'make-draft', 'purge'] as const;

export type ScribeFunction = (typeof SCRIBE_FUNCTIONS)[number];
