import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { countPolicyCharacters, EMPTY_POLICY, limitPolicySize, MAX_MANAGED_POLICY } from '../checks/policy-size';

export interface RolePolicyProps {
  /** Role that the policy is attached to. */
  readonly role: iam.IRole;
  /** Shown by IAM; a change replaces the policy. */
  readonly description: string;
  /** @default - none; grants to the policy add them */
  readonly statements?: readonly iam.PolicyStatement[];
  /**
   * Instruction for the case that the policy is longer than IAM accepts.
   *
   * @default 'grant fewer resources to this role'
   */
  readonly sizeRemedy?: string;
}

/**
 * Customer managed policy of one role. Grants for the role add their statements here. Equal statements are merged, whatever
 * the feature flags of the app, and a statement that an earlier one covers is left out. Statements for which the policy
 * has no room go to further policies of the same role, which IAM evaluates together with it; a role takes ten. Synthesis
 * fails when one of them is longer than IAM accepts.
 *
 * @example
 * const policy = new RolePolicy(stack, 'Policy', { description: 'Reads the dataset', role });
 * bucket.grantReadDataset(policy);
 */
export class RolePolicy extends iam.ManagedPolicy {
  private characters = EMPTY_POLICY;
  /** Statements of this policy and of those that continue it. */
  private readonly said: StatementJson[] = [];
  private next: RolePolicy | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RolePolicyProps,
  ) {
    super(scope, id, {
      description: props.description,
      roles: [props.role],
      document: new iam.PolicyDocument({ minimize: true }),
    });
    limitPolicySize(this, props.sizeRemedy ?? 'grant fewer resources to this role');
    this.addStatements(...(props.statements ?? []));
  }

  override addStatements(...statements: iam.PolicyStatement[]): void {
    for (const statement of statements) {
      const json: StatementJson = Stack.of(this).resolve(statement.toStatementJson());
      if (this.said.some((other) => covers(other, json))) continue;
      this.said.push(json);
      this.place(statement);
    }
  }

  /** Adds a statement here if there is room, counted without the merging that makes a document shorter. */
  private place(statement: iam.PolicyStatement): void {
    const size = countPolicyCharacters(Stack.of(this).resolve(statement.toStatementJson())) + 1;
    const halves = EMPTY_POLICY + size > MAX_MANAGED_POLICY ? halvesOf(statement) : undefined;
    if (halves) {
      for (const half of halves) this.place(half);
    } else if (this.characters === EMPTY_POLICY || this.characters + size <= MAX_MANAGED_POLICY) {
      this.characters += size;
      super.addStatements(statement);
    } else {
      const { statements: _, ...props } = this.props;
      this.next ??= new RolePolicy(this, 'Next', props);
      this.next.addStatements(statement);
    }
  }
}

/** Splits an Allow by its resources: two statements that allow the same. A Deny with several resources is split alike. */
function halvesOf(statement: iam.PolicyStatement): readonly iam.PolicyStatement[] | undefined {
  const { resources, sid } = statement;
  if (resources.length < 2) return undefined;
  const middle = Math.ceil(resources.length / 2);
  return [resources.slice(0, middle), resources.slice(middle)].map((half, index) =>
    statement.copy({ resources: half, ...(sid && { sid: `${sid}${index + 1}` }) }),
  );
}

interface StatementJson {
  readonly Effect: string;
  readonly Action?: unknown;
  readonly Resource?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Tells whether one statement says all that another says: the same actions and resources at least, and no condition more. */
function covers(wide: StatementJson, narrow: StatementJson): boolean {
  const texts = (value: unknown) => [value].flat().map((item) => JSON.stringify(item));
  const isWithin = (part: unknown, whole: unknown) =>
    part !== undefined && whole !== undefined && texts(part).every((text) => texts(whole).includes(text));
  return (
    wide.Effect === narrow.Effect &&
    isWithin(narrow.Action, wide.Action) &&
    isWithin(narrow.Resource, wide.Resource) &&
    Object.entries(wide.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(
        ([key, value]) => JSON.stringify(narrow.Condition?.[operator]?.[key]) === JSON.stringify(value),
      ),
    )
  );
}
