/**
 * Something that can be invoked, as in `modelId` of the API: a foundation model id (`amazon.nova-lite-v1:0`), the id of
 * a geographic or global inference profile (`us.amazon.nova-2-lite-v1:0`, `global.…`), or the ARN of a custom model
 * deployment or of Provisioned Throughput. The ARN of an application inference profile does not name its model, so that
 * such a reference names both.
 */
export type ModelReference = string | ApplicationProfileReference;

/** An application inference profile and its source. */
export interface ApplicationProfileReference {
  /**
   * ARN of the application inference profile.
   *
   * @limits in the Region of the deployment
   * @example 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abcdefgh1234'
   */
  readonly applicationProfileArn: string;

  /**
   * Id of the foundation model or system-defined profile that it was created from.
   *
   * @limits offered in the Region
   * @example 'amazon.nova-lite-v1:0'
   */
  readonly copyFrom: string;
}
