import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { awsFailure } from '../../aws/aws-failure';
import { type Finding, fail, pass, warn } from '../finding';
import { type Caller, callerOf } from './caller';
import type { Clients } from './clients';

export interface Identity {
  /** Undefined where AWS does not know the credentials: then nothing else can be asked. */
  readonly caller?: Caller;
  readonly findings: readonly Finding[];
}

/** Always enabled, for every account: tells credentials that are wrong from a Region that is not enabled. */
export const HOME_REGION = 'us-east-1';

/**
 * Who the credentials are. Needs no permission.
 *
 * @param home the same question in a Region that every account has
 */
export async function identify(sts: Clients['sts'], home: Clients['sts'], region: string): Promise<Identity> {
  try {
    const caller = await callerBy(sts);
    return { caller, findings: [judgement(caller)] };
  } catch (error) {
    const failure = awsFailure(error);
    if (failure.kind === 'invalid-credentials' && region !== HOME_REGION && (await answers(home))) {
      return { findings: [notEnabled(region)] };
    }
    return { findings: [fail(`${failure.what} (${failure.name})`, { say: failure.remedy })] };
  }
}

async function callerBy(sts: Clients['sts']): Promise<Caller> {
  const { Account, Arn } = await sts.send(new GetCallerIdentityCommand({}));
  if (!(Account && Arn)) throw new Error('GetCallerIdentity names no account');
  return callerOf(Account, Arn);
}

async function answers(sts: Clients['sts']): Promise<boolean> {
  try {
    await callerBy(sts);
    return true;
  } catch {
    return false;
  }
}

/** Credentials that one Region refuses and another takes. Source: AWS Account Management, "Enable or disable Regions". */
const notEnabled = (region: string): Finding =>
  fail(`${region} does not take your credentials, and ${HOME_REGION} does: it is not enabled for this account`, {
    say: 'Enable it; that takes minutes to hours:',
    run: `aws account enable-region --region-name ${region}`,
    open: 'https://console.aws.amazon.com/billing/home#/account',
  });

function judgement(caller: Caller): Finding {
  const { account, kind, name, session } = caller;
  const who = `${kind} ${name}${session ? ` (session ${session})` : ''} in account ${account}`;
  switch (kind) {
    case 'root':
      return fail(`the root user of account ${account}: nothing limits it, and its calls are nobody's in particular`, {
        say: 'Sign in as an IAM role, best through IAM Identity Center: `aws configure sso`, `aws sso login`.',
        open: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html',
      });
    case 'user':
      return warn(`${who}: its access keys live until somebody deletes them`, {
        say: 'Better a role with sessions that end, through IAM Identity Center: `aws configure sso`.',
      });
    default:
      return pass(who);
  }
}
