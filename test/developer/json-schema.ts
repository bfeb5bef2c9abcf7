/** Schema in the part of JSON Schema 2020-12 that `schemaErrors` reads. */
export interface Schema {
  readonly type?: 'array' | 'object' | 'string';
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: false;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly oneOf?: readonly Schema[];
}

const KEYWORDS = [
  ...['$id', '$schema', 'additionalProperties', 'description', 'enum', 'items', 'maxItems', 'maxLength', 'minItems'],
  ...['minLength', 'oneOf', 'pattern', 'properties', 'required', 'title', 'type'],
];

/** Returns what of a value breaks a schema, by place. Throws for a keyword that it does not read. */
export function schemaErrors(schema: Schema, value: unknown, at = ''): readonly string[] {
  const unread = Object.keys(schema).filter((keyword) => !KEYWORDS.includes(keyword));
  if (unread.length > 0) throw new Error(`${at}: ${unread.join()} is not read`);
  const alternatives = (schema.oneOf ?? []).filter((one) => schemaErrors(one, value, at).length === 0);
  return [
    ...(schema.oneOf && alternatives.length !== 1 ? [`${at} is ${alternatives.length} of its kinds`] : []),
    ...(schema.enum && !schema.enum.includes(String(value)) ? [`${at} is none of ${schema.enum.join()}`] : []),
    ...ofType(schema, value, at),
  ];
}

function ofType(schema: Schema, value: unknown, at: string): readonly string[] {
  if (schema.type === 'string') return ofText(schema, value, at);
  if (schema.type === 'array') return ofList(schema, value, at);
  return schema.type === 'object' ? ofObject(schema, value, at) : [];
}

function ofText({ minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern }: Schema, value: unknown, at: string) {
  if (typeof value !== 'string') return [`${at} is no text`];
  const { length } = [...value];
  const matches = pattern === undefined || new RegExp(pattern, 'u').test(value);
  return length >= minLength && length <= maxLength && matches ? [] : [`${at} is '${value}'`];
}

function ofList({ minItems = 0, maxItems = Number.POSITIVE_INFINITY, items = {} }: Schema, value: unknown, at: string) {
  if (!Array.isArray(value)) return [`${at} is no list`];
  const errors = value.flatMap((one, index) => schemaErrors(items, one, `${at}[${index}]`));
  return value.length >= minItems && value.length <= maxItems ? errors : [...errors, `${at} has ${value.length} items`];
}

function ofObject({ properties = {}, required = [], additionalProperties }: Schema, value: unknown, at: string) {
  if (typeof value !== 'object' || value === null) return [`${at} is no object`];
  return [
    ...required.filter((name) => !Object.hasOwn(value, name)).map((name) => `${at} lacks ${name}`),
    ...Object.entries(value).flatMap(([name, one]) => {
      const own = properties[name];
      if (own) return schemaErrors(own, one, `${at}.${name}`);
      return additionalProperties === false ? [`${at} has ${name}`] : [];
    }),
  ];
}
