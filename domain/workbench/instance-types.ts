/**
 * Instance types of a workbench: without a GPU, since the models are elsewhere. AWS publishes no list of them by Region that
 * could be verified here: the deployment fails in a Region that lacks one.
 *
 * Source: Amazon SageMaker API Reference, CreateNotebookInstance, `InstanceType`.
 */
export const INSTANCE_TYPES = ['ml.t3.medium', 'ml.t3.large', 'ml.t3.xlarge', 'ml.m5.xlarge', 'ml.m5.2xlarge'] as const;

export type InstanceType = (typeof INSTANCE_TYPES)[number];
