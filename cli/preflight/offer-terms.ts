import type { Offer } from '@aws-sdk/client-bedrock';

/**
 * Returns the terms of an offer, for a person to read before accepting. Omits the token of the offer, which is a
 * credential. The address of the legal text is a presigned URL of AWS.
 */
export function offerTerms(modelId: string, { offerId, termDetails }: Offer): readonly string[] {
  const { usageBasedPricingTerm, legalTerm, supportTerm, validityTerm } = termDetails ?? {};
  const prices = usageBasedPricingTerm?.rateCard ?? [];
  return [
    `${modelId}: offer ${offerId ?? 'without an id'}`,
    ...(legalTerm?.url ? [`  terms      ${legalTerm.url}`] : []),
    ...(supportTerm?.refundPolicyDescription ? [`  refunds    ${supportTerm.refundPolicyDescription}`] : []),
    ...(validityTerm?.agreementDuration ? [`  lasts      ${validityTerm.agreementDuration}`] : []),
    ...(prices.length > 0 ? ['  prices, in US dollars'] : []),
    ...prices.map(({ description, dimension, price, unit }) =>
      `    ${price ?? '?'} per ${unit ?? 'unit'}  ${description ?? dimension ?? ''}`.trimEnd(),
    ),
  ];
}
