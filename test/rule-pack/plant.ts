import type { Template } from '../../domain/template/template';
import type { Fault } from './faults';

/** Where a fault is planted: in most cases at one place. */
export const placesOf = ({ at: [unit, type, id], andIn }: Fault): readonly Fault['at'][] =>
  [unit, ...(andIn ?? [])].map((each) => [each, type, id]);

/** A copy of the templates with the fault in it, and where that is. */
export function plant(fault: Fault, templates: Readonly<Record<string, Template>>) {
  const copy = structuredClone(templates);
  const [at] = placesOf(fault).map((place) => plantAt(place, fault.set, copy));
  return { templates: copy, at };
}

function plantAt([unit, type, id]: Fault['at'], [path, value]: Fault['set'], copy: Record<string, Template>): string {
  const [stack, template] = Object.entries(copy).find(([name]) => name.endsWith(`/${unit}`)) ?? [];
  const [logicalId, broken] =
    Object.entries(template?.Resources ?? {}).find(
      ([key, { Type }]) => Type === type && key.replace(/^Cidr\d+(x\d+)*/, '').startsWith(id),
    ) ?? [];
  if (!broken) throw new Error(`there is no ${type} ${id} in ${unit}: the fault was not planted`);
  const names = path.split('.');
  const last = names.pop() ?? '';
  let parent = broken.Properties as Record<string, unknown>;
  for (const name of names) parent = parent[name] as Record<string, unknown>;
  if (value === undefined && !(last in parent)) throw new Error(`there is no ${path} to take away`);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return `${stack}/${logicalId}`;
}
