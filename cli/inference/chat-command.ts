/** Line of a chat that is a command, not a question. */
export type ChatCommand = { readonly kind: 'exit' } | { readonly kind: 'help' } | UnknownCommand;

interface UnknownCommand {
  readonly kind: 'unknown';
  readonly name: string;
}

export const CHAT_HELP = [
  '/exit  ends the chat, as Ctrl-D does',
  '/help  shows this text',
  'Ctrl-C stops the current answer. To ask about a word with a slash, put a space before it.',
].join('\n');

/** Returns the command in a line. Undefined for a question, also one that begins with a path such as `/etc/hosts`. */
export function chatCommand(line: string): ChatCommand | undefined {
  const [, name] = /^\/([^\s/]*)(?!\S)/.exec(line) ?? [];
  if (name === undefined) return undefined;
  return name === 'exit' || name === 'help' ? { kind: name } : { kind: 'unknown', name: `/${name}` };
}
