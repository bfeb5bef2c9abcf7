import { isDeepStrictEqual } from 'node:util';
import { replacedBy } from '../../domain/template/create-only';
import type { Template } from '../../domain/template/template';
import { isObject } from '../../domain/template/value';

/** Stack as CloudFormation has it. */
export interface DeployedStack {
  readonly name: string;
  readonly status: string;
  readonly terminationProtection: boolean;
  readonly template: Template;
}

/** Stack as the assembly has it. */
export interface PlannedStack {
  /** Id in the CDK CLI. */
  readonly id: string;
  readonly name: string;
  readonly terminationProtection: boolean;
  readonly template: Template;
}

/** One stack before and after a change. One of both is there. */
export interface StackPair {
  readonly name: string;
  readonly deployed?: DeployedStack;
  /** Absent if no row has the stack any more. */
  readonly planned?: PlannedStack;
  /** Place in the order of the assembly, in which each stack comes after those that it uses. Deletions come last. */
  readonly rank: number;
}

export type Change = 'same' | 'create' | 'update' | 'delete';

export function changeOf({ deployed, planned }: StackPair): Change {
  if (!planned) return 'delete';
  if (!deployed) return 'create';
  const same =
    isDeepStrictEqual(deployed.template, planned.template) &&
    deployed.terminationProtection === planned.terminationProtection;
  return same ? 'same' : 'update';
}

/** Pairs the stacks of an assembly with the deployed ones by name. */
export function pairStacks(deployed: readonly DeployedStack[], planned: readonly PlannedStack[]): readonly StackPair[] {
  const found = (name: string) => deployed.find((stack) => stack.name === name);
  const forgotten = deployed.filter(({ name }) => !planned.some((stack) => stack.name === name));
  return [
    ...planned.map((stack, rank) => {
      const before = found(stack.name);
      return { name: stack.name, planned: stack, rank, ...(before && { deployed: before }) };
    }),
    ...forgotten.map((stack, at) => ({
      name: stack.name,
      deployed: stack,
      rank: planned.length + forgotten.length - at,
    })),
  ];
}

/** Returns the value of each export by its name. Names that are not text belong to no stack of the CDK. */
export function exportsOf({ Outputs = {} }: Template): ReadonlyMap<string, unknown> {
  const exported = Object.values(Outputs).flatMap(({ Value, Export }): [string, unknown][] =>
    typeof Export?.Name === 'string' ? [[Export.Name, Value]] : [],
  );
  return new Map(exported);
}

/** Returns the names of the exports that a part of a template imports. */
export function importsOf(part: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isObject(value)) {
      const name = value['Fn::ImportValue'];
      if (typeof name === 'string') names.add(name);
      Object.values(value).forEach(visit);
    }
  };
  visit(part);
  return names;
}

/** Logical id and create-only properties of each resource that an update replaces. */
export function replacements({ deployed, planned }: StackPair): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const [id, before] of Object.entries(deployed?.template.Resources ?? {})) {
    const after = planned?.template.Resources[id];
    const properties = after ? replacedBy(before, after) : [];
    if (properties.length > 0) found.set(id, properties);
  }
  return found;
}

/** Returns the exports of a deployed stack that an update or a deletion removes, and those whose value it changes. */
export function withdrawnExports(pair: StackPair): {
  readonly removed: readonly string[];
  readonly changed: readonly string[];
} {
  const before = exportsOf(pair.deployed?.template ?? { Resources: {} });
  const after = exportsOf(pair.planned?.template ?? { Resources: {} });
  const replaced = replacements(pair);
  const isMoved = (value: unknown) => {
    const source = isObject(value) ? (value.Ref ?? [value['Fn::GetAtt']].flat()[0]) : undefined;
    return typeof source === 'string' && replaced.has(source);
  };
  const names = [...before.keys()];
  return {
    removed: names.filter((name) => !after.has(name)),
    changed: names.filter(
      (name) => after.has(name) && (!isDeepStrictEqual(before.get(name), after.get(name)) || isMoved(before.get(name))),
    ),
  };
}
