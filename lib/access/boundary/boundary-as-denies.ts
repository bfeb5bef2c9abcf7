import * as iam from 'aws-cdk-lib/aws-iam';

/**
 * Turns the statements of a permissions boundary into Deny statements that leave a role exactly what the boundary would: for
 * a role whose boundary is another one. Each Deny stays. The Allows become Denies of all that none of them allows.
 */
export function boundaryAsDenies(statements: readonly iam.PolicyStatement[]): iam.PolicyStatement[] {
  const allows = statements.filter(({ effect }) => effect === iam.Effect.ALLOW);
  const open = allows.filter(isOpen).flatMap(({ actions }) => actions);
  const restricted = allows.filter((allow) => !isOpen(allow));
  for (const allow of allows) assertPlain(allow, allows, open);
  return [
    new iam.PolicyStatement({
      sid: 'DenyUnlistedActions',
      effect: iam.Effect.DENY,
      notActions: [...open, ...restricted.flatMap(({ actions }) => actions)],
      resources: ['*'],
    }),
    ...restricted.flatMap(beyond),
    ...statements.filter(({ effect }) => effect === iam.Effect.DENY),
  ];
}

const isOpen = ({ resources, conditions }: iam.PolicyStatement) =>
  resources.includes('*') && Object.keys(conditions).length === 0;

/** Denies the actions of an Allow beyond its resources, and if one of its conditions does not hold. */
function beyond(allow: iam.PolicyStatement): readonly iam.PolicyStatement[] {
  const { sid, actions, resources } = allow;
  const deny = (suffix: string, props: iam.PolicyStatementProps) =>
    new iam.PolicyStatement({ sid: `Deny${sid}${suffix}`, effect: iam.Effect.DENY, actions, ...props });
  return [
    ...(resources.includes('*') ? [] : [deny('Elsewhere', { notResources: resources })]),
    ...Object.entries(allow.conditions as Readonly<Record<string, object>>).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) =>
        deny(`Unless${key.replace(/\W/g, '')}`, {
          resources: ['*'],
          conditions: { [negated(operator)]: { [key]: values } },
        }),
      ),
    ),
  ];
}

/** Operators that hold for an absent key exactly when the other one does not. */
const NEGATIONS: Readonly<Record<string, string>> = {
  ArnEquals: 'ArnNotEquals',
  ArnLike: 'ArnNotLike',
  StringEquals: 'StringNotEquals',
  StringLike: 'StringNotLike',
};

function negated(operator: string): string {
  const negation = NEGATIONS[operator];
  if (negation !== undefined) return negation;
  throw new Error(`The boundary allows something on the condition ${operator}, which has no negation here.`);
}

/** An action that two Allows name would be denied by what is beyond either of them. */
function assertPlain(
  allow: iam.PolicyStatement,
  allows: readonly iam.PolicyStatement[],
  open: readonly string[],
): void {
  const { sid, actions, notActions, notResources } = allow;
  const others = isOpen(allow) ? [] : [...open, ...allows.filter((one) => one !== allow).flatMap((one) => one.actions)];
  const isNamedTwice = actions.some((action) => action.includes('*') || others.some((other) => matches(other, action)));
  if (notActions.length + notResources.length === 0 && (isOpen(allow) || !isNamedTwice)) return;
  throw new Error(
    `The Allow ${sid} of the boundary cannot become a Deny: name each of its actions once, without a wildcard.`,
  );
}

const matches = (pattern: string, action: string): boolean =>
  new RegExp(`^${pattern.replace(/[.?+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'i').test(action);
