import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GetPolicyCommand, GetPolicyVersionCommand, type IAMClient } from '@aws-sdk/client-iam';
import { callAws } from '../cli/aws/call-aws';
import { OperatorError } from '../domain/operator-error';
import { MANAGED_POLICIES, type ManagedPolicyFixture, managedPolicyFixtures } from './model/managed-policies';
import { list, namedPolicy, type Statement } from './model/policy';

/**
 * Fetches the current version of AWS managed policies and keeps them as fixtures. A file changes only if the policy did.
 *
 * @param client of an account with `iam:GetPolicy` and `iam:GetPolicyVersion`
 * @param added ARN of a policy that is not among the fixtures yet
 * @returns what happened, a line for each policy
 * @throws OperatorError, with every fixture as it was before
 */
export async function refreshPolicies(
  client: Pick<IAMClient, 'send'>,
  added?: string,
  folder = MANAGED_POLICIES,
): Promise<readonly string[]> {
  const before = managedPolicyFixtures(folder);
  const arns = [...new Set([...before.map(({ arn }) => arn), ...(added ? [added] : [])])];
  const fetched = await Promise.all(arns.map((arn) => fetchPolicy(client, arn)));
  return fetched.map((now) => {
    const known = before.find(({ arn }) => arn === now.arn);
    if (known?.version === now.version) return `${nameOf(now)}: still ${now.version} of ${now.updated}`;
    writeFileSync(fileOf(folder, now), `${JSON.stringify(now, null, 2)}\n`);
    return `${nameOf(now)}: ${known ? `${known.version} → ` : 'new, '}${now.version} of ${now.updated}${changed(known, now)}`;
  });
}

const nameOf = ({ arn }: ManagedPolicyFixture) => arn.split('/').at(-1) ?? arn;
const fileOf = (folder: string, fixture: ManagedPolicyFixture) => join(folder, `${nameOf(fixture)}.json`);

async function fetchPolicy(client: Pick<IAMClient, 'send'>, arn: string): Promise<ManagedPolicyFixture> {
  if (!/^arn:aws:iam::aws:policy\/[\w+=,.@/-]+$/.test(arn)) {
    throw new OperatorError(
      'PB-PROOF-003',
      `${arn} is not an AWS managed policy.`,
      'Use an ARN that begins with arn:aws:iam::aws:policy/.',
    );
  }
  const details = { subject: arn };
  const { Policy } = await callAws(
    'iam:GetPolicy',
    () => client.send(new GetPolicyCommand({ PolicyArn: arn })),
    details,
  );
  const version = Policy?.DefaultVersionId ?? '';
  const { PolicyVersion } = await callAws(
    'iam:GetPolicyVersion',
    () => client.send(new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: version })),
    details,
  );
  const updated = PolicyVersion?.CreateDate?.toISOString().slice(0, 10) ?? '';
  return { arn, version, updated, document: JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? '')) };
}

/** Patterns of actions that were added or are gone. */
function changed(before: ManagedPolicyFixture | undefined, now: ManagedPolicyFixture): string {
  if (!before) return '';
  const [old, current] = [actionsOf(before), actionsOf(now)];
  const gained = [...current].filter((action) => !old.has(action)).map((action) => `\n  + ${action}`);
  const lost = [...old].filter((action) => !current.has(action)).map((action) => `\n  - ${action}`);
  return [...gained, ...lost].join('');
}

const actionsOf = ({ arn, document }: ManagedPolicyFixture): ReadonlySet<string> =>
  new Set(namedPolicy(arn, document).document.Statement.flatMap(({ Action }: Statement) => list(Action)));
