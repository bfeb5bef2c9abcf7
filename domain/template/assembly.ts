import { ACCOUNTS_FILE, type AccountRecord, parseAccounts } from '../account/account-record';
import { type DeploymentRecord, ownsStack, parseRecords, RECORDS_FILE } from '../deployment/deployment-record';
import { OperatorError } from '../operator-error';
import { assertManifest, assertReport, assertTemplate } from './check-assembly';
import type { Template } from './template';

/** Cloud assembly that `cdk synth` writes: templates, and the report of the rule packs. */
export interface Assembly {
  readonly folder: string;
  readonly stacks: readonly AssemblyStack[];
  /** Deployments of this project that have stacks here; none in the assembly of an app without them. */
  readonly deployments: readonly DeploymentRecord[];
  /** Account deployments that have a stack here. */
  readonly accounts: readonly AccountRecord[];
  /** Absent if nothing was checked. */
  readonly report?: ValidationReport;
}

export interface AssemblyStack {
  /** Id of the stack in the CDK CLI: `<deployment>/<unit>`. */
  readonly id: string;
  readonly stackName: string;
  readonly region: string;
  readonly terminationProtection: boolean;
  readonly template: Template;
  /** Path of the template in the folder of the assembly. */
  readonly templateFile: string;
  readonly templateBytes: number;
  /** Path of the file with the metadata of its constructs; absent in assemblies of older CDK versions. */
  readonly metadataFile?: string;
}

export interface ValidationReport {
  readonly pluginReports?: readonly PluginReport[];
}

export interface PluginReport {
  readonly pluginName: string;
  readonly violations?: readonly Violation[];
  readonly suppressedViolations?: readonly Violation[];
}

export interface Violation {
  readonly ruleName: string;
  /** Reason of the acknowledgement, for a suppressed violation. */
  readonly reason?: string;
  readonly violatingConstructs?: readonly { readonly constructPath: string }[];
}

/** The folder holds no cloud assembly. */
export class NoAssemblyError extends OperatorError {
  constructor(folder: string, options?: ErrorOptions) {
    super(
      'PB-TEMPLATE-001',
      `No cloud assembly in ${folder}.`,
      'Run `npx cdk synth --quiet` first, or name its folder with --app.',
      options,
    );
    this.name = 'NoAssemblyError';
  }
}

/** Returns the content of a file of the assembly's folder; undefined if the file does not exist. */
export type ReadFile = (name: string) => string | undefined;

/**
 * Reads a cloud assembly, with the assemblies nested in it.
 *
 * @param folder name of its folder, for messages
 * @throws NoAssemblyError
 */
export function parseAssembly(folder: string, read: ReadFile): Assembly {
  const files = new AssemblyFiles(folder, read);
  const parts = partsOf(files, '');
  const report = 'validation-report.json';
  return {
    folder,
    stacks: parts.flatMap(({ at, stacks }) => stacks.map(([id, artifact]) => readStack(files, at, id, artifact))),
    deployments: parts.flatMap((part) => deploymentsOf(files, part)),
    accounts: parts.flatMap((part) => accountsOf(files, part)),
    ...(files.has(report) && { report: files.json<ValidationReport>(report, assertReport) }),
  };
}

/** Reads the deployments of a cloud assembly, and none of its templates. @throws NoAssemblyError */
export function parseDeployments(folder: string, read: ReadFile): readonly DeploymentRecord[] {
  const files = new AssemblyFiles(folder, read);
  return partsOf(files, '').flatMap((part) => deploymentsOf(files, part));
}

/** Reads the account deployments of a cloud assembly, and none of its templates. @throws NoAssemblyError */
export function parseAccountDeployments(folder: string, read: ReadFile): readonly AccountRecord[] {
  const files = new AssemblyFiles(folder, read);
  return partsOf(files, '').flatMap((part) => accountsOf(files, part));
}

class AssemblyFiles {
  constructor(
    readonly folder: string,
    private readonly read: ReadFile,
  ) {}

  has(name: string): boolean {
    return this.read(name) !== undefined;
  }

  text(name: string): string {
    const text = this.read(name);
    if (text === undefined) throw new NoAssemblyError(this.folder);
    return text;
  }

  json<T>(name: string, check: (place: string, value: Readonly<Record<string, unknown>>) => void): T {
    const text = this.text(name);
    const value = parseObject(text);
    if (value === undefined) throw new NoAssemblyError(`${this.folder}: ${name} is not a JSON object`);
    check(`${this.folder}/${name}`, value as Readonly<Record<string, unknown>>);
    return value as T;
  }
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The assembly itself, or one that is nested in it: the CDK makes one for each `Stage` of an app. */
interface AssemblyPart {
  /** Prefix of its files: empty, or a folder with a slash. */
  readonly at: string;
  readonly stacks: readonly (readonly [id: string, artifact: Artifact])[];
}

function partsOf(files: AssemblyFiles, at: string): readonly AssemblyPart[] {
  const { artifacts = {} } = files.json<Manifest>(`${at}manifest.json`, assertManifest);
  return [
    { at, stacks: Object.entries(artifacts).filter(([, { type }]) => type === 'aws:cloudformation:stack') },
    ...Object.values(artifacts).flatMap(({ type, properties }) =>
      type === 'cdk:cloud-assembly' ? partsOf(files, `${at}${properties?.directoryName}/`) : [],
    ),
  ];
}

/** A folder that is synthesized into again keeps the file of an app that had other deployments: those have no stack now. */
function deploymentsOf(files: AssemblyFiles, { at, stacks }: AssemblyPart): readonly DeploymentRecord[] {
  const file = `${at}${RECORDS_FILE}`;
  if (!files.has(file)) return [];
  return parseRecords(files.text(file), `${files.folder}/${file}`).filter((record) =>
    stacks.some(([id, { displayName = id }]) => ownsStack(record, displayName)),
  );
}

function accountsOf(files: AssemblyFiles, { at, stacks }: AssemblyPart): readonly AccountRecord[] {
  const file = `${at}${ACCOUNTS_FILE}`;
  if (!files.has(file)) return [];
  return parseAccounts(files.text(file), `${files.folder}/${file}`).filter(({ path }) =>
    stacks.some(([id, { displayName = id }]) => displayName.startsWith(`${path}/`)),
  );
}

function readStack(
  files: AssemblyFiles,
  at: string,
  id: string,
  { displayName, environment, properties, additionalMetadataFile }: Artifact,
): AssemblyStack {
  const { templateFile = `${id}.template.json`, stackName = id, terminationProtection = false } = properties ?? {};
  return {
    id: displayName ?? id,
    stackName,
    region: environment?.split('/').at(-1) ?? '',
    terminationProtection,
    templateFile: `${at}${templateFile}`,
    template: { Resources: {}, ...files.json<Partial<Template>>(`${at}${templateFile}`, assertTemplate) },
    templateBytes: Buffer.byteLength(files.text(`${at}${templateFile}`)),
    ...(additionalMetadataFile !== undefined && { metadataFile: `${at}${additionalMetadataFile}` }),
  };
}

// The parts of the manifest that are read here, as aws-cdk-lib writes them.
interface Manifest {
  readonly artifacts?: Readonly<Record<string, Artifact>>;
}

interface Artifact {
  readonly type: string;
  readonly displayName?: string;
  readonly environment?: string;
  readonly additionalMetadataFile?: string;
  readonly properties?: {
    /** Folder of a nested assembly. */
    readonly directoryName?: string;
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly terminationProtection?: boolean;
  };
}
