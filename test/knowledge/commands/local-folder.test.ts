import fs, { mkdirSync, rmSync } from 'node:fs';
import promises from 'node:fs/promises';
import { join } from 'node:path';
import { checkFolder } from '../../../cli/knowledge/sync/check-folder';
import { readFolder } from '../../../cli/knowledge/sync/local-folder';
import { DocumentFolder } from '../../support/document-folder';

/** Makes the system refuse a path: permissions do not bind whoever runs as root. */
function refuse(refused: string, code: string): void {
  const { statSync } = fs;
  const { readdir } = promises;
  const fail = () => Object.assign(new Error(code), { code, path: refused, syscall: 'open' });
  jest.spyOn(fs, 'statSync').mockImplementation((path, options) => {
    if (path === refused) throw fail();
    return statSync(path, options);
  });
  jest.spyOn(promises, 'readdir').mockImplementation((path, options) => {
    return path === refused ? Promise.reject(fail()) : (readdir(path, options) as never);
  });
}

const folder = new DocumentFolder();
const read = () => readFolder(folder.path, () => undefined);

beforeEach(() => {
  folder.write({ 'a.md': 'A', 'a.md.metadata.json': '{"metadataAttributes":{"allowedGroups":["board"]}}' });
  folder.write({ 'b.md': 'B', 'sub/c.md': 'C' });
});

afterEach(() => jest.restoreAllMocks());

describe.each(['EACCES', 'EPERM', 'EIO', 'ENOENT'])('%s', (code) => {
  test.each(['b.md', 'a.md.metadata.json', 'sub'])('of %s does not stop the rest', async (path) => {
    refuse(join(folder.path, path), code);
    const { files, skipped } = await read();
    expect(skipped).toEqual([{ path, reason: 'not readable' }]);
    const { wanted, isKept } = await checkFolder({ files, skipped }, ['board']);
    const keys = wanted.map(({ key }) => key);
    expect(keys.length).toBeGreaterThan(0);
    const untouched = ['b.md', 'a.md', 'sub/c.md'].filter((name) => `${name}.metadata.json/`.startsWith(path));
    for (const key of untouched.map((name) => `documents/${name}`)) {
      expect([key, keys.includes(key), isKept(key), isKept(`${key}.metadata.json`)]).toEqual([key, false, true, true]);
    }
  });

  test('of the folder itself is an error', async () => {
    refuse(folder.path, code);
    await expect(read()).rejects.toMatchObject({ code });
  });
});

test('too many open files are an error, not a skipped file', async () => {
  refuse(join(folder.path, 'b.md'), 'EMFILE');
  await expect(read()).rejects.toMatchObject({ code: 'EMFILE' });
});

test('a file that is removed while others are read is skipped', async () => {
  folder.write(Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`more/${index + 10}.md`, 'x'])));
  const { files, skipped } = await readFolder(folder.path, (done) => {
    if (done === 1) rmSync(join(folder.path, 'sub/c.md'));
  });
  expect(skipped).toEqual([{ path: 'sub/c.md', reason: 'not readable' }]);
  expect(files).toHaveLength(43);
});

test('an empty folder below has no files', async () => {
  rmSync(join(folder.path, 'sub'), { recursive: true });
  mkdirSync(join(folder.path, 'sub'));
  expect((await read()).skipped).toEqual([]);
});
