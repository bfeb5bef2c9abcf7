import { COMMANDS } from '../../cli/commands';
import { runMain } from '../support/run-main';

async function help(...argv: readonly string[]): Promise<string> {
  const { status, stdout } = await runMain([...argv, '--help']);
  expect(status).toBe(0);
  return `\`\`\`\n${stdout.trimEnd()}\n\`\`\`\n`;
}

/** docs/commands.md, as it must be. */
export async function commandsPage(): Promise<string> {
  const sections: string[] = [];
  for (const [name, { members = {} }] of Object.entries(COMMANDS)) {
    sections.push(`## ${name}\n\n${await help(name)}`);
    for (const member of Object.keys(members)) sections.push(`### ${name} ${member}\n\n${await help(name, member)}`);
  }
  return `# Commands

<!-- made from --help by test/docs/commands.test.ts; do not edit -->

One program has all commands. In this repository, \`npm run <command> -- <options>\` builds and calls it, if package.json has
a script of that name. In a project that installed the package, use \`npx private-bedrock <command> <options>\`. With
\`--json\`, use \`npm run -s\`, so that npm prints nothing of its own.

${await help()}
${sections.join('\n')}`;
}
