import type { LazySubcommand } from '../../command';

export const NOTES_ABOUT =
  'Reviews and signs the draft notes that HealthScribe made of consultations. A\n' +
  'draft waits for its signature for some hours; then recording, transcript and\n' +
  'draft are deleted.';

/** Commands of `notes`, in the order of the help. */
export const NOTES_COMMANDS: Readonly<Record<string, LazySubcommand>> = {
  list: {
    summary: 'lists your consultations, and which drafts wait for a signature',
    load: async () => (await import('./list')).listCommand,
  },
  review: {
    summary: 'opens a page with note, transcript and recording side by side',
    load: async () => (await import('./review')).reviewCommand,
  },
  export: {
    summary: 'writes the same page as one file that works without a network',
    load: async () => (await import('./export')).exportCommand,
  },
  sign: {
    summary: 'signs a draft that you have reviewed',
    load: async () => (await import('./sign')).signCommand,
  },
  purge: {
    summary: 'deletes a consultation without a signature',
    load: async () => (await import('./purge')).purgeCommand,
  },
};
