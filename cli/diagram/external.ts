/** AWS resources outside the templates that policies of the assembly name by ARN. */
export interface External {
  readonly id: string;
  readonly label: string;
  /** Both must fit: the ARN, and an action that has to do with it. */
  readonly arn: RegExp;
  readonly action: RegExp;
}

export const EXTERNALS: readonly External[] = [
  {
    id: 'models',
    label: 'Amazon Bedrock models',
    arn: /:(foundation-model|inference-profile|application-inference-profile|custom-model|custom-model-deployment|provisioned-model)\//,
    action: /^bedrock:(InvokeModel|CreateCustomModelDeployment)/,
  },
  {
    id: 'jobs',
    label: 'model customization job',
    // A job has no ARN before it is started: the action names the base model.
    arn: /:(model-customization-job|foundation-model|custom-model)\//,
    action: /^bedrock:CreateModelCustomizationJob$/,
  },
];

/** Everything that an endpoint lets through to a service without naming resources. */
export const BEDROCK_API = { id: 'bedrock', label: 'Amazon Bedrock API' } as const;
