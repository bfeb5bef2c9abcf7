import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from '../../domain/template/template';
import { type DeployedStack, exportsOf, importsOf } from './stack-pair';

/** Folder of each assembly that a plan writes, below its own folder. */
export const BRIDGE = 'bridge';
export const FORGOTTEN = 'forgotten';

interface Artifact {
  readonly type: string;
  readonly displayName?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

interface Manifest {
  readonly artifacts?: Readonly<Record<string, Artifact>>;
}

/**
 * Writes an assembly like `app` in which some stacks have other templates. Each changed template gets an asset id of its own:
 * under the old id, the CDK would take it for the template of the app.
 */
export function writeBridge(folder: string, app: string, templates: ReadonlyMap<string, Template>): void {
  rmSync(folder, { recursive: true, force: true });
  cpSync(app, folder, { recursive: true });
  const { artifacts = {} } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  for (const [id, { displayName = id, properties }] of Object.entries(artifacts)) {
    const template = templates.get(displayName);
    if (!template) continue;
    const file = String(properties?.templateFile ?? `${id}.template.json`);
    const text = JSON.stringify(template, null, 1);
    writeFileSync(join(folder, file), text);
    const assets = join(folder, `${id}.assets.json`);
    const before = existsSync(assets) ? assetOf(readFileSync(assets, 'utf8'), file) : undefined;
    if (before === undefined) continue;
    const after = createHash('sha256').update(text).digest('hex');
    for (const name of [assets, join(folder, 'manifest.json')]) {
      writeFileSync(name, readFileSync(name, 'utf8').replaceAll(before, after));
    }
  }
}

/** Returns the asset id of a file in a list of assets. */
function assetOf(text: string, path: string): string | undefined {
  const { files = {} } = JSON.parse(text) as { files?: Record<string, { source?: { path?: string } }> };
  return Object.keys(files).find((id) => files[id]?.source?.path === path);
}

/** Properties of a stack in an assembly that name the roles of the CDK bootstrap. */
const ROLES = ['assumeRoleArn', 'cloudFormationExecutionRoleArn', 'lookupRole'] as const;

/** Returns the roles with which `app` deploys. */
export function rolesIn(app: string): Artifact['properties'] {
  const { artifacts = {} } = JSON.parse(readFileSync(join(app, 'manifest.json'), 'utf8')) as Manifest;
  const stack = Object.values(artifacts).find(({ type }) => type === 'aws:cloudformation:stack');
  const roles = ROLES.map((name) => [name, stack?.properties?.[name]] as const);
  return Object.fromEntries(roles.filter(([, role]) => role !== undefined));
}

/**
 * Writes an assembly of deployed stacks that no app has any more, without termination protection, so that `cdk deploy`
 * lifts it and `cdk destroy` finds the stacks. The id of each stack is its name. An importing stack depends on the exporting
 * one, so that it is deleted first.
 *
 * @param roles those with which the deployment was deployed @default - the credentials of the caller
 */
export function writeForgotten(
  folder: string,
  stacks: readonly DeployedStack[],
  region: string,
  roles: Artifact['properties'] = {},
): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const artifacts = stacks.map(({ name, template }) => {
    const imported = importsOf(template);
    const uses = (other: DeployedStack) =>
      other.name !== name && [...exportsOf(other.template).keys()].some((one) => imported.has(one));
    const templateFile = `${name}.template.json`;
    writeFileSync(join(folder, templateFile), JSON.stringify(template, null, 1));
    return [
      name,
      {
        type: 'aws:cloudformation:stack',
        environment: `aws://unknown-account/${region}`,
        dependencies: stacks.filter(uses).map((other) => other.name),
        properties: { ...roles, templateFile, stackName: name, terminationProtection: false },
      },
    ];
  });
  const manifest = { version: SCHEMA, artifacts: Object.fromEntries(artifacts) };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2));
}

/** Version of the cloud assembly schema with these fields; newer readers read it too. */
const SCHEMA = '36.0.0';
