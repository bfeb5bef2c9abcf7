/**
 * Mode of a Region that nobody has configured: the default of each model holds.
 * Source: Amazon Bedrock User Guide, "Data retention".
 */
export const UNSET_RETENTION = 'inherit';
