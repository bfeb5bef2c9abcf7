import type { Assembly } from '../../domain/template/assembly';
import type { Template, TemplateResource } from '../../domain/template/template';

/** The templates of one deployment, as `cdk synth` writes them: what is proved, and what the mutants are made from. */
export interface Templates {
  /** Name of the row. */
  readonly deployment: string;
  /** Templates by stack id, `<deployment>/<unit>`. */
  readonly stacks: Readonly<Record<string, StackTemplate>>;
}

export interface StackTemplate {
  readonly stackName: string;
  readonly region: string;
  readonly template: Template;
}

/** A resource and where it stands. */
export interface Placed {
  /** `<stack id>/<logical id>`. */
  readonly at: string;
  readonly stack: string;
  readonly logicalId: string;
  readonly resource: TemplateResource;
}

export function templatesOf(assembly: Assembly): Templates {
  const stacks = Object.fromEntries(
    assembly.stacks.map(({ id, stackName, region, template }) => [id, { stackName, region, template }]),
  );
  return { deployment: assembly.stacks[0]?.id.split('/')[0] ?? '', stacks };
}

export function placed({ stacks }: Templates): readonly Placed[] {
  return Object.entries(stacks).flatMap(([stack, { template }]) =>
    Object.entries(template.Resources).map(([logicalId, resource]) => ({
      at: `${stack}/${logicalId}`,
      stack,
      logicalId,
      resource,
    })),
  );
}
