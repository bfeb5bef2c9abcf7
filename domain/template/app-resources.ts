import type { Template, Templates } from './template';
import { Unreadable } from './unreadable';
import { intrinsic, property } from './value';

/** A resource, and where it stands. */
export interface Located {
  /** `<stack id>/<logical id>`: no other resource of the app has it. */
  readonly at: string;
  readonly stack: string;
  readonly type: string;
  readonly properties: unknown;
}

/** All resources of an app, and how a value of one template reads, across stacks. */
export class AppResources {
  readonly all: readonly Located[];
  private readonly byPlace: ReadonlyMap<string, Located>;
  private readonly byType = new Map<string, Located[]>();
  private readonly exports = new Map<string, { readonly stack: string; readonly value: unknown }>();

  constructor(templates: Templates) {
    this.all = Object.entries(templates).flatMap(([stack, { Resources }]) =>
      Object.entries(Resources).map(([id, { Type, Properties }]) => ({
        at: `${stack}/${id}`,
        stack,
        type: Type,
        properties: Properties,
      })),
    );
    this.byPlace = new Map(this.all.map((resource) => [resource.at, resource]));
    for (const resource of this.all) {
      const others = this.byType.get(resource.type);
      if (others) others.push(resource);
      else this.byType.set(resource.type, [resource]);
    }
    for (const [stack, template] of Object.entries(templates)) this.export(stack, template);
  }

  find(at: string): Located | undefined {
    return this.byPlace.get(at);
  }

  ofType(type: string): readonly Located[] {
    return this.byType.get(type) ?? [];
  }

  /**
   * `value` as text. What only the deployment knows stands in it in angle brackets: `<AWS::AccountId>`, and a resource
   * as `<stack id/logical id>` or `<stack id/logical id.Attribute>`. What no stack of the app exports stays a name.
   *
   * @param stack the one whose template has the value
   * @throws Unreadable on an intrinsic function that is not read here, and on parameters, whose value nobody knows
   */
  text(value: unknown, stack: string): string {
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    const [name, argument] = intrinsic(value) ?? [];
    if (name === 'Ref') return this.reference(String(argument), stack);
    if (name === 'Fn::GetAtt')
      return this.reference(Array.isArray(argument) ? argument.join('.') : String(argument), stack);
    if (name === 'Fn::ImportValue') return this.imported(this.text(argument, stack));
    if (name === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1])) {
      return argument[1].map((part) => this.text(part, stack)).join(String(argument[0]));
    }
    if (name === 'Fn::Sub') return this.substituted(argument, stack);
    throw new Unreadable(value);
  }

  /** The resource that a text refers to, if it is nothing but that; of any of its attributes. */
  named(text: string): Located | undefined {
    return this.find(/^<([^<>]+?)(\.[\w.]+)?>$/.exec(text)?.[1] ?? '');
  }

  /** The one resource that `value` refers to; undefined for one that is not of this app. */
  target(value: unknown, stack: string): Located | undefined {
    return value === undefined ? undefined : this.named(this.text(value, stack));
  }

  private reference(path: string, stack: string): string {
    const [id = ''] = path.split('.');
    if (path.startsWith('AWS::') && path !== 'AWS::NoValue') return `<${path}>`;
    if (!this.byPlace.has(`${stack}/${id}`)) throw new Unreadable({ Ref: path });
    return `<${stack}/${path}>`;
  }

  private substituted(argument: unknown, stack: string): string {
    const [pattern, variables] = Array.isArray(argument) ? argument : [argument, {}];
    if (typeof pattern !== 'string') throw new Unreadable({ 'Fn::Sub': argument });
    return pattern.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      const variable = property(variables, name);
      return variable === undefined ? this.reference(name, stack) : this.text(variable, stack);
    });
  }

  private imported(name: string): string {
    const exported = this.exports.get(name);
    return exported ? this.text(exported.value, exported.stack) : `<${name}>`;
  }

  private export(stack: string, { Outputs = {} }: Template): void {
    for (const { Export, Value } of Object.values(Outputs)) {
      if (typeof Export?.Name === 'string') this.exports.set(Export.Name, { stack, value: Value });
    }
  }
}
