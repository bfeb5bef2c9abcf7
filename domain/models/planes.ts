/**
 * The four planes of Amazon Bedrock, by the name of their endpoint service: `com.amazonaws.<region>.<plane>`.
 * All four sign as `bedrock`, so that IAM knows one prefix, `bedrock:`.
 * Source: Amazon Bedrock User Guide, "Use interface VPC endpoints (AWS PrivateLink)".
 */
export const BEDROCK_PLANES = ['bedrock', 'bedrock-agent', 'bedrock-agent-runtime', 'bedrock-runtime'] as const;

export type BedrockPlane = (typeof BEDROCK_PLANES)[number];
