/** Where a person mends it by hand. The model access page is retired; its tasks moved to the model catalog. */
export const catalogPage = (region: string): string =>
  `https://${region}.console.aws.amazon.com/bedrock/home?region=${region}#/model-catalog`;

/** Source: AWS General Reference, whose tables of quotas link here. */
export const quotaPage = (region: string, service: string, code: string): string =>
  `https://${region}.console.aws.amazon.com/servicequotas/home/services/${service}/quotas/${code}`;
