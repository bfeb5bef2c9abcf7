import { OperatorError } from '../operator-error';
import type { Template } from './template';

/** What `cdk synth` left in a folder: templates, and the report of the rule packs. */
export interface Assembly {
  readonly folder: string;
  readonly stacks: readonly AssemblyStack[];
  /** Absent if nothing was checked. */
  readonly report?: ValidationReport;
}

export interface AssemblyStack {
  /** What the CDK CLI calls the stack: `<deployment>/<unit>`. */
  readonly id: string;
  readonly stackName: string;
  readonly region: string;
  readonly terminationProtection: boolean;
  readonly template: Template;
  readonly templateBytes: number;
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

/** Returns the content of a file of the assembly's folder; undefined if there is none. */
export type ReadFile = (name: string) => string | undefined;

/**
 * Reads a cloud assembly.
 *
 * @param folder name of its folder, for messages
 * @throws NoAssemblyError
 */
export function parseAssembly(folder: string, read: ReadFile): Assembly {
  const files: AssemblyFiles = {
    text: (name) => {
      const text = read(name);
      if (text === undefined) throw new NoAssemblyError(folder);
      return text;
    },
    json: <T>(name: string): T => {
      try {
        return JSON.parse(files.text(name)) as T;
      } catch (error) {
        if (error instanceof NoAssemblyError) throw error;
        throw new NoAssemblyError(`${folder}: ${name} cannot be read`, { cause: error });
      }
    },
  };
  const { artifacts = {} } = files.json<Manifest>('manifest.json');
  const stacks = Object.entries(artifacts).flatMap(([id, artifact]) =>
    artifact.type === 'aws:cloudformation:stack' ? [readStack(files, id, artifact)] : [],
  );
  const report = 'validation-report.json';
  return read(report) === undefined
    ? { folder, stacks }
    : { folder, stacks, report: files.json<ValidationReport>(report) };
}

interface AssemblyFiles {
  readonly text: (name: string) => string;
  readonly json: <T>(name: string) => T;
}

function readStack(
  files: AssemblyFiles,
  id: string,
  { displayName, environment, properties }: Artifact,
): AssemblyStack {
  const { templateFile = `${id}.template.json`, stackName = id, terminationProtection = false } = properties ?? {};
  return {
    id: displayName ?? id,
    stackName,
    region: environment?.split('/').at(-1) ?? '',
    terminationProtection,
    template: { Resources: {}, ...files.json<Partial<Template>>(templateFile) },
    templateBytes: Buffer.byteLength(files.text(templateFile)),
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
  readonly properties?: {
    readonly templateFile?: string;
    readonly stackName?: string;
    readonly terminationProtection?: boolean;
  };
}
