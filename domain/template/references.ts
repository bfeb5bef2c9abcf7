import { AppResources } from './app-resources';
import type { Assembly, AssemblyStack } from './assembly';
import type { TemplateResource } from './template';

/** Resource of an assembly, with its stack. */
export interface Located {
  /** `<stack id>/<logical id>`: no other resource of the assembly has it. */
  readonly key: string;
  readonly stack: AssemblyStack;
  readonly logicalId: string;
  readonly resource: TemplateResource;
}

/** The resources of an assembly, and the reading of values of its templates. */
export class References {
  readonly app: AppResources;
  readonly resources: readonly Located[];
  private readonly byKey: ReadonlyMap<string, Located>;

  constructor({ stacks }: Assembly) {
    this.app = new AppResources(Object.fromEntries(stacks.map(({ id, template }) => [id, template])));
    this.resources = stacks.flatMap((stack) =>
      Object.entries(stack.template.Resources).map(([logicalId, resource]) => ({
        key: `${stack.id}/${logicalId}`,
        stack,
        logicalId,
        resource,
      })),
    );
    this.byKey = new Map(this.resources.map((located) => [located.key, located]));
  }

  /** Returns `value` as text, with placeholders as `AppResources.text` has them. */
  text(value: unknown, stack: AssemblyStack): string {
    return this.app.text(value, stack.id);
  }

  /** Returns the resource that `value` refers to; undefined if it is not a resource of this assembly. */
  target(value: unknown, stack: AssemblyStack): Located | undefined {
    return this.byKey.get(this.app.target(value, stack.id)?.at ?? '');
  }

  /** Returns every resource that a text refers to, such as the group in `arn:aws:ec2:…:security-group/<…>`. */
  mentioned(text: string): readonly Located[] {
    return this.app.mentioned(text).flatMap(({ at }) => this.byKey.get(at) ?? []);
  }
}
