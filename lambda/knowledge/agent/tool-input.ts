import { isObject } from '../../shared/fields';

/** Field of the input of a tool. */
export type InputField =
  | { readonly type: 'string'; readonly description: string; readonly pattern: RegExp; readonly most: number }
  | {
      readonly type: 'integer';
      readonly description: string;
      readonly least: number;
      readonly most: number;
      /** Value of a field that is missing. */
      readonly fallback: number;
    };

/** Fields of the input of a tool, by name. */
export type InputFields = Readonly<Record<string, InputField>>;

/** Input that has been checked, with every default. */
export type Input<F extends InputFields> = {
  readonly [N in keyof F]: F[N] extends { readonly type: 'string' } ? string : number;
};

/**
 * Returns the JSON Schema of an input, for the model. Limits are in the descriptions: Amazon Nova takes only `type`,
 * `properties` and `required` of a schema. The model is not trusted to obey it.
 */
export const inputSchema = (fields: InputFields) => ({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(fields).map(([name, { type, description }]) => [name, { type, description }]),
  ),
  required: Object.keys(fields).filter((name) => fields[name]?.type === 'string'),
});

/**
 * Checks the input that a model wrote for a tool.
 *
 * @returns the input, or what is wrong in words for the model; nothing of the input is repeated
 */
export function readInput<F extends InputFields>(fields: F, value: unknown): Input<F> | string {
  if (!isObject(value)) return 'the input must be an object';
  const names = Object.keys(fields);
  if (Object.keys(value).some((name) => !names.includes(name))) {
    return `the input must have no fields except ${names.join(', ')}`;
  }
  const wrong = names.find((name) => !isValid(fields[name] as InputField, value[name]));
  if (wrong !== undefined) return `${wrong} must be ${fields[wrong]?.description}`;
  return Object.fromEntries(names.map((name) => [name, value[name] ?? fallbackOf(fields[name])])) as Input<F>;
}

function isValid(field: InputField, value: unknown): boolean {
  if (field.type === 'string') {
    return typeof value === 'string' && [...value].length <= field.most && field.pattern.test(value);
  }
  if (value === undefined) return true;
  return Number.isInteger(value) && (value as number) >= field.least && (value as number) <= field.most;
}

const fallbackOf = (field: InputField | undefined) => (field?.type === 'integer' ? field.fallback : undefined);
