import type { AppResources } from './app-resources';
import { assertOperator, type Condition, demands } from './condition';
import { covers, said } from './patterns';
import { entries, list, property, Unreadable } from './value';

/** `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` for everybody. */
export interface Principal {
  readonly kind: string;
  readonly id: string;
}

/**
 * One statement of a policy document. Each part is read when a rule asks for it, so that a rule fails for what it has
 * to understand, and for nothing else.
 */
export class Statement {
  constructor(
    private readonly json: unknown,
    private readonly stack: string,
    private readonly app: AppResources,
  ) {}

  get allows(): boolean {
    return this.effect === 'Allow';
  }

  get denies(): boolean {
    return this.effect === 'Deny';
  }

  get actions(): readonly string[] {
    return this.texts('Action');
  }

  get resources(): readonly string[] {
    return this.texts('Resource');
  }

  /** It speaks of everything beside some actions. */
  get hasNotAction(): boolean {
    return property(this.json, 'NotAction') !== undefined;
  }

  get hasNotResource(): boolean {
    return property(this.json, 'NotResource') !== undefined;
  }

  /** With a NotPrincipal, everybody. */
  get principals(): readonly Principal[] {
    if (property(this.json, 'NotPrincipal') !== undefined) return [{ kind: '*', id: '*' }];
    const principal = property(this.json, 'Principal');
    if (principal === '*') return [{ kind: '*', id: '*' }];
    return entries(principal).flatMap(([kind, ids]) =>
      list(ids).map((id) => ({ kind, id: this.app.text(id, this.stack) })),
    );
  }

  get conditions(): readonly Condition[] {
    return entries(property(this.json, 'Condition')).flatMap(([operator, keys]) => {
      assertOperator(operator);
      return entries(keys).map(([key, values]) => ({
        operator,
        key: key.toLowerCase(),
        values: list(values).map((value) => this.app.text(value, this.stack)),
      }));
    });
  }

  /** How a reader finds it: by its Sid, else by its first action. */
  get name(): string {
    const sid = property(this.json, 'Sid');
    return typeof sid === 'string' ? sid : (this.actions[0] ?? 'NotAction');
  }

  /** Whether it speaks of this action, on whatever resource. */
  speaksOf(action: string): boolean {
    if (this.hasNotAction) return !this.texts('NotAction').some((pattern) => covers(pattern, action));
    return this.actions.some((pattern) => covers(pattern, action));
  }

  demands(key: string, options?: { readonly ifExists: boolean }): boolean {
    return demands(this.conditions, key, options);
  }

  private get effect(): string {
    const effect = property(this.json, 'Effect');
    if (effect !== 'Allow' && effect !== 'Deny') throw new Unreadable({ Effect: effect ?? null });
    return effect;
  }

  private texts(name: string): readonly string[] {
    return list(property(this.json, name)).map((value) => this.app.text(value, this.stack));
  }
}

/** Whether a statement beside it denies the action on everything, in all circumstances. */
export const isDenied = (statements: readonly Statement[], action: string): boolean =>
  statements.some(
    (statement) =>
      statement.denies &&
      statement.speaksOf(action) &&
      statement.resources.includes('*') &&
      statement.conditions.length === 0,
  );

/** Those of the actions that the statements allow somewhere and deny nowhere for good. */
export const allowedOf = (statements: readonly Statement[], actions: readonly string[]): readonly string[] =>
  actions.filter(
    (action) =>
      statements.some((statement) => statement.allows && statement.speaksOf(action)) && !isDenied(statements, action),
  );

/** One finding for each resource of the statement that is too wide; a NotResource always is. */
export const wideResources = (statement: Statement, isWide: (arn: string) => boolean): readonly string[] =>
  statement.hasNotResource
    ? ['NotResource']
    : statement.resources.filter(isWide).map((arn) => `Resource::${said(arn)}`);
