import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What a reader of a cloud assembly wants to know first. */
export interface AssemblySummary {
  readonly folder: string;
  readonly stacks: readonly StackSummary[];
  /** Rule packs with a finding, open or acknowledged; the report knows of no others. Absent if nothing was checked. */
  readonly packs?: readonly PackSummary[];
}

export interface StackSummary {
  /** What the CDK CLI calls the stack: `<deployment>/<id>`. */
  readonly id: string;
  readonly stackName: string;
  readonly region: string;
  readonly description: string;
  readonly terminationProtection: boolean;
  readonly resourceCount: number;
  /** Resource types by count, most frequent first, without the leading `AWS::`. */
  readonly resourceTypes: Readonly<Record<string, number>>;
  readonly templateBytes: number;
}

export interface PackSummary {
  readonly pack: string;
  readonly open: readonly Finding[];
  readonly acknowledged: readonly Finding[];
}

export interface Finding {
  readonly rule: string;
  readonly path: string;
}

/** The folder holds no cloud assembly. */
export class NoAssemblyError extends Error {
  constructor(folder: string) {
    super(`No cloud assembly in ${folder}: run \`npx cdk synth --quiet\` first, or name its folder with --app.`);
    this.name = 'NoAssemblyError';
  }
}

/**
 * Reads what `cdk synth` left in `folder`: plain JSON, so that it starts at once.
 *
 * @throws NoAssemblyError
 */
export function summarizeAssembly(folder: string): AssemblySummary {
  if (!existsSync(join(folder, 'manifest.json'))) throw new NoAssemblyError(folder);
  const { artifacts = {} } = readJson<Manifest>(folder, 'manifest.json');
  const stacks = Object.entries(artifacts).flatMap(([id, artifact]) =>
    artifact.type === 'aws:cloudformation:stack' ? [stackSummary(folder, id, artifact)] : [],
  );
  const report = 'validation-report.json';
  return existsSync(join(folder, report))
    ? { folder, stacks, packs: (readJson<ValidationReport>(folder, report).pluginReports ?? []).map(packSummary) }
    : { folder, stacks };
}

function stackSummary(folder: string, id: string, { displayName, environment, properties }: Artifact): StackSummary {
  const { templateFile = `${id}.template.json`, stackName = id, terminationProtection = false } = properties ?? {};
  const { Description = '', Resources = {} } = readJson<Template>(folder, templateFile);
  const resources = Object.values(Resources);
  return {
    id: displayName ?? id,
    stackName,
    region: environment?.split('/').at(-1) ?? '',
    description: Description,
    terminationProtection,
    resourceCount: resources.length,
    resourceTypes: countByType(resources),
    templateBytes: statSync(join(folder, templateFile)).size,
  };
}

function countByType(resources: readonly Resource[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { Type } of resources) {
    const type = Type.replace(/^AWS::/, '');
    counts.set(type, (counts.get(type) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b)));
}

function packSummary({ pluginName, violations = [], suppressedViolations = [] }: PluginReport): PackSummary {
  return { pack: pluginName, open: violations.flatMap(findings), acknowledged: suppressedViolations.flatMap(findings) };
}

function findings({ ruleName, violatingConstructs = [] }: Violation): Finding[] {
  return violatingConstructs.map(({ constructPath }) => ({ rule: ruleName, path: constructPath }));
}

const readJson = <T>(folder: string, file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;

// The parts of the assembly's own files that are read here, as aws-cdk-lib writes them.
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

interface Template {
  readonly Description?: string;
  readonly Resources?: Readonly<Record<string, Resource>>;
}

interface Resource {
  readonly Type: string;
}

interface ValidationReport {
  readonly pluginReports?: readonly PluginReport[];
}

interface PluginReport {
  readonly pluginName: string;
  readonly violations?: readonly Violation[];
  readonly suppressedViolations?: readonly Violation[];
}

interface Violation {
  readonly ruleName: string;
  readonly violatingConstructs?: readonly { readonly constructPath: string }[];
}
