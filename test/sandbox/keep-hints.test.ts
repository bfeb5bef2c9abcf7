import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { COMMANDS } from '../../cli/commands';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { rows } from '../../proofs/rows/rows';
import { keepHints } from '../../sandbox/messages';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** Words of the commands of this project in the hints: the command, then its arguments. */
const commandsFor = (config: DeploymentConfig): readonly (readonly string[])[] =>
  keepHints('http://127.0.0.1:1', { name: 'acme', path: 'acme', config }, '.sandbox/documents')
    .split('\n')
    .filter((line) => line.startsWith('npm run '))
    .map((line) => (line.match(/"[^"]*"|\S+/g) ?? []).slice(2));

const has = (commands: readonly (readonly string[])[], ...words: readonly string[]) =>
  commands.some((command) => words.every((word) => command.includes(word)));

test('name a command if the row has what it is about, and no other', () => {
  fc.assert(
    fc.property(rows, (config) => {
      const { knowledge, fineTuning, healthScribe } = config;
      const commands = commandsFor(config);
      expect({
        tune: has(commands, 'tune'),
        sync: has(commands, 'sync', '.sandbox/documents'),
        retrieve: has(commands, 'retrieve'),
        documents: has(commands, 'ask', '--knowledge'),
        audience: has(commands, 'ask', '--audience'),
        agent: has(commands, 'ask', '--agent'),
        scribe: has(commands, 'scribe'),
        notes: has(commands, 'notes', 'list'),
      }).toEqual({
        tune: fineTuning !== undefined,
        sync: knowledge !== undefined,
        retrieve: knowledge !== undefined,
        documents: knowledge !== undefined,
        audience: Object.keys(knowledge?.audiences ?? {}).length > 0,
        agent: knowledge?.agent !== undefined,
        scribe: healthScribe !== undefined,
        notes: healthScribe !== undefined,
      });
    }),
    { numRuns: 200 },
  );
});

test('are commands of package.json, with options that they have', async () => {
  const config = {
    ...fc.sample(rows, 1)[0],
    knowledge: { audiences: { board: ['board'] }, agent: {} },
  } as DeploymentConfig;
  const commands = commandsFor(config).filter(([name]) => name !== 'tune');
  expect(commands.length).toBeGreaterThan(5);
  for (const [name = '', separator, ...args] of commands) {
    expect([name, scripts[name], separator]).toEqual([name, expect.stringContaining(` ${name}`), '--']);
    const { program } = (await COMMANDS[name]?.load()) ?? {};
    expect(() => program?.().exitOverride().parse(args, { from: 'user' })).not.toThrow();
  }
});
