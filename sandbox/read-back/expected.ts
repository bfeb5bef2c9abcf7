import type { AssemblyStack } from '../../domain/template/assembly';
import type { DeployedResource } from './deployed';

export interface Environment {
  readonly account: string;
  readonly region: string;
}

/** Works out what a template says, with the names and ARNs that its resources were given. */
export class Expected {
  private readonly deployed = new Map<string, DeployedResource>();
  private readonly exports = new Map<string, { readonly stack: string; readonly value: unknown }>();

  constructor(
    stacks: readonly AssemblyStack[],
    deployed: readonly DeployedResource[],
    private readonly environment: Environment,
  ) {
    for (const resource of deployed) this.deployed.set(`${resource.stack}/${resource.logicalId}`, resource);
    for (const { stackName, template } of stacks) {
      for (const { Export, Value } of Object.values(template.Outputs ?? {})) {
        if (Export) this.exports.set(Export.Name, { stack: stackName, value: Value });
      }
    }
  }

  /** @throws Error on an intrinsic function that the templates did not have when this was written */
  valueOf(stack: string, value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.valueOf(stack, item));
    if (typeof value !== 'object' || value === null) return value;
    const [[name = '', argument] = [], ...others] = Object.entries(value);
    if (others.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) return this.call(stack, name, argument);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.valueOf(stack, item)]));
  }

  private call(stack: string, name: string, argument: unknown): unknown {
    switch (name) {
      case 'Ref':
        return this.ref(stack, String(argument));
      case 'Fn::GetAtt': {
        const [logicalId, attribute] = argument as [string, string];
        return this.attribute(stack, logicalId, attribute);
      }
      case 'Fn::Join': {
        const [separator, parts] = argument as [string, unknown[]];
        return parts.map((part) => this.valueOf(stack, part)).join(separator);
      }
      case 'Fn::Sub':
        return String(argument).replace(/\$\{([^}]+)\}/g, (_, logicalId: string) => this.ref(stack, logicalId));
      case 'Fn::ImportValue': {
        const exported = this.exports.get(String(argument));
        if (!exported) throw new Error(`nothing exports ${argument}`);
        return this.valueOf(exported.stack, exported.value);
      }
      default:
        throw new Error(`${name} is not known here`);
    }
  }

  private ref(stack: string, logicalId: string): string {
    if (logicalId === 'AWS::AccountId') return this.environment.account;
    if (logicalId === 'AWS::Region') return this.environment.region;
    if (logicalId === 'AWS::Partition') return 'aws';
    return this.deployed.get(`${stack}/${logicalId}`)?.physicalId ?? 'not-made';
  }

  private attribute(stack: string, logicalId: string, attribute: string): string {
    const { type = '', found } = this.deployed.get(`${stack}/${logicalId}`) ?? {};
    const known = found?.attributes?.[attribute];
    if (known !== undefined) return known;
    // What stand_in.py says of a resource that it could not make.
    const { account, region } = this.environment;
    const service = type.split('::')[1]?.toLowerCase();
    return attribute.endsWith('Arn') ? `arn:aws:${service}:${region}:${account}:not-made/${attribute}` : 'not-made';
  }
}
