import { npxProgram } from '../../sandbox/process/npx-program';

const NODE = 'C:\\Program Files\\nodejs\\node.exe';
const BESIDE_NODE = 'C:\\Program Files\\nodejs\\node_modules\\npm\\bin\\npx-cli.js';
const OF_USER = 'D:\\사용자\\npm\\bin\\npx-cli.js';

const windows = (...files: readonly string[]) => ({
  platform: 'win32' as const,
  execPath: NODE,
  exists: (path: string) => files.includes(path),
});

test.each([
  [
    'the npm that runs the command',
    { npm_execpath: 'D:\\사용자\\npm\\bin\\npm-cli.js' },
    [BESIDE_NODE, OF_USER],
    OF_USER,
  ],
  ['the npm of Node without npm', {}, [BESIDE_NODE], BESIDE_NODE],
  ['the npm of Node under pnpm', { npm_execpath: 'D:\\pnpm\\bin\\pnpm.cjs' }, [BESIDE_NODE], BESIDE_NODE],
])('on Windows npx is %s', (_, env, files, script) => {
  expect(npxProgram(env, windows(...files))).toEqual([NODE, script]);
});

test('elsewhere npx is a program', () => {
  expect(npxProgram({}, { ...windows(), platform: 'darwin' })).toEqual(['npx']);
});
