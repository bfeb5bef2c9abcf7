import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalFunction, type LocalFunctionOptions } from '../../sandbox/local-lambda/local-function';

/** Code of a function that does what its event says. */
const CODE = `
const never = () => new Promise(() => setInterval(() => {}, 1000));
const scripts = {
  echo: (event, stream) => { stream.setContentType('text/plain'); stream.write(event.text); stream.end(); },
  json: (event, stream) => { stream.write({ piece: 1 }); stream.end(); },
  context: (event, stream, context) => {
    const left = context.getRemainingTimeInMillis();
    stream.end(JSON.stringify({ env: process.env, cwd: process.cwd(), node: process.version, context: { ...context, left } }));
  },
  members: (event, stream) => stream.end(JSON.stringify(Object.getOwnPropertyNames(stream).sort())),
  late: (event, stream) => { stream.write('x'); stream.setContentType('text/plain'); },
  fail: () => { throw new TypeError('wrong'); },
  failMidway: (event, stream) => { stream.write('so far'); throw new TypeError('wrong'); },
  exit: (event, stream) => stream.write('so far', () => process.exit(event.code)),
  kill: () => process.kill(process.pid, 'SIGKILL'),
  cut: (event, stream) => stream.write('so far', () => stream.destroy()),
  hang: (event, stream) => { stream.write('so far'); return never(); },
  deaf: (event, stream) => { process.on('SIGTERM', () => {}); stream.write(String(process.pid)); return never(); },
  open: (event, stream) => { stream.write('so far'); },
  wait: async (event, stream) => {
    stream.write('waiting');
    await new Promise((resolve) => stream.once('close', resolve));
    console.log('the caller left');
  },
  flood: async (event, stream) => {
    for (let written = 0; written < event.bytes; written += 65536) {
      if (!stream.write(Buffer.alloc(65536))) await new Promise((resolve) => stream.once('drain', resolve));
    }
    console.log('written', event.name);
    stream.end();
  },
};
exports.handler = awslambda.streamifyResponse(async (event, stream, context) => { await scripts[event.do](event, stream, context); });
exports.plain = async ({ text }, { invokedFunctionArn }) => {
  if (text === undefined) throw new TypeError('no text');
  return { text, invokedFunctionArn };
};
exports.silent = () => undefined;
`;

/** Such functions in a folder of their own, each with its log. */
export class ScriptedFunctions {
  readonly folder = mkdtempSync(join(tmpdir(), 'function-'));
  readonly log: string[] = [];
  private readonly logging = new EventEmitter();
  private readonly running: LocalFunction[] = [];

  constructor() {
    this.write('index.js', CODE);
  }

  write(file: string, code: string): void {
    writeFileSync(join(this.folder, file), code);
  }

  async start(options: Partial<LocalFunctionOptions> = {}): Promise<LocalFunction> {
    const started = await LocalFunction.start({
      name: 'scripted',
      folder: this.folder,
      handler: 'index.handler',
      environment: {},
      timeoutSeconds: 30,
      nodePath: process.execPath,
      log: (line) => {
        this.log.push(line);
        this.logging.emit('line');
      },
      ...options,
    });
    this.running.push(started);
    return started;
  }

  /** Resolves when a function has written this line. */
  async logged(line: string): Promise<void> {
    while (!this.log.includes(line)) await once(this.logging, 'line');
  }

  async stop(): Promise<void> {
    await Promise.all(this.running.map((started) => started.stop()));
    rmSync(this.folder, { recursive: true });
  }
}
