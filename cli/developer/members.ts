import type { LazySubcommand } from '../command';

export const DEVELOPER_ABOUT =
  'Governs Amazon Q Developer and Kiro: what an organization denies, who uses a seat, how to leave.\n' +
  'Profiles, seats and logs are settings of a console. No API, no CloudFormation type and no\n' +
  'command sets them. docs/developer.md says how to set each, and docs/organization.md what\n' +
  'an organization can deny.';

/** Commands of `developer`, in the order of the help. */
export const DEVELOPER_COMMANDS: Readonly<Record<string, LazySubcommand>> = {
  policies: {
    summary: 'prints the policies of an organization, to paste them or to compare them',
    load: async () => (await import('./policies')).policiesCommand,
  },
  registry: {
    summary: 'prints the registry of the MCP servers of a row',
    load: async () => (await import('./registry')).registryCommand,
  },
  report: {
    summary: 'sums up usage reports by week, seat and month',
    load: async () => (await import('./report-command')).reportCommand,
  },
  plan: {
    summary: 'plans the way from Amazon Q Developer to Kiro, as Markdown with checkboxes',
    load: async () => (await import('./plan-command')).planCommand,
  },
};
