import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { OperatorError } from '../../domain/operator-error';
import { type CallDetails, callAws } from './call-aws';
import { clientConfig } from './client-config';

/** Account and principal of the credentials in use. */
export interface CallerIdentity {
  readonly account: string;
  readonly arn: string;
}

/**
 * Asks AWS for the caller.
 *
 * @param remedies that are more precise than the general ones, by the kind of failure
 * @throws OperatorError if the credentials are missing or invalid
 */
export async function callerIdentity(
  sts: Pick<STSClient, 'send'>,
  remedies: CallDetails['remedies'] = {},
): Promise<CallerIdentity> {
  const ask = () => sts.send(new GetCallerIdentityCommand({}));
  const { Account, Arn } = await callAws('sts:GetCallerIdentity', ask, { remedies });
  if (Account && Arn) return { account: Account, arn: Arn };
  throw new OperatorError(
    'PB-AWS-011',
    'sts:GetCallerIdentity returns no account.',
    'The endpoint is not AWS. Check AWS_ENDPOINT_URL, and any proxy between you and AWS.',
  );
}

export const stsClient = (region: string): STSClient => new STSClient(clientConfig(region));
