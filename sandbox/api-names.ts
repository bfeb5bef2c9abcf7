const renamed = (value: unknown, rename: (name: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((member) => renamed(member, rename));
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [rename(name.slice(0, 1)) + name.slice(1), renamed(member, rename)]),
  );
};

type Members = Readonly<Record<string, unknown>>;

/** Turns the names of an API into those of CloudFormation and Step Functions: the first letter becomes a capital. */
export function pascalNames(value: object): Members;
export function pascalNames(value: object | undefined): Members | undefined;
export function pascalNames(value: object | undefined): Members | undefined {
  return renamed(value, (letter) => letter.toUpperCase()) as Members | undefined;
}

/** Turns the names of CloudFormation and Step Functions into those of an API: the first letter becomes small. */
export const camelNames = (value: object): Members => renamed(value, (letter) => letter.toLowerCase()) as Members;
