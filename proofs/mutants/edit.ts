import type { TemplateResource } from '../../domain/template/template';
import type { Placed, Templates } from '../model/templates';

/** A value of JSON that is read by key. */
export type Json = Readonly<Record<string, unknown>>;
export type Path = readonly (string | number)[];
export type Properties = Json;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Returns the value at a path; undefined if there is none. */
export const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key], value);

/** A copy with something else at a path, or with nothing there (`undefined`): an item of a list goes, and the rest moves up. */
export function put(value: unknown, path: Path, next: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return next;
  const child = put((value as Json | undefined)?.[key], rest, next);
  if (Array.isArray(value)) {
    return child === undefined ? value.filter((_, index) => index !== key) : value.with(Number(key), child);
  }
  const { [key]: _, ...others } = (value ?? {}) as Json;
  return child === undefined ? others : { ...(value as Json), [key]: child };
}

/** The templates with another resource at that place, or with none. */
export const withResource = (templates: Templates, stack: string, id: string, resource?: TemplateResource): Templates =>
  put(templates, ['stacks', stack, 'template', 'Resources', id], resource) as Templates;

/** The templates with one property, or part of a property, changed or taken away. */
export const withProperty = (templates: Templates, { stack, logicalId }: Placed, path: Path, next?: unknown) =>
  put(templates, ['stacks', stack, 'template', 'Resources', logicalId, 'Properties', ...path], next) as Templates;

/** The templates with resources that were not there. */
export const withResources = (
  templates: Templates,
  stack: string,
  resources: Readonly<Record<string, TemplateResource>>,
): Templates =>
  Object.entries(resources).reduce((all, [id, resource]) => withResource(all, stack, id, resource), templates);
