import { NotModelledError } from '../not-modelled';
import { ATTRIBUTES } from './attributes';
import { ACCOUNT } from './physical-ids';
import { type Placed, placed, type Templates } from './templates';

const PARTITION = 'aws';
const REMEDY = 'Teach proofs/model/ what it becomes in a deployment.';

/**
 * Turns what a template holds into what AWS would receive: every intrinsic function becomes a value, across the stacks of
 * the deployment. What is not known is an error, never a hole.
 */
export class Resolver {
  readonly resources: readonly Placed[];
  private readonly byPlace: ReadonlyMap<string, Placed>;
  private readonly exports = new Map<string, { readonly stack: string; readonly value: unknown }>();

  /** Resolver of each intrinsic function. */
  private readonly intrinsics: Readonly<Record<string, (argument: unknown, stack: string) => unknown>> = {
    Ref: (id, stack) => this.reference(String(id), stack),
    'Fn::GetAtt': (path, stack) => {
      const [id = '', ...attribute] = Array.isArray(path) ? path.map(String) : String(path).split('.');
      return this.attribute(id, attribute.join('.'), stack);
    },
    'Fn::GetAZs': (_, stack) => ['a', 'b', 'c'].map((zone) => `${this.stackOf(stack).region}${zone}`),
    'Fn::ImportValue': (name, stack) => this.imported(this.text(name, stack), stack),
    'Fn::Join': (argument, stack) => {
      const [separator, parts] = argument as readonly [string, unknown];
      return (this.resolve(parts, stack) as readonly unknown[]).join(separator);
    },
    'Fn::Select': (argument, stack) => {
      const [index, values] = argument as readonly [unknown, unknown];
      return (this.resolve(values, stack) as readonly unknown[])[Number(this.resolve(index, stack))];
    },
    'Fn::Split': (argument, stack) => {
      const [separator, text] = argument as readonly [string, unknown];
      return this.text(text, stack).split(separator);
    },
    'Fn::Sub': (pattern, stack) => this.substituted(pattern, stack),
  };

  constructor(private readonly templates: Templates) {
    this.resources = placed(templates);
    this.byPlace = new Map(this.resources.map((resource) => [resource.at, resource]));
    for (const [stack, { template }] of Object.entries(templates.stacks)) {
      for (const { Export, Value } of Object.values(template.Outputs ?? {})) {
        if (Export) this.exports.set(String(Export.Name), { stack, value: Value });
      }
    }
  }

  /** @throws NotModelledError */
  resolve(value: unknown, stack: string): unknown {
    if (Array.isArray(value))
      return value.map((item) => this.resolve(item, stack)).filter((item) => item !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [name, argument] = entries[0] ?? ['', undefined];
    if (entries.length === 1 && (name === 'Ref' || name.startsWith('Fn::'))) {
      const answer = this.intrinsics[name];
      if (!answer) throw new NotModelledError(stack, name, REMEDY);
      return answer(argument, stack);
    }
    return Object.fromEntries(
      entries.map(([key, child]) => [key, this.resolve(child, stack)]).filter(([, child]) => child !== undefined),
    );
  }

  /** A value that must be text. */
  text(value: unknown, stack: string): string {
    const text = this.resolve(value, stack);
    if (typeof text === 'string' || typeof text === 'number') return String(text);
    throw new NotModelledError(stack, `${JSON.stringify(value)} as text`, REMEDY);
  }

  /** The properties of a resource, resolved. */
  properties({ resource, stack }: Placed): Readonly<Record<string, unknown>> {
    return this.resolve(resource.Properties ?? {}, stack) as Readonly<Record<string, unknown>>;
  }

  /** Returns the value of `Ref` (as `Ref`) or `Fn::GetAtt` of a resource. */
  attributeOf(at: Placed, attribute: string): string {
    const answer = ATTRIBUTES[`${at.resource.Type}.${attribute}`];
    if (!answer) throw new NotModelledError(at.at, `${attribute} of ${at.resource.Type}`, REMEDY);
    const { region, stackName } = this.stackOf(at.stack);
    const property = (name: string) => {
      const value = at.resource.Properties?.[name];
      return value === undefined ? undefined : this.text(value, at.stack);
    };
    return answer({ ...at, region, stackName, partition: PARTITION, property });
  }

  private attribute(logicalId: string, attribute: string, stack: string): string {
    const at = this.byPlace.get(`${stack}/${logicalId}`);
    if (!at)
      throw new NotModelledError(stack, `a reference to ${logicalId}, which this template does not hold,`, REMEDY);
    return this.attributeOf(at, attribute);
  }

  private reference(id: string, stack: string): unknown {
    const { region, stackName, template } = this.stackOf(stack);
    const pseudo: Readonly<Record<string, string>> = {
      'AWS::AccountId': ACCOUNT,
      'AWS::Partition': PARTITION,
      'AWS::Region': region,
      'AWS::StackName': stackName,
      'AWS::URLSuffix': 'amazonaws.com',
    };
    if (id === 'AWS::NoValue') return undefined;
    if (id in pseudo) return pseudo[id];
    const parameter = template.Parameters?.[id] as { readonly Default?: string } | undefined;
    if (parameter?.Default !== undefined) return parameter.Default;
    return this.attribute(id, 'Ref', stack);
  }

  private imported(name: string, stack: string): unknown {
    const exported = this.exports.get(name);
    if (!exported) throw new NotModelledError(stack, `the import of ${name}, which no stack exports,`, REMEDY);
    return this.resolve(exported.value, exported.stack);
  }

  private substituted(pattern: unknown, stack: string): string {
    if (typeof pattern !== 'string') throw new NotModelledError(stack, 'Fn::Sub with a map of variables', REMEDY);
    return pattern.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      const [id = '', ...attribute] = name.split('.');
      return attribute.length > 0 ? this.attribute(id, attribute.join('.'), stack) : String(this.reference(id, stack));
    });
  }

  private stackOf(stack: string) {
    const found = this.templates.stacks[stack];
    if (!found) throw new NotModelledError(stack, 'this stack', REMEDY);
    return found;
  }
}
