import type { Offer } from '@aws-sdk/client-bedrock';

/**
 * What somebody accepts with an offer, to be read before. The token of the offer is a credential of its own and is not
 * in it. The address of the legal text is AWS's, signed for a short time.
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
