import type { AccountConfig } from '../../domain/account/account-config';

/** Account deployments of this repository. `-c account=<row>` selects one, in place of a deployment. */
export const ACCOUNTS = {
  /** The recommendation: audit events without content, and no prompt is stored by AWS. */
  audit: { region: 'us-east-1', keepData: true, audit: ['guardrails', 'knowledgeBases'], dataRetention: 'none' },

  /** The same, with copies of prompts and answers for an auditor, where the law or a contract asks for them. */
  copies: {
    region: 'us-east-1',
    keepData: true,
    audit: ['guardrails', 'knowledgeBases'],
    dataRetention: 'none',
    logging: { retentionDays: 30 },
  },
} as const satisfies Readonly<Record<string, AccountConfig>>;
