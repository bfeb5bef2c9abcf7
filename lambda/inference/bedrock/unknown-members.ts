import { NormalizedSchema } from '@smithy/core/schema';
import { type Fields, isObject } from '../../shared/fields';
import { join } from '../../shared/issues';
import type { Schema } from '../request/shape';

/** Enough names for a log line. */
const MOST_NAMES = 10;

/** Members of unions that this version of the SDK does not know. They are passed on; the log line has their names. */
export class UnknownMembers {
  private readonly names = new Set<string>();

  /** Adds the unknown members in a value of this schema. */
  in(schema: Schema | NormalizedSchema, value: unknown, path = ''): void {
    this.walk(NormalizedSchema.of(schema), value, path);
  }

  add(path: string): void {
    if (this.names.size < MOST_NAMES) this.names.add(path);
  }

  get list(): readonly string[] | undefined {
    return this.names.size > 0 ? [...this.names] : undefined;
  }

  private walk(schema: NormalizedSchema, value: unknown, path: string): void {
    if (schema.isListSchema() && Array.isArray(value)) {
      const member = schema.getValueSchema();
      for (const entry of value) this.walk(member, entry, path);
    }
    if (schema.isStructSchema() && isObject(value)) this.walkMembers(schema, value, path);
  }

  private walkMembers(schema: NormalizedSchema, value: Fields, path: string): void {
    const members = schema.getMemberSchemas();
    for (const name of Object.keys(value)) {
      const member = Object.hasOwn(members, name) ? members[name] : undefined;
      if (member) this.walk(member, value[name], join(path, name));
      else if (schema.isUnionSchema()) this.add(join(path, name));
    }
  }
}
