import type { LazySubcommand } from '../command';

export const ACCOUNT_ABOUT =
  'Reads and changes settings of Amazon Bedrock that exist once in an account and Region:\n' +
  'model invocation logging and data retention. `cdk deploy -c account=<row>` makes the\n' +
  'places and the workflow first, and changes no setting.';

/** Commands of `account`, in the order of the help. */
export const ACCOUNT_COMMANDS: Readonly<Record<string, LazySubcommand>> = {
  status: {
    summary: 'compares the settings with the row: not set, as planned, or set by others',
    load: async () => (await import('./status')).statusCommand,
  },
  apply: {
    summary: 'sets what the row plans; refuses to replace a value that others set',
    load: async () => (await import('./change')).applyCommand,
  },
  adopt: {
    summary: 'sets what the row plans, also in place of values that others set',
    load: async () => (await import('./change')).adoptCommand,
  },
  remove: {
    summary: 'removes the values that equal the planned ones, and no other',
    load: async () => (await import('./change')).removeCommand,
  },
};
