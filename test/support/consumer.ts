import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const VERSIONS = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};
const version = (name: string) => VERSIONS.devDependencies[name] ?? VERSIONS.dependencies[name] ?? '*';
const npm = (cwd: string, ...args: string[]) =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** Folder of somebody who has installed the package, with nothing of this repository. */
export class Consumer {
  private constructor(
    readonly folder: string,
    /** Files of the tarball. */
    readonly packed: readonly string[],
  ) {}

  /** Packs this repository and installs it, with compilers of two versions. */
  static install(): Consumer {
    const folder = mkdtempSync(join(tmpdir(), 'consumer-'));
    const [tarball] = JSON.parse(npm('.', 'pack', '--json', '--pack-destination', folder)) as {
      readonly filename: string;
      readonly files: readonly { readonly path: string }[];
    }[];
    const consumer = new Consumer(folder, tarball?.files.map(({ path }) => path) ?? []);
    const names = ['aws-cdk-lib', 'constructs', 'cdk-nag', '@types/node', '@types/jest', 'tsx', 'jest'];
    consumer.write('package.json', {
      name: 'consumer',
      private: true,
      devDependencies: {
        ...Object.fromEntries(names.map((name) => [name, version(name)])),
        typescript: '5.9.3',
        'typescript-7': `npm:typescript@${version('typescript')}`,
        'ts-jest': '29.4.12',
      },
      dependencies: { 'private-bedrock': `file:./${tarball?.filename}` },
      overrides: { 'unrs-resolver': '1.12.2' },
    });
    npm(folder, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts');
    return consumer;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  write(name: string, content: unknown): void {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }

  /** Changes its package.json. */
  change(changes: object): void {
    const manifest = JSON.parse(readFileSync(join(this.folder, 'package.json'), 'utf8')) as object;
    this.write('package.json', { ...manifest, ...changes });
  }

  inModules(path: string): string {
    return join(this.folder, 'node_modules', path);
  }

  /** Runs Node in the folder. */
  run(script: string, ...args: readonly string[]) {
    const { folder } = this;
    const env = { PATH: process.env.PATH, HOME: folder, CDK_OUTDIR: join(folder, 'cdk.out'), CDK_VALIDATION: 'false' };
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env,
    });
    return { status, stdout, stderr };
  }

  tsx(file: string) {
    return this.run(this.inModules('tsx/dist/cli.mjs'), file);
  }

  bedrock(...args: readonly string[]) {
    return this.run(this.inModules('.bin/private-bedrock'), ...args);
  }
}
