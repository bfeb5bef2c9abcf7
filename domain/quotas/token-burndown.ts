/**
 * Returns how many tokens of the quota one output token uses.
 *
 * Source, read 2026-11-28: Amazon Bedrock User Guide, "How tokens are counted in Amazon Bedrock". The page lists five for
 * models of Anthropic from Claude 4 on, by name; newer ones that it does not list yet count as five, too.
 *
 * @param id of the model or profile
 */
export const outputBurndown = (id: string): number => (/(^|\.)anthropic\.claude-(?!3|instant|v2)/.test(id) ? 5 : 1);
