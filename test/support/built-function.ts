import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ContractBook } from './contracts/contract-book';
import { objectBreaches } from './contracts/object-contracts';
import { MARK } from './markers';
import { ObjectServer } from './object-server';

const run = promisify(execFile);

/** As Lambda's runtime does: the answer as JSON, or the name and message of the error. */
const runtime = (name: string) => `
  require(process.cwd() + '/build/lambda/${name}').handler(JSON.parse(process.argv[1])).then(
    (answer) => console.log(JSON.stringify(answer ?? null)),
    ({ name, message }) => console.log(JSON.stringify({ errorType: name, errorMessage: message })),
  )`;

/** A built function in a process of its own, with one bucket of S3 over HTTP. */
export class BuiltFunction {
  /** Objects of the bucket. */
  readonly all = new Map<string, string | Buffer>();
  readonly objects: ObjectServer;
  private server: Awaited<ReturnType<ObjectServer['listen']>> | undefined;

  constructor(
    private readonly name: string,
    bucket: string,
    private readonly contracts: ContractBook<{ readonly bucket: string }>,
    private readonly environment: Readonly<Record<string, string>>,
    private readonly nodePath: string,
  ) {
    this.objects = new ObjectServer(bucket, '111122223333', this.all, objectBreaches(contracts));
  }

  async start(): Promise<void> {
    this.server = await this.objects.listen();
  }

  /** @throws Error if a contract was never exercised */
  async stop(): Promise<void> {
    await this.server?.close();
    expect([...this.contracts.exercised].sort()).toEqual([...this.contracts.operations].sort());
  }

  /** Invokes the function. Its requests keep their contracts, and its log is empty: the answer is all that it writes. */
  async invoke(request: object): Promise<Record<string, unknown>> {
    const { stdout, stderr } = await run(this.nodePath, ['-e', runtime(this.name), JSON.stringify(request)], {
      env: {
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
        AWS_SECRET_ACCESS_KEY: 'dummy',
        AWS_ENDPOINT_URL_S3: this.server?.url,
        NODE_NO_WARNINGS: '1',
        ...this.environment,
      },
    });
    expect(this.objects.breaches).toEqual([]);
    expect(stderr).toBe('');
    for (const mark of Object.values(MARK)) expect(stdout).not.toContain(mark);
    return JSON.parse(stdout) as Record<string, unknown>;
  }
}
