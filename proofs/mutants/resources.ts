import { type Placed, placed } from '../model/templates';
import type { Subject } from '../proof';
import { type Path, withProperty } from './edit';
import type { Change, Operator } from './mutant';

/** A property, or part of one, that becomes something else; `undefined`: that goes. */
export interface PropertyEdit {
  readonly what?: string;
  readonly path: Path;
  readonly to?: unknown;
}

/** An operator that changes properties of the resources of one type, or of every type that matches. */
export function onResources(
  kind: string,
  type: string | RegExp,
  edits: (properties: Readonly<Record<string, unknown>>, resource: Placed, subject: Subject) => readonly PropertyEdit[],
): Operator {
  const changes = (subject: Subject): readonly Change[] =>
    resourcesOf(subject, type).flatMap((resource) =>
      edits(resource.resource.Properties ?? {}, resource, subject).map(({ what = '', path, to }) => ({
        what,
        at: resource.at,
        templates: withProperty(subject.templates, resource, path, to),
      })),
    );
  return { kind, changes };
}

export const resourcesOf = ({ templates }: Subject, type: string | RegExp): readonly Placed[] =>
  placed(templates).filter(({ resource }) =>
    type instanceof RegExp ? type.test(resource.Type) : resource.Type === type,
  );
