import type { LazySubcommand } from '../../command';

export const NOTES_ABOUT =
  'Reviews and signs the draft notes that HealthScribe made of consultations. A\n' +
  'draft waits for its signature for some hours; then recording, transcript and\n' +
  'draft are deleted.';

/** Commands of `notes`, in the order of the help. */
export const NOTES_COMMANDS: Readonly<Record<string, LazySubcommand>> = {
  review: {
    summary: 'opens a page with note, transcript and recording side by side',
    load: async () => (await import('./review')).reviewCommand,
  },
  export: {
    summary: 'writes the same page as one file that works without a network',
    load: async () => (await import('./export')).exportCommand,
  },
};
