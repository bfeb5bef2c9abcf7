import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runNotes } from '../../sandbox/consultations/notes-run';
import type { CommandActs } from '../../sandbox/process/own-command';

const ID = '0a4bd2ba-6e6f-4c54-9f3e-1d5c1a8f5a11';
const DRAFT = `drafts/sandbox-0001/${ID}/draft.json`;

/** Server of a review with a sentence in doubt and one that is not. Keeps the requests. */
async function reviewPage(status = 204) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      requests.push(`${request.method} ${request.url} ${request.headers.origin ?? ''} ${body}`);
      const sentences = [
        { id: 's1', defects: [] },
        { id: 's2', defects: ['no_link'] },
      ];
      if (request.method === 'GET') response.end(JSON.stringify({ sections: [{ name: 'PLAN', sentences }] }));
      else response.writeHead(status).end();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { requests, url: `http://127.0.0.1:${port}/token/`, origin: `http://127.0.0.1:${port}`, server };
}

/** Runs with commands that end with these codes. The purge empties the bucket, unless it leaves something. */
async function run({
  keep = false,
  codes = {} as Record<string, number>,
  left = [] as string[],
  status = 204,
  record = '{"outcome":"Signed"}' as string | undefined,
} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'notes-'));
  const page = await reviewPage(status);
  const typed: string[] = [];
  const inputs: (string | undefined)[] = [];
  let shown = '';
  let keys: readonly string[] = [];
  const command = async (args: readonly string[], acts: CommandActs = {}) => {
    const name = args[0] === 'notes' ? `notes ${args[1]}` : String(args[0]);
    expect(existsSync(join(folder, 'notes'))).toBe(true);
    typed.push(args.join(' ').replaceAll(folder, 'FOLDER').replaceAll(ID, 'ID'));
    inputs.push(acts.input);
    if (name === 'scribe') keys = [DRAFT];
    if (name === 'notes sign' || name === 'notes purge') keys = left;
    await acts.visit?.(page.url);
    return { code: codes[name] ?? (acts.visit ? 130 : 0), stdout: `${name} answers`, tail: ['the last line'] };
  };
  try {
    const result = await runNotes(
      {
        ...{ folder, keepSignedNotes: keep, command, keys: () => Promise.resolve(keys) },
        ...{ record: () => Promise.resolve(record ?? undefined), wait: () => Promise.resolve() },
      },
      (text) => {
        shown += text;
      },
    );
    return { result, shown, typed, inputs, page };
  } finally {
    page.server.close();
  }
}

const WHO = '--clinician sandbox-0001';

test('makes, reviews, exports and signs a note, and discards another', async () => {
  const { result, shown, typed, inputs, page } = await run();
  expect(typed).toEqual([
    `scribe FOLDER/recordings/rash.wav --yes --every 1 ${WHO}`,
    `notes list ${WHO}`,
    `notes review ID --no-open ${WHO}`,
    `notes export ID --output FOLDER/notes/draft.html ${WHO}`,
    `notes sign ID --output FOLDER/notes/signed.json ${WHO}`,
    `notes list ${WHO}`,
    `scribe FOLDER/recordings/knee.wav --yes --every 1 ${WHO}`,
    `notes purge ID --yes --every 1 ${WHO}`,
  ]);
  expect(inputs.filter(Boolean)).toEqual(['moto\n']);
  expect(page.requests).toEqual([
    expect.stringMatching(/^GET \/token\/review /),
    `POST /token/looked ${page.origin} {"sentences":["s2"]}`,
  ]);
  expect(result).toMatchObject({ before: [DRAFT], after: [] });
  expect(shown).toContain(`while the draft waits:\n  ${DRAFT}\n`);
  expect(shown).toContain('The record that is left:\n{\n  "outcome": "Signed"\n}\n');
  expect(shown).toContain('after the purge:\n  (no object)\n');
});

test('names no file for the note if the deployment keeps it', async () => {
  const { typed } = await run({ keep: true });
  expect(typed).toContain(`notes sign ID ${WHO}`);
});

test.each(['scribe', 'notes list', 'notes review', 'notes export', 'notes sign', 'notes purge'])(
  'PB-SANDBOX-044: %s fails',
  async (name) => {
    await expect(run({ codes: { [name]: 1 } })).rejects.toMatchObject({
      code: 'PB-SANDBOX-044',
      message: expect.stringMatching(new RegExp(`^\`private-bedrock ${name}.*\` ended with 1\\.\\nthe last line`)),
    });
  },
);

test('PB-SANDBOX-045: something is left after a purge', async () => {
  await expect(run({ left: ['audio/x'] })).rejects.toMatchObject({
    code: 'PB-SANDBOX-045',
    message: expect.stringContaining('1 objects'),
  });
});

test('PB-SANDBOX-046: a purge leaves no record', async () => {
  // The default value would stand for an undefined one.
  await expect(run({ record: null as never })).rejects.toMatchObject({ code: 'PB-SANDBOX-046' });
});

test('a page that refuses what was opened is a fault', async () => {
  await expect(run({ status: 403 })).rejects.toThrow('The page of the review answers 403.');
});
