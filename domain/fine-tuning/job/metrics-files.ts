/**
 * Files with the losses of a job, below `<output>model-customization-job-<id>/`.
 * Source: Amazon Bedrock User Guide, "Analyze the results of a model customization job".
 */
export const METRICS_FILES = {
  training: 'training_artifacts/step_wise_training_metrics.csv',
  validation: 'validation_artifacts/post_fine_tuning_validation/validation_metrics.csv',
} as const;
