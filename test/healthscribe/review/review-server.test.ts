import fc from 'fast-check';
import { cleanUpReviews, post, review, send, serve } from '../../support/review-run';

cleanUpReviews();

describe('the server of a review answers only its page', () => {
  test('a path without the token is not found, whatever it is', async () => {
    const served = await serve();
    const token = served.base.slice(1, -1);
    expect(token).toMatch(/^[\w-]{43}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.constantFrom(
            '/',
            '/review',
            '/recording',
            `/${token}`,
            `/${token.slice(1)}/`,
            `/${token}x/`,
            `/${token}/../`,
            `//${token}/`,
          ),
          fc.string({ unit: fc.constantFrom(...'abcXYZ019-_/.?'), maxLength: 60 }).map((path) => `/${path}`),
        ),
        fc.constantFrom('GET', 'HEAD', 'POST'),
        async (path, method) => {
          const headers = { origin: served.origin };
          const { status, body } = await send(served, path, { method, headers });
          expect([404, 403]).toContain(status);
          expect(body).toBe('');
        },
      ),
      { numRuns: 40 },
    );
  });

  test.each([
    ['a name that resolves to this machine', { host: 'attacker.example' }, 421],
    ['a name with the same port', { host: 'localhost:PORT' }, 421],
    ['an image of another site', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' }, 403],
    ['a script of another port', { 'sec-fetch-site': 'same-site', 'sec-fetch-dest': 'empty' }, 403],
    ['a link of another program', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' }, 200],
    ['its own page', { 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'empty' }, 200],
  ])('%s', async (_, headers, status) => {
    const served = await serve();
    const sent = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', served.port)]),
    );
    expect((await send(served, served.base, { headers: sent })).status).toBe(status);
  });

  test.each(['DELETE', 'PUT', 'OPTIONS', 'PATCH'])('the method %s is refused', async (method) => {
    const served = await serve();
    expect((await send(served, served.base, { method })).status).toBe(405);
  });

  test.each([
    ['without an origin', {}],
    ['from another origin', { origin: 'http://attacker.example' }],
    ['from a file', { origin: 'null' }],
    ['from another port', { origin: 'http://127.0.0.1:1' }],
  ])('a change %s is refused, and changes nothing', async (_, headers) => {
    const served = await serve('ear');
    for (const path of ['looked', 'edits', 'sign', 'leave', 'active']) {
      const { status } = await send(served, served.base + path, {
        method: 'POST',
        headers,
        body: '{"sentences":["s1"]}',
      });
      expect(status).toBe(403);
    }
    expect(served.session.looked).toEqual([]);
  });

  test('each answer is stored nowhere, and readable by nobody else', async () => {
    const served = await serve();
    const answers = await Promise.all(
      ['', 'review', 'recording', 'unknown'].map((path) => send(served, served.base + path)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 404]);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'cross-origin-resource-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'content-security-policy': expect.stringMatching(/^default-src 'none';.*frame-ancestors 'none'$/),
      });
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control') || name === 'set-cookie')).toEqual(
        [],
      );
    }
    expect(answers[0]?.headers['content-security-policy']).not.toMatch(/unsafe|\*|https?:/);
  });

  test.each([
    ['no JSON', 'edits', 'text/plain', '{"edits":[]}', 400],
    ['half a JSON', 'edits', 'application/json', '{"edits":[', 400],
    ['no object', 'edits', 'application/json', 'null', 400],
    [
      'edits that are none',
      'edits',
      'application/json',
      '{"edits":[{"kind":"change","sentence":1,"text":"x"}],"revision":0}',
      400,
    ],
    [
      'an edit with more than it needs',
      'edits',
      'application/json',
      '{"edits":[{"kind":"remove","sentence":"s1","x":1}],"revision":0}',
      400,
    ],
    ['no revision', 'edits', 'application/json', '{"edits":[]}', 400],
    [
      'an edit of another draft',
      'edits',
      'application/json',
      '{"edits":[{"kind":"remove","sentence":"s99"}],"revision":0}',
      409,
    ],
    ['a name that is none', 'sign', 'application/json', '{"name":{},"revision":0}', 400],
    ['an unknown path', 'unknown', 'application/json', '{}', 400],
    ['more than 4 MiB', 'edits', 'application/json', `{"edits":"${'x'.repeat(5 * 1024 * 1024)}"}`, 400],
  ])('a change with %s is refused', async (_, path, type, body, status) => {
    const served = await serve();
    const headers = { origin: served.origin, 'content-type': type };
    expect((await send(served, served.base + path, { method: 'POST', headers, body })).status).toBe(status);
    expect(served.session.edits).toEqual([]);
  });
});

describe('the server of a review ends by itself', () => {
  test('when nobody works on the page', async () => {
    const { server } = await serve('cough', { idleMinutes: 0.001 });
    expect(await server.ended).toBe('idle');
  });

  test('when the page is closed', async () => {
    const served = await serve('cough', { graceSeconds: 0 });
    expect((await post(served, 'leave', {})).status).toBe(204);
    expect(await served.server.ended).toBe('closed');
    await expect(send(served, served.base)).rejects.toThrow(/ECONNREFUSED/);
  });

  test('and a page that is loaded again keeps it', async () => {
    const served = await serve('cough', { graceSeconds: 2 });
    await post(served, 'leave', {});
    await post(served, 'edits', { edits: [{ kind: 'remove', sentence: 's1' }] });
    expect((await review(served)).edits).toEqual([{ kind: 'remove', sentence: 's1' }]);
    served.server.stop();
    expect(await served.server.ended).toBe('stopped');
  });
});
