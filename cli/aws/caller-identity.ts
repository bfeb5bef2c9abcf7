import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { OperatorError } from '../../domain/operator-error';
import { callAws } from './call-aws';
import { clientConfig } from './client-config';

/** Account and principal of the credentials in use. */
export interface CallerIdentity {
  readonly account: string;
  readonly arn: string;
}

/** @throws OperatorError if the credentials are missing or invalid */
export async function callerIdentity(sts: Pick<STSClient, 'send'>): Promise<CallerIdentity> {
  const { Account, Arn } = await callAws('sts:GetCallerIdentity', () => sts.send(new GetCallerIdentityCommand({})));
  if (Account && Arn) return { account: Account, arn: Arn };
  throw new OperatorError(
    'PB-AWS-011',
    'sts:GetCallerIdentity returns no account.',
    'The endpoint is not AWS. Check AWS_ENDPOINT_URL, and any proxy between you and AWS.',
  );
}

export const stsClient = (region: string): STSClient => new STSClient(clientConfig(region));
