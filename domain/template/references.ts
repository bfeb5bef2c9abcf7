import { OperatorError } from '../operator-error';
import type { Assembly, AssemblyStack, TemplateResource } from './assembly';

/** A resource, and where it stands. */
export interface Located {
  /** `<stack id>/<logical id>`: no other resource of the assembly has it. */
  readonly key: string;
  readonly stack: AssemblyStack;
  readonly logicalId: string;
  readonly resource: TemplateResource;
}

/**
 * Reads values of templates across the stacks of an assembly: a reference to a resource of another stack
 * (Fn::ImportValue) leads to the very resource that is exported there.
 */
export class References {
  readonly resources: readonly Located[];
  private readonly byKey: ReadonlyMap<string, Located>;
  private readonly exports: ReadonlyMap<string, { readonly stack: AssemblyStack; readonly value: unknown }>;

  /** How each intrinsic function is read; undefined for a form of it that is not. */
  private readonly intrinsics: Readonly<
    Record<string, (argument: unknown, stack: AssemblyStack) => string | undefined>
  > = {
    Ref: (id, stack) => this.hole(String(id), stack),
    'Fn::GetAtt': (path, stack) => this.hole(String(Array.isArray(path) ? path[0] : path).split('.')[0] ?? '', stack),
    'Fn::ImportValue': (name, stack) => this.imported(this.text(name, stack)),
    'Fn::Join': (argument, stack) => (Array.isArray(argument) ? this.joined(argument, stack) : undefined),
    'Fn::Sub': (pattern, stack) =>
      typeof pattern === 'string'
        ? pattern.replace(/\$\{([^}!.]+)[^}]*\}/g, (_, id: string) => this.hole(id, stack))
        : undefined,
  };

  constructor({ stacks }: Assembly) {
    this.resources = stacks.flatMap((stack) =>
      Object.entries(stack.template.Resources).map(([logicalId, resource]) => ({
        key: keyOf(stack, logicalId),
        stack,
        logicalId,
        resource,
      })),
    );
    this.byKey = new Map(this.resources.map((located) => [located.key, located]));
    this.exports = new Map(
      stacks.flatMap((stack) =>
        Object.values(stack.template.Outputs ?? {}).flatMap(({ Export, Value }) =>
          Export ? [[Export.Name, { stack, value: Value }] as const] : [],
        ),
      ),
    );
  }

  /**
   * `value` as text. What only the deployment knows stands in it as `${AWS::AccountId}`, and a resource as
   * `${<stack id>/<logical id>}`, whichever of its attributes is meant.
   *
   * @throws OperatorError on an intrinsic function that is not read here: a guess would be worse than no answer
   */
  text(value: unknown, stack: AssemblyStack): string {
    if (typeof value !== 'object' || value === null) return String(value);
    const [[name, argument] = [], ...others] = Object.entries(value);
    const read = others.length === 0 && name !== undefined ? this.intrinsics[name] : undefined;
    const text = read?.(argument, stack);
    if (text !== undefined) return text;
    throw new OperatorError(
      'PB-TEMPLATE-002',
      `${stack.id}: ${JSON.stringify(value)} cannot be read.`,
      'Teach domain/template/references.ts this intrinsic function.',
    );
  }

  /** The one resource that `value` refers to, if it is nothing but that. */
  target(value: unknown, stack: AssemblyStack): Located | undefined {
    if (value === undefined) return undefined;
    return this.byKey.get(/^\$\{([^}]+)\}$/.exec(this.text(value, stack))?.[1] ?? '');
  }

  /** Every resource that a text names, such as the group in `arn:aws:ec2:…:security-group/${<key>}`. */
  mentioned(text: string): readonly Located[] {
    return [...text.matchAll(/\$\{([^}]+)\}/g)].flatMap(([, key]) => this.byKey.get(key ?? '') ?? []);
  }

  private joined([separator, parts]: readonly unknown[], stack: AssemblyStack): string {
    return [parts]
      .flat()
      .map((part) => this.text(part, stack))
      .join(String(separator));
  }

  private hole(id: string, stack: AssemblyStack): string {
    return `\${${id in stack.template.Resources ? keyOf(stack, id) : id}}`;
  }

  /** What no stack of this assembly exports stays a name. */
  private imported(name: string): string {
    const exported = this.exports.get(name);
    return exported ? this.text(exported.value, exported.stack) : `\${${name}}`;
  }
}

const keyOf = ({ id }: AssemblyStack, logicalId: string) => `${id}/${logicalId}`;
