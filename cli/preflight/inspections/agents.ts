import type { Inspection } from '../inspection';
import { notApplicable, skip } from '../inspection-result';

/**
 * Mentions the restriction of agents. AWS refuses agents to an account by answering CreateAgent and InvokeInlineAgent
 * with AccessDeniedException. Preflight calls neither.
 * Source: Amazon Bedrock User Guide, agents-classic-maintenance-mode.
 */
export const AGENTS_INSPECTION: Inspection = {
  id: 'agents',
  title: 'agents',
  inspect: ({ config: { planes = [] } }) =>
    Promise.resolve([
      planes.some((plane) => plane.startsWith('bedrock-agent'))
        ? skip(
            'AWS has no API for this. Since 2026-07-30 Agents Classic is closed to accounts without agent activity in the ' +
              'previous twelve months; knowledge bases are open to all',
            { open: 'https://docs.aws.amazon.com/bedrock/latest/userguide/agents-classic-maintenance-mode.html' },
          )
        : notApplicable('no agent plane in the row'),
    ]),
};
