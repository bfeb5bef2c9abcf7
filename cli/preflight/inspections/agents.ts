import { notApplicable, skip } from '../finding';
import type { Check } from '../inspection';

/**
 * The stacks make no agent; the planes are there for those of yours. AWS tells whether an account may have agents by
 * answering CreateAgent and InvokeInlineAgent with AccessDeniedException, which nothing here calls.
 * Source: Amazon Bedrock User Guide, agents-classic-maintenance-mode.
 */
export const AGENTS_CHECK: Check = {
  id: 'agents',
  title: 'agents',
  run: ({ config: { planes = [] } }) =>
    Promise.resolve([
      planes.some((plane) => plane.startsWith('bedrock-agent'))
        ? skip(
            'cannot be asked: since 2026-07-30 Agents Classic is closed to accounts without agent activity in the ' +
              'twelve months before; knowledge bases are open to all',
            { open: 'https://docs.aws.amazon.com/bedrock/latest/userguide/agents-classic-maintenance-mode.html' },
          )
        : notApplicable('no agent plane in the row'),
    ]),
};
