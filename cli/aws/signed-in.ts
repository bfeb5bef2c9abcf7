import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { clientOf } from './aws-client';
import { operatorErrorOf } from './aws-failure';

/** Whose credentials these are. */
export interface SignedIn {
  readonly account: string;
  readonly arn: string;
}

/** @throws OperatorError when nobody says who they are: no credentials, or none that hold */
export async function signedIn(region: string): Promise<SignedIn> {
  try {
    const { Account = 'unknown', Arn = 'nobody' } = await new STSClient(clientOf(region)).send(
      new GetCallerIdentityCommand({}),
    );
    return { account: Account, arn: Arn };
  } catch (error) {
    const refusal = operatorErrorOf(error, 'Who you are could not be asked');
    throw refusal;
  }
}
