/** Returns the page of the model catalog, which has taken over the tasks of the model access page. */
export const catalogPage = (region: string): string =>
  `https://${region}.console.aws.amazon.com/bedrock/home?region=${region}#/model-catalog`;

/** Returns the page of a quota. Source: AWS General Reference, which links to it from its tables of quotas. */
export const quotaPage = (region: string, service: string, code: string): string =>
  `https://${region}.console.aws.amazon.com/servicequotas/home/services/${service}/quotas/${code}`;
