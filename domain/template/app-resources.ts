import { Intrinsics } from './intrinsics';
import { expand } from './serverless';
import type { Template, Templates } from './template';
import { Unreadable, unlessUnreadable } from './value';

/** Resource of a template, with its place. */
export interface Located {
  /** `<stack id>/<logical id>`: no other resource of the app has it. */
  readonly at: string;
  readonly stack: string;
  readonly type: string;
  readonly properties: unknown;
}

interface Exported {
  readonly stack: string;
  readonly value: unknown;
}

/** Pseudo parameters that differ from stack to stack. */
const OF_STACK = ['AWS::NotificationARNs', 'AWS::StackId', 'AWS::StackName'];

/** All resources of an app, and the reading of values of its templates, across stacks. */
export class AppResources {
  readonly all: readonly Located[];
  private readonly byPlace: ReadonlyMap<string, Located>;
  private readonly byType = new Map<string, Located[]>();
  private readonly exports = new Map<string, readonly Exported[]>();
  private readonly intrinsics: Intrinsics;

  constructor(templates: Templates) {
    const places = new Set(
      Object.entries(templates).flatMap(([stack, { Resources }]) =>
        Object.keys(Resources).map((id) => `${stack}/${id}`),
      ),
    );
    this.intrinsics = new Intrinsics({
      parameter: (name, stack) => pseudoParameter(name, stack),
      resource: (id, attribute, stack) =>
        places.has(`${stack}/${id}`) ? `<${[`${stack}/${id}`, attribute].filter(Boolean).join('.')}>` : undefined,
      exported: (name) => this.exported(name),
      condition: (name, stack) => templates[stack]?.Conditions?.[name],
      isKnown: (text) => !/<[^<>]+>/.test(text),
    });
    this.all = Object.entries(templates).flatMap(([stack, template]) =>
      Object.entries(template.Resources).map(([id, { Type, Properties }]) => ({
        at: `${stack}/${id}`,
        stack,
        type: Type,
        properties: template.Conditions ? this.intrinsics.withoutConditions(Properties, stack) : Properties,
      })),
    );
    this.byPlace = new Map(this.all.map((resource) => [resource.at, resource]));
    for (const resource of this.all.flatMap((one) => [one, ...partsOf(one)])) {
      const others = this.byType.get(resource.type);
      if (others) others.push(resource);
      else this.byType.set(resource.type, [resource]);
    }
    for (const [stack, template] of Object.entries(templates)) this.export(stack, template);
  }

  find(at: string): Located | undefined {
    return this.byPlace.get(at);
  }

  /** Returns the resource and, for a type of AWS SAM, the resources that it stands for. */
  partsAt(at: string): readonly Located[] {
    const resource = this.find(at);
    return resource ? [resource, ...partsOf(resource)] : [];
  }

  ofType(type: string): readonly Located[] {
    return this.byType.get(type) ?? [];
  }

  /**
   * Returns `value` as text. A value that only the deployment knows is a placeholder in angle brackets:
   * `<AWS::AccountId>`, and a resource `<stack id/logical id>` or `<stack id/logical id.Attribute>`. An import that no
   * stack of the app exports stays a name.
   *
   * @param stack id of the stack whose template holds the value
   * @throws Unreadable for an intrinsic function that is not evaluated, and for parameters, whose value is not known
   */
  text(value: unknown, stack: string): string {
    return this.intrinsics.text(value, stack);
  }

  /** Returns `value` as text; undefined if it is absent or empty. @throws Unreadable */
  given(value: unknown, stack: string): string | undefined {
    return value === undefined ? undefined : this.text(value, stack) || undefined;
  }

  /** Tells whether a property is true, as a boolean or as text. @throws Unreadable */
  isTrue(value: unknown, stack: string): boolean {
    return this.given(value, stack)?.toLowerCase() === 'true';
  }

  /** Returns the resource that the text is a placeholder of, for any of its attributes. */
  named(text: string): Located | undefined {
    return this.find(/^<([^<>]+?)(\.[\w.]+)?>$/.exec(text)?.[1] ?? '');
  }

  /** Returns the resource that `value` refers to; undefined if it is not a resource of this app. */
  target(value: unknown, stack: string): Located | undefined {
    return value === undefined ? undefined : this.named(this.text(value, stack));
  }

  /** Returns every resource whose placeholder is part of the text, such as `arn:…:security-group/<stack id/logical id>`. */
  mentioned(text: string): readonly Located[] {
    return (text.match(/<[^<>]+>/g) ?? []).flatMap((placeholder) => this.named(placeholder) ?? []);
  }

  private exported(name: string): Exported | undefined {
    const found = this.exports.get(name) ?? [{ stack: '', value: `<${name}>` }];
    return found.length === 1 ? found[0] : undefined;
  }

  private export(stack: string, { Outputs = {} }: Template): void {
    for (const { Export, Value } of Object.values(Outputs)) {
      const name = Export && this.exportName(Export.Name, stack);
      if (name) this.exports.set(name, [...(this.exports.get(name) ?? []), { stack, value: Value }]);
    }
  }

  /** Returns undefined for a name that cannot be read: an import of it stays a name. */
  private exportName(name: unknown, stack: string): string | undefined {
    try {
      return this.text(name, stack);
    } catch (error) {
      if (error instanceof Unreadable) return undefined;
      throw error;
    }
  }
}

/** Resources that a resource of AWS SAM stands for. */
const partsOf = ({ at, stack, type, properties }: Located): readonly Located[] =>
  (unlessUnreadable(() => expand(type, properties)) ?? []).map((part) => ({ at, stack, ...part }));

function pseudoParameter(name: string, stack: string): string | undefined {
  if (OF_STACK.includes(name)) return `<${stack}/${name}>`;
  return name.startsWith('AWS::') ? `<${name}>` : undefined;
}
