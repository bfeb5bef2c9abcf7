import { intrinsic, isObject, list, Unreadable, unlessUnreadable } from './value';

/** Answers for the values that a template refers to. */
export interface Answers {
  /** Value of a pseudo parameter or a parameter; undefined if it is not known. */
  readonly parameter: (name: string, stack: string) => string | undefined;
  /** Value of `Ref` (without an attribute) or of `Fn::GetAtt`; undefined if the stack has no such resource. */
  readonly resource: (logicalId: string, attribute: string | undefined, stack: string) => string | undefined;
  /** Exported value and the stack that exports it; undefined if it is not known. */
  readonly exported: (name: string) => { readonly stack: string; readonly value: unknown } | undefined;
  /** Definition of a condition in the template; undefined if it does not exist. */
  readonly condition: (name: string, stack: string) => unknown;
  /** Tells whether the text holds no placeholder for a value that only the deployment knows. */
  readonly isKnown: (text: string) => boolean;
}

/**
 * Evaluates intrinsic functions of templates. Every value is either understood or an error: a guess would be worse than
 * no answer. `stack` is always the id of the stack whose template holds the value.
 */
export class Intrinsics {
  private readonly functions: Readonly<Record<string, (argument: unknown, stack: string) => unknown>> = {
    Ref: (name, stack) => this.reference(name, stack),
    'Fn::GetAtt': (path, stack) => this.attribute(path, stack),
    'Fn::ImportValue': (name, stack) => this.imported(this.text(name, stack), stack),
    'Fn::Join': (argument, stack) => this.join(argument, stack),
    'Fn::Sub': (argument, stack) => this.substitute(argument, stack),
    'Fn::Select': (argument, stack) => this.select(argument, stack),
    'Fn::Split': (argument, stack) => this.split(argument, stack),
    'Fn::If': (argument, stack) => this.value(this.branch(argument, stack), stack),
  };

  constructor(private readonly answers: Answers) {}

  /**
   * Evaluates every intrinsic function in the value. The result omits every `AWS::NoValue`.
   *
   * @throws Unreadable
   */
  value(value: unknown, stack: string): unknown {
    if (Array.isArray(value)) return value.map((item) => this.value(item, stack)).filter((item) => item !== undefined);
    if (!isObject(value)) return value;
    const [name, argument] = intrinsic(value) ?? [];
    if (name !== undefined) {
      const evaluate = this.functions[name];
      if (!evaluate) throw new Unreadable(value, { stack });
      return evaluate(argument, stack);
    }
    const entries = Object.entries(value).map(([key, child]) => [key, this.value(child, stack)] as const);
    return Object.fromEntries(entries.filter(([, child]) => child !== undefined));
  }

  /**
   * Evaluates a value that is text.
   *
   * @throws Unreadable
   */
  text(value: unknown, stack: string): string {
    const text = typeof value === 'object' ? this.value(value, stack) : value;
    if (typeof text === 'string') return text;
    if (typeof text === 'number' || typeof text === 'boolean') return String(text);
    throw new Unreadable(value ?? null, { stack });
  }

  /** Replaces every `Fn::If` whose condition can be decided by its branch, and keeps the others. */
  withoutConditions(value: unknown, stack: string): unknown {
    if (Array.isArray(value)) return value.map((item) => this.withoutConditions(item, stack));
    if (!isObject(value)) return value;
    const [name, argument] = intrinsic(value) ?? [];
    if (name === 'Fn::If') {
      const branch = unlessUnreadable(() => ({ value: this.branch(argument, stack) }));
      if (branch) return this.withoutConditions(branch.value, stack);
    }
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, this.withoutConditions(child, stack)]));
  }

  private reference(name: unknown, stack: string): string | undefined {
    if (name === 'AWS::NoValue') return undefined;
    const id = String(name);
    const found = this.answers.parameter(id, stack) ?? this.answers.resource(id, undefined, stack);
    if (found === undefined) throw new Unreadable({ Ref: name }, { stack });
    return found;
  }

  private attribute(path: unknown, stack: string): string {
    const [id, ...names]: readonly unknown[] = typeof path === 'string' ? path.split('.') : list(path);
    const attribute = names.map((name) => this.text(name, stack)).join('.');
    const found = typeof id === 'string' && attribute ? this.answers.resource(id, attribute, stack) : undefined;
    if (found === undefined) throw new Unreadable({ 'Fn::GetAtt': path }, { stack });
    return found;
  }

  private imported(name: string, stack: string): unknown {
    const exported = this.answers.exported(name);
    if (!exported) throw new Unreadable({ 'Fn::ImportValue': name }, { stack });
    return this.value(exported.value, exported.stack);
  }

  private join(argument: unknown, stack: string): string {
    const [separator, list] = pair(argument) ?? [];
    const parts = Array.isArray(list) ? list : this.value(list, stack);
    if (typeof separator !== 'string' || !Array.isArray(parts))
      throw new Unreadable({ 'Fn::Join': argument }, { stack });
    return parts.map((part) => this.text(part, stack)).join(separator);
  }

  private substitute(argument: unknown, stack: string): string {
    const [pattern, variables] = typeof argument === 'string' ? [argument, {}] : (pair(argument) ?? []);
    if (typeof pattern !== 'string' || !isObject(variables)) throw new Unreadable({ 'Fn::Sub': argument }, { stack });
    return pattern.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (Object.hasOwn(variables, name)) return this.text(variables[name], stack);
      return this.text(name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name }, stack);
    });
  }

  private select(argument: unknown, stack: string): unknown {
    const [index, list] = pair(argument) ?? [];
    const items = Array.isArray(list) ? list : this.value(list, stack);
    const at = Number(this.text(index, stack));
    if (!Array.isArray(items) || !(at in items)) throw new Unreadable({ 'Fn::Select': argument }, { stack });
    return this.value(items[at], stack);
  }

  private split(argument: unknown, stack: string): readonly string[] {
    const [separator, text] = pair(argument) ?? [];
    const whole = this.text(text, stack);
    // A placeholder may become text that holds the separator.
    if (typeof separator !== 'string' || separator === '' || !this.answers.isKnown(whole)) {
      throw new Unreadable({ 'Fn::Split': argument }, { stack });
    }
    return whole.split(separator);
  }

  private branch(argument: unknown, stack: string): unknown {
    const [name, yes, no] = Array.isArray(argument) && argument.length === 3 ? argument : [];
    const holds = unlessUnreadable(() => this.holds({ Condition: name }, stack));
    if (holds === undefined) throw new Unreadable({ 'Fn::If': argument }, { stack });
    return holds ? yes : no;
  }

  private holds(condition: unknown, stack: string): boolean {
    const [name, argument] = intrinsic(condition) ?? [];
    if (name === 'Condition') return this.holds(this.answers.condition(String(argument), stack), stack);
    const operands = Array.isArray(argument) ? argument : [];
    if (name === 'Fn::And') return operands.every((operand) => this.holds(operand, stack));
    if (name === 'Fn::Or') return operands.some((operand) => this.holds(operand, stack));
    if (name === 'Fn::Not') return !this.holds(operands[0], stack);
    if (name !== 'Fn::Equals') throw new Unreadable(condition ?? null, { stack });
    const [left = '', right = ''] = operands.map((operand) => this.text(operand, stack));
    if (left !== right && !(this.answers.isKnown(left) && this.answers.isKnown(right))) {
      throw new Unreadable(condition, { stack });
    }
    return left === right;
  }
}

const pair = (argument: unknown): readonly unknown[] | undefined =>
  Array.isArray(argument) && argument.length === 2 ? argument : undefined;
