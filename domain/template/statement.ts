import type { AppResources } from './app-resources';
import { assertOperator, type Condition, demands } from './condition';
import { covers, said } from './patterns';
import { servicePrincipal } from './service-principal';
import { entries, intrinsic, list, property, Unreadable, unlessUnreadable } from './value';

/** `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` for any principal. */
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

  /** Applies to all actions except some. */
  get hasNotAction(): boolean {
    return property(this.json, 'NotAction') !== undefined;
  }

  get hasNotResource(): boolean {
    return property(this.json, 'NotResource') !== undefined;
  }

  /** Principals; `*` for a NotPrincipal. */
  get principals(): readonly Principal[] {
    if (property(this.json, 'NotPrincipal') !== undefined) return [{ kind: '*', id: '*' }];
    const principal = property(this.json, 'Principal');
    if (typeof principal === 'string' || intrinsic(principal)) {
      const id = this.app.text(principal, this.stack);
      if (id !== '*') throw new Unreadable(principal);
      return [{ kind: '*', id }];
    }
    return entries(principal).flatMap(([kind, ids]) =>
      list(ids)
        .map((id) => this.app.text(id, this.stack))
        .map((id) => ({ kind, id: kind === 'Service' ? servicePrincipal(id) : id })),
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

  /** Sid of the statement, or else its first action. */
  get name(): string {
    const sid = property(this.json, 'Sid');
    return typeof sid === 'string' ? sid : (this.actions[0] ?? 'NotAction');
  }

  /** Tells whether it applies to this action, on any resource. */
  speaksOf(action: string): boolean {
    if (this.hasNotAction) return !this.texts('NotAction').some((pattern) => covers(pattern, action));
    return this.actions.some((pattern) => covers(pattern, action));
  }

  demands(key: string, options?: { readonly ifExists: boolean }): boolean {
    return demands(this.conditions, key, options);
  }

  private get effect(): string {
    const effect = property(this.json, 'Effect');
    const text = intrinsic(effect) ? unlessUnreadable(() => this.app.text(effect, this.stack)) : effect;
    if (text !== 'Allow' && text !== 'Deny') throw new Unreadable({ Effect: effect ?? null });
    return text;
  }

  private texts(name: string): readonly string[] {
    return list(property(this.json, name)).map((value) => this.app.text(value, this.stack));
  }
}

/** Tells whether a statement denies the action on every resource without a condition. */
export const isDenied = (statements: readonly Statement[], action: string): boolean =>
  statements.some(
    (statement) =>
      statement.denies &&
      statement.speaksOf(action) &&
      statement.resources.includes('*') &&
      statement.conditions.length === 0,
  );

/** Returns the actions that the statements allow on some resource and do not deny on all. */
export const allowedOf = (statements: readonly Statement[], actions: readonly string[]): readonly string[] =>
  actions.filter(
    (action) =>
      statements.some((statement) => statement.allows && statement.speaksOf(action)) && !isDenied(statements, action),
  );

/** Returns one finding for each resource of the statement that is too wide. A NotResource always is. */
export const wideResources = (statement: Statement, isWide: (arn: string) => boolean): readonly string[] =>
  statement.hasNotResource
    ? ['NotResource']
    : statement.resources.filter(isWide).map((arn) => `Resource::${said(arn)}`);
