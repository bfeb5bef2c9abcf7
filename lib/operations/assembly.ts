import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from './command';

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

export interface Template {
  readonly Description?: string;
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, TemplateOutput>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  /** `aws:cdk:path` is the path of the construct. */
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
}

export interface TemplateOutput {
  readonly Value: unknown;
  readonly Description?: string;
  readonly Export?: { readonly Name: string };
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
      `No cloud assembly in ${folder}.`,
      'Run `npx cdk synth --quiet` first, or name its folder with --app.',
      options,
    );
    this.name = 'NoAssemblyError';
  }
}

/**
 * Reads the assembly in `folder`: plain JSON, so that a command starts at once.
 *
 * @throws NoAssemblyError
 */
export function readAssembly(folder: string): Assembly {
  if (!existsSync(join(folder, 'manifest.json'))) throw new NoAssemblyError(folder);
  const { artifacts = {} } = readJson<Manifest>(folder, 'manifest.json');
  const stacks = Object.entries(artifacts).flatMap(([id, artifact]) =>
    artifact.type === 'aws:cloudformation:stack' ? [readStack(folder, id, artifact)] : [],
  );
  const report = 'validation-report.json';
  return existsSync(join(folder, report))
    ? { folder, stacks, report: readJson<ValidationReport>(folder, report) }
    : { folder, stacks };
}

function readStack(folder: string, id: string, { displayName, environment, properties }: Artifact): AssemblyStack {
  const { templateFile = `${id}.template.json`, stackName = id, terminationProtection = false } = properties ?? {};
  return {
    id: displayName ?? id,
    stackName,
    region: environment?.split('/').at(-1) ?? '',
    terminationProtection,
    template: { Resources: {}, ...readJson<Partial<Template>>(folder, templateFile) },
    templateBytes: statSync(join(folder, templateFile)).size,
  };
}

function readJson<T>(folder: string, file: string): T {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;
  } catch (error) {
    throw new NoAssemblyError(`${folder}: ${file} cannot be read`, { cause: error });
  }
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
