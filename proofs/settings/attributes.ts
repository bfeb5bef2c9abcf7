import type { Template } from '../../domain/template/template';
import type { Placed } from '../model/templates';
import { NotModelledError } from '../not-modelled';
import type { Subject } from '../proof';

/** Types that hold what would be lost, or could no longer be read. */
const HOLDS_DATA = ['AWS::KMS::Key', 'AWS::Logs::LogGroup', 'AWS::S3::Bucket'];

const READ = ['DeletionPolicy', 'DependsOn', 'Metadata', 'Properties', 'Type', 'UpdateReplacePolicy'];
/** Values that keep data. A first deployment that fails leaves nothing: it has no data yet, and would block the next. */
const KEEPS = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' } as const;
const SECTIONS = ['Description', 'Outputs', 'Parameters', 'Resources', 'Rules'];
const REMEDY = 'Teach proofs/settings/attributes.ts what it does.';

/** Sections of a template and attributes of a resource: a macro or a condition could make anything of the rest. */
export function refuseUnread(stack: string, template: Template): void {
  for (const section of Object.keys(template)) {
    if (!SECTIONS.includes(section)) throw new NotModelledError(stack, `the section ${section}`, REMEDY);
  }
  for (const name of Object.keys(template.Parameters ?? {})) {
    if (name !== 'BootstrapVersion') throw new NotModelledError(stack, `the parameter ${name}`, REMEDY);
  }
}

/** Fate of a resource when its stack is deleted, or when another takes its place. */
export function brokenOfAttributes({ at, resource }: Placed, { config }: Subject): readonly string[] {
  for (const attribute of Object.keys(resource)) {
    if (!READ.includes(attribute)) throw new NotModelledError(at, `${attribute} of a resource`, REMEDY);
  }
  const attributes = resource as typeof resource & { readonly UpdateReplacePolicy?: string };
  const keeps = HOLDS_DATA.includes(resource.Type) && config.keepData;
  return (['DeletionPolicy', 'UpdateReplacePolicy'] as const)
    .filter((name) => (attributes[name] === KEEPS[name]) !== Boolean(keeps))
    .map(
      (name) =>
        `keys, logs and objects outlive their stack if the row keeps data. But: ${at} has ${name} ${attributes[name]}`,
    );
}
