import { commandsPage } from './commands-page';
import { expectPage } from './generated-page';

test('docs/commands.md is what --help says (cp build/docs/commands.md docs if this fails)', async () => {
  expectPage('commands.md', await commandsPage());
});
