import { isDeepStrictEqual } from 'node:util';
import types from './data/resource-types.json';
import type { TemplateResource } from './template';

/** Facts of the CloudFormation registry about a resource type. */
interface ResourceType {
  /** Properties that CloudFormation changes only by replacing the resource, at least in some cases. */
  readonly createOnly: readonly string[];
  /** The resource holds data, which is lost with it. */
  readonly holdsData?: boolean;
  /** Property with a name that only one resource can have. */
  readonly name?: string;
}

/** The types of this project's templates, as tools/create-only.mjs reads them from the CDK CLI. */
export const RESOURCE_TYPES: Readonly<Record<string, ResourceType | undefined>> = types;

/** Returns the changed properties that make CloudFormation replace a resource; none: it is changed in place. */
export function replacedBy(before: TemplateResource, after: TemplateResource): readonly string[] {
  if (before.Type !== after.Type) return ['Type'];
  return (RESOURCE_TYPES[before.Type]?.createOnly ?? []).filter((name) => !isSame(name, before, after));
}

/** Both definitions have the same name of their own, so that both resources cannot exist at once. */
export function isSameName(before: TemplateResource, after: TemplateResource): boolean {
  const { name } = RESOURCE_TYPES[before.Type] ?? {};
  return name !== undefined && before.Properties?.[name] !== undefined && isSame(name, before, after);
}

const isSame = (property: string, before: TemplateResource, after: TemplateResource) =>
  isDeepStrictEqual(before.Properties?.[property], after.Properties?.[property]);

/** The resource holds data. */
export const holdsData = ({ Type }: TemplateResource): boolean => RESOURCE_TYPES[Type]?.holdsData === true;

/** CloudFormation keeps the resource when its definition or its stack is deleted. */
export const isKept = ({ DeletionPolicy }: TemplateResource): boolean =>
  DeletionPolicy === 'Retain' || DeletionPolicy === 'RetainExceptOnCreate';
