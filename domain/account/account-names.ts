import { bucketName } from '../deployment/names/names';

/**
 * Names in one account and Region. They have no name of a row: the settings exist once. No deployment can have them, since its
 * names begin with `private-bedrock-`.
 */
export class AccountNames {
  readonly prefix = 'bedrock-account';
  readonly stack = this.prefix;
  readonly keyAlias = `alias/${this.prefix}`;
  /** Beginning of the names of log groups. */
  readonly logGroups = `/${this.prefix}`;
  readonly promptLogGroup = `${this.logGroups}/prompts`;
  readonly stateMachine = `${this.prefix}-settings`;
  readonly trail = this.prefix;
  /** Beginning of the bucket's name. */
  readonly promptBucketPrefix = `${this.prefix}-prompts`;

  constructor(readonly region: string) {}

  promptBucket(account: string): string {
    return bucketName(this.promptBucketPrefix, account, this.region);
  }

  /** Role that Bedrock assumes to write logs. AmazonBedrockFullAccess passes only names with `AmazonBedrock` in them. */
  get loggingRole(): string {
    return `AmazonBedrock-account-logging-${this.region}`;
  }

  get stateMachineRole(): string {
    return `${this.prefix}-${this.region}-settings`;
  }

  get auditorRole(): string {
    return `${this.prefix}-${this.region}-auditor`;
  }

  get operatorRole(): string {
    return `${this.prefix}-${this.region}-operator`;
  }
}
