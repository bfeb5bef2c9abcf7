/**
 * Kinds of sensitive information that a guardrail recognizes.
 * Source: `GuardrailPiiEntityType` of @aws-sdk/client-bedrock, read 2026-11-23.
 */
export const PII_TYPES = [
  'ADDRESS',
  'AGE',
  'AWS_ACCESS_KEY',
  'AWS_SECRET_KEY',
  'CA_HEALTH_NUMBER',
  'CA_SOCIAL_INSURANCE_NUMBER',
  'CREDIT_DEBIT_CARD_CVV',
  'CREDIT_DEBIT_CARD_EXPIRY',
  'CREDIT_DEBIT_CARD_NUMBER',
  'DRIVER_ID',
  'EMAIL',
  'INTERNATIONAL_BANK_ACCOUNT_NUMBER',
  'IP_ADDRESS',
  'LICENSE_PLATE',
  'MAC_ADDRESS',
  'NAME',
  'PASSWORD',
  'PHONE',
  'PIN',
  'SWIFT_CODE',
  'UK_NATIONAL_HEALTH_SERVICE_NUMBER',
  'UK_NATIONAL_INSURANCE_NUMBER',
  'UK_UNIQUE_TAXPAYER_REFERENCE_NUMBER',
  'URL',
  'USERNAME',
  'US_BANK_ACCOUNT_NUMBER',
  'US_BANK_ROUTING_NUMBER',
  'US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER',
  'US_PASSPORT_NUMBER',
  'US_SOCIAL_SECURITY_NUMBER',
  'VEHICLE_IDENTIFICATION_NUMBER',
] as const;

export type PiiType = (typeof PII_TYPES)[number];

/** Secrets: a prompt or an answer that holds one is stopped whole, for a mask would still tell where it was sent. */
export const BLOCKED_PII = [
  'AWS_ACCESS_KEY',
  'AWS_SECRET_KEY',
  'CREDIT_DEBIT_CARD_CVV',
  'CREDIT_DEBIT_CARD_NUMBER',
  'PASSWORD',
  'PIN',
] as const satisfies readonly PiiType[];

/**
 * Masked unless the configuration says otherwise: what identifies one person and is seldom what a prompt is about.
 * Names, addresses, ages and URLs are left alone, because many honest questions make no sense without them.
 */
export const DEFAULT_MASKED_PII = [
  'DRIVER_ID',
  'EMAIL',
  'INTERNATIONAL_BANK_ACCOUNT_NUMBER',
  'PHONE',
  'US_BANK_ACCOUNT_NUMBER',
  'US_INDIVIDUAL_TAX_IDENTIFICATION_NUMBER',
  'US_PASSPORT_NUMBER',
  'US_SOCIAL_SECURITY_NUMBER',
] as const satisfies readonly PiiType[];
