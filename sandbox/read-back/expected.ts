import type { AssemblyStack } from '../../domain/template/assembly';
import { Intrinsics } from '../../domain/template/intrinsics';
import type { DeployedResource } from './deployed';

export interface Environment {
  readonly account: string;
  readonly region: string;
}

/** Evaluates templates with the names and ARNs that their resources were given. */
export class Expected {
  private readonly deployed: ReadonlyMap<string, DeployedResource>;
  private readonly templates: Intrinsics;

  constructor(
    stacks: readonly AssemblyStack[],
    deployed: readonly DeployedResource[],
    private readonly environment: Environment,
  ) {
    this.deployed = new Map(deployed.map((resource) => [`${resource.stack}/${resource.logicalId}`, resource]));
    const exports = new Map(
      stacks.flatMap(({ stackName, template }) =>
        Object.values(template.Outputs ?? {}).flatMap(({ Export, Value }) =>
          Export ? [[Export.Name, { stack: stackName, value: Value }] as const] : [],
        ),
      ),
    );
    this.templates = new Intrinsics({
      parameter: (name) => this.pseudoParameter(name),
      resource: (id, attribute, stack) => this.resource(`${stack}/${id}`, attribute),
      exported: (name) => exports.get(name),
      condition: () => undefined,
      isKnown: () => true,
    });
  }

  /**
   * @param stack name of the stack
   * @throws Unreadable for an intrinsic function that is not evaluated
   */
  valueOf(stack: string, value: unknown): unknown {
    return this.templates.value(value, stack);
  }

  private pseudoParameter(name: string): string | undefined {
    const { account, region } = this.environment;
    const known: Readonly<Record<string, string>> = {
      'AWS::AccountId': account,
      'AWS::Region': region,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
    };
    return known[name];
  }

  private resource(place: string, attribute: string | undefined): string | undefined {
    const resource = this.deployed.get(place);
    if (!resource) return undefined;
    if (attribute === undefined) return resource.physicalId ?? 'not-made';
    const known = resource.found?.attributes?.[attribute];
    if (known !== undefined) return known;
    // The same values as in stand_in.py, for a resource that it does not make.
    const { account, region } = this.environment;
    const service = resource.type.split('::')[1]?.toLowerCase();
    if (attribute.endsWith('Arn')) return `arn:aws:${service}:${region}:${account}:not-made/${attribute}`;
    return ATTRIBUTES_OF_UNMADE[attribute] ?? 'not-made';
  }
}

const ATTRIBUTES_OF_UNMADE: Readonly<Record<string, string>> = { GuardrailId: 'notmade', Version: '1' };
