/** Guardrail of a deployment. */
export interface Guardrail {
  readonly id: string;
  readonly version: string;
}

/** Reads the environment variables of a function at its start, and reports every one that is missing or wrong. */
export class Environment {
  private readonly problems: string[] = [];

  constructor(private readonly variables: Readonly<Record<string, string | undefined>>) {}

  /**
   * Reads a variable that the function needs. After a problem the result is undefined; `check` then throws.
   *
   * @param read returns undefined for a wrong value
   */
  demand<T>(name: string, read: (text: string | undefined) => T | undefined, expected: string): T {
    const text = this.optional(name);
    const value = read(text);
    if (value === undefined) this.problems.push(`${name} ${text ? 'is wrong' : 'is missing'}: expected ${expected}`);
    return value as T;
  }

  /** Returns a variable; undefined if it is missing or empty. */
  optional(name: string): string | undefined {
    return this.variables[name] || undefined;
  }

  /** Reads the guardrail: both variables or neither. */
  guardrail(names: { readonly id: string; readonly version: string }): Guardrail | undefined {
    const id = this.optional(names.id);
    const version = this.optional(names.version);
    if (version) this.demand(names.id, () => id, `an id, because ${names.version} is set`);
    if (id) this.demand(names.version, () => version, `a version, because ${names.id} is set`);
    return id && version ? { id, version } : undefined;
  }

  /** @throws Error that names every variable with a problem */
  check(functionName: string): void {
    if (this.problems.length === 0) return;
    throw new Error(`Wrong environment of the ${functionName}:\n  ${this.problems.join('\n  ')}`);
  }
}

/** Reads a name without white space. */
export const nameIn = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\S+$/.test(value) ? value : undefined;

/** Reads a whole number within limits. */
export const wholeNumberIn =
  (least: number, most: number) =>
  (text: string | undefined): number | undefined => {
    if (!text || !/^\d{1,9}$/.test(text)) return undefined;
    const value = Number(text);
    return value >= least && value <= most ? value : undefined;
  };

/** Reads a JSON array of at least one model id. */
export const modelsIn = (text: string | undefined): readonly [string, ...string[]] | undefined => {
  try {
    const value: unknown = JSON.parse(text ?? '');
    const [first, ...others] = Array.isArray(value) ? value.map(nameIn) : [];
    return first !== undefined && others.every((other) => other !== undefined) ? [first, ...others] : undefined;
  } catch {
    return undefined;
  }
};
