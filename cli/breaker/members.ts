import type { LazySubcommand } from '../command';

export const BREAKER_ABOUT =
  'Looks at the breaker of a deployment, which stops the models when they cost\n' +
  'too much, and resets it. Assume the role breakerOperator first.';

/** Commands of `breaker`, in the order of the help. */
export const BREAKER_COMMANDS: Readonly<Record<string, LazySubcommand>> = {
  status: {
    summary: 'says what has been spent, which alarms are raised, and what is stopped',
    load: async () => (await import('./status')).statusCommand,
  },
  reset: {
    summary: 'lets roles and functions call models again, and records who, when and why',
    load: async () => (await import('./reset')).resetCommand,
  },
};
