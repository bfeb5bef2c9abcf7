import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FAULTS, pythonWith } from '../support/faulty-stand-in';
import { endRuns, killStandIn, SandboxRun, strays } from '../support/sandbox-run';

/** End of a sandbox that was to fail. */
async function ending(run: SandboxRun) {
  const code = await run.end();
  expect(strays()).toEqual([]);
  expect(run.stderr).not.toMatch(/^ {4}at /m);
  return { code, said: run.stderr };
}

const servers: Server[] = [];

/** A server of a test's own, on a free port; its address. */
async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as AddressInfo).port;
}

afterAll(async () => {
  await endRuns();
  for (const server of servers) {
    server.closeAllConnections();
    await once(server.close(), 'close');
  }
});

describe('the sandbox', () => {
  test('says so when the stand-in for AWS dies half-way, and leaves nothing running', async () => {
    const run = SandboxRun.start();
    await run.writes(/✓ cdk bootstrap/);
    killStandIn();
    expect(await ending(run)).toEqual({
      code: 1,
      said: expect.stringMatching(/The stand-in for AWS ended unexpectedly \(SIGKILL\)\.[\s\S]*Run it again/),
    });
  });

  test('stops everything on Ctrl-C in the middle of a deployment', async () => {
    const run = SandboxRun.start();
    await run.writes(/✓ cdk bootstrap/);
    run.interrupt();
    expect((await ending(run)).code).toBe(130);
  });

  test('says what cdk says when a deployment fails', async () => {
    const app = mkdtempSync(join(tmpdir(), 'assembly-'));
    cpSync('.sandbox/cdk.out', app, { recursive: true });
    const file = readdirSync(app).find((name) => /^sandboxNetwork.*\.template\.json$/.test(name)) ?? '';
    const template = readFileSync(join(app, file), 'utf8');
    writeFileSync(join(app, file), template.replaceAll(/ExportsOutputFnGetAttKey\w+/g, 'NobodyExportsThis'));
    const run = SandboxRun.start(['--app', app]);
    expect(await ending(run)).toEqual({
      code: 1,
      said: expect.stringMatching(/cdk deploy failed \(1\)\.[\s\S]*NobodyExportsThis[\s\S]*cdk\.log/),
    });
  });

  test('names the port that is taken', async () => {
    const port = await serve(() => undefined);
    const run = SandboxRun.start(['--port', String(port), '--app', '.sandbox/cdk.out']);
    expect(await ending(run)).toEqual({
      code: 1,
      said: expect.stringMatching(`Cannot listen on port ${port}.*\n.*--port`),
    });
  });

  test('says what is missing where there is no Python, or one without moto', async () => {
    const bare = SandboxRun.start(['--python', '/no/such/python', '--app', '.sandbox/cdk.out']);
    expect(await ending(bare)).toEqual({ code: 1, said: expect.stringMatching(/does not start\.\n.*--python/) });
  });

  test('deploys to this machine alone', async () => {
    const run = SandboxRun.start(['--endpoint', 'https://cloudformation.us-east-1.amazonaws.com']);
    expect(await ending(run)).toEqual({ code: 2, said: expect.stringContaining('an address of this machine') });
  });

  test('puts an OpenAI-compatible server behind the model', async () => {
    const asked: string[] = [];
    const port = await serve(async (request, response) => {
      // Only asked whether it is there.
      if (request.method === 'GET') return void response.end();
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      const { model, messages } = JSON.parse(body);
      asked.push(`${request.url} ${model} ${messages.at(-1).content}`);
      const choices = [{ message: { role: 'assistant', content: 'Said by a real model.' } }];
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ choices, usage: { prompt_tokens: 5, completion_tokens: 6 } }));
    });
    const url = `http://127.0.0.1:${port}/v1`;
    const run = SandboxRun.start(['--model-url', url, '--model-name', 'tiny', '--app', '.sandbox/cdk.out', '--json']);
    expect(await ending(run)).toMatchObject({ code: 0 });
    const { answers, left, resources } = JSON.parse(run.stdout);
    expect(answers).toHaveLength(6);
    for (const { answer } of answers) expect(answer).toBe('Said by a real model.');
    expect(asked).toContain('/v1/chat/completions tiny What is a VPC endpoint?');
    expect({ left, differs: resources.filter(({ result }: { result: string }) => result === 'differs') }).toEqual({
      left: [],
      differs: [],
    });
  });

  test('turns red, property by property, when the stand-in does not make what the templates say', async () => {
    const run = SandboxRun.start(['--python', pythonWith(FAULTS), '--app', '.sandbox/cdk.out']);
    expect(await run.end()).toBe(1);
    const differing = [...run.stdout.matchAll(/\((AWS::\S+)\): (\w+) differs from the template/g)];
    expect(new Set(differing.map(([, type, property]) => `${type} ${property}`))).toEqual(
      new Set([
        'AWS::EC2::RouteTable RoutesOut',
        'AWS::EC2::SecurityGroup SecurityGroupEgress',
        'AWS::EC2::SecurityGroupIngress CidrIp',
        'AWS::EC2::SecurityGroupIngress OtherRules',
        'AWS::EC2::VPCEndpoint PolicyDocument',
        'AWS::IAM::Role PermissionsBoundary',
        'AWS::KMS::Key EnableKeyRotation',
        'AWS::Logs::LogGroup KmsKeyId',
        'AWS::S3::Bucket PublicAccessBlockConfiguration',
      ]),
    );
    expect(strays()).toEqual([]);
  });
});
