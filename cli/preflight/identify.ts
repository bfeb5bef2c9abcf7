import type { STSClient } from '@aws-sdk/client-sts';
import { AwsCallError } from '../aws/call-aws';
import { callerIdentity } from '../aws/caller-identity';
import { type Caller, callerOf } from './account/caller';
import { resultOfError } from './inspect-each';
import { fail, type InspectionResult, pass, unknownValue, warn } from './inspection-result';

export interface Identity {
  /** Undefined if AWS does not know the credentials: then no other inspection is possible. */
  readonly caller?: Caller;
  readonly results: readonly InspectionResult[];
}

/** Region that is enabled in every account: separates wrong credentials from a Region that is not enabled. */
export const HOME_REGION = 'us-east-1';

/**
 * Determines the caller identity. Needs no permission.
 *
 * @param home client in HOME_REGION
 */
export async function identify(sts: STSClient, home: STSClient, region: string): Promise<Identity> {
  try {
    const caller = callerOf(await callerIdentity(sts));
    return { caller, results: [judge(caller)] };
  } catch (error) {
    const isRefused = error instanceof AwsCallError && error.failure.kind === 'invalid-credentials';
    if (isRefused && region !== HOME_REGION && (await isKnownTo(home))) return { results: [notEnabled(region)] };
    return { results: [resultOfError(error)] };
  }
}

const isKnownTo = (sts: STSClient): Promise<boolean> =>
  callerIdentity(sts).then(
    () => true,
    () => false,
  );

/** Source: AWS Account Management Reference Guide, "Enable or disable AWS Regions in your account". */
const notEnabled = (region: string): InspectionResult =>
  fail(`${region} is not enabled for this account: it refuses credentials that ${HOME_REGION} accepts`, {
    say: 'Enable it, which takes minutes to hours:',
    run: `aws account enable-region --region-name ${region}`,
    open: 'https://console.aws.amazon.com/billing/home#/account',
  });

function judge(caller: Caller): InspectionResult {
  const { account, kind, name, session } = caller;
  const who = `${kind} ${name}${session ? ` (session ${session})` : ''} in account ${account}`;
  switch (kind) {
    case 'root':
      return fail(`the root user of account ${account}: no policy limits it, and its calls identify no person`, {
        say: 'Sign in as an IAM role, preferably through IAM Identity Center: `aws configure sso`, `aws sso login`.',
        open: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
      });
    case 'user':
      return warn(`${who}: its access keys do not expire`, {
        say: 'Prefer a role with temporary credentials, through IAM Identity Center: `aws configure sso`.',
      });
    case 'role':
    case 'federated-user':
      return pass(who);
    case 'unknown':
      return unknownValue('the caller', caller.arn);
  }
}
