import type { AccountConfig } from '../../domain/account/account-config';
import { AccountNames } from '../../domain/account/account-names';
import { LARGE_DATA_PREFIX } from '../../domain/account/logging-setting';
import { actions, carrying, each, key, on, type Question } from '../decisions/question';
import type { Who } from '../decisions/who';
import type { World } from '../decisions/world';
import { ACCOUNT, ELSEWHERE, OTHER_ACCOUNT } from '../model/physical-ids';
import type { Role } from '../model/system';

type Contexts = readonly Question['context'][];

/** Roles of an account deployment, as the sentences call them. */
type RoleName = 'auditor' | 'logging role' | 'operator of the account' | 'settings workflow';

/** Roles of an account deployment, its resources by name, and requests that several sentences ask. */
export class AccountCast {
  constructor(
    readonly world: World,
    readonly config: AccountConfig,
  ) {}

  get names(): AccountNames {
    return new AccountNames(this.config.region);
  }

  get elsewhere(): string {
    return ELSEWHERE.find((region) => region !== this.config.region) ?? '';
  }

  /** Returns a role; undefined in a deployment without it. */
  role(name: RoleName): (Role & Who) | undefined {
    return this.world.has(name) ? this.world.role(name) : undefined;
  }

  get roles(): readonly (Role & Who)[] {
    return this.world.system.roles.map(({ name }) => this.world.role(name));
  }

  others(one: Who | undefined): readonly (Role & Who)[] {
    return this.roles.filter(({ arn }) => arn !== one?.principal);
  }

  /** Roles with every right that a policy could give. Without boundaries, whatever somebody is given is allowed. */
  get given(): readonly Who[] {
    return this.world.isBounded ? this.world.system.roles.map((role) => this.world.given(role)) : [];
  }

  get root(): Who {
    return { ...this.world.anybody, words: 'the root user', principal: `arn:aws:iam::${ACCOUNT}:root` };
  }

  /** Bucket of large data, if the row has `logging`. */
  get prompts(): string | undefined {
    return this.bucket('/PromptLogs');
  }

  /** Bucket of the trail's files, if the row has `audit`. */
  get files(): string | undefined {
    return this.bucket('/AuditFiles');
  }

  get accessLogs(): string | undefined {
    return this.bucket('/AccessLogs');
  }

  /** ARN of the key, if anything is kept. */
  get keyArn(): string | undefined {
    return this.world.system.keys[0]?.arn;
  }

  get group(): string {
    return this.arn('logs', `log-group:${this.names.promptLogGroup}`);
  }

  get stream(): string {
    return `${this.group}:log-stream:aws/bedrock/modelinvocations`;
  }

  get otherStream(): string {
    return this.arn('logs', 'log-group:/other:log-stream:one');
  }

  get machine(): string {
    return this.arn('states', `stateMachine:${this.names.stateMachine}`);
  }

  get execution(): string {
    return `${this.arn('states', `execution:${this.names.stateMachine}`)}:one`;
  }

  /** Object of large data, as Bedrock names it. */
  get large(): string {
    return `${this.prompts}/${LARGE_DATA_PREFIX}/AWSLogs/${ACCOUNT}/BedrockModelInvocationLogs/a`;
  }

  /** Context of Bedrock that acts for this account and Region. */
  get source(): Question['context'] {
    return { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': this.arn('bedrock', 'x') };
  }

  /** Contexts of Bedrock that acts for others, or does not say for whom. */
  get wrongSources(): Contexts {
    const { source, world, elsewhere } = this;
    const arn = this.arn('bedrock', 'x');
    return [
      {},
      { 'aws:SourceAccount': ACCOUNT },
      { 'aws:SourceArn': arn },
      { ...source, 'aws:SourceAccount': OTHER_ACCOUNT },
      { ...source, 'aws:SourceArn': arn.replace(ACCOUNT, OTHER_ACCOUNT) },
      { ...source, 'aws:SourceArn': arn.replace(world.region, elsewhere) },
      { ...source, 'aws:SourceArn': arn.replace(':bedrock:', ':s3:') },
    ];
  }

  /** Requests that read copies of prompts and events of the trail, where the deployment has them. */
  get reads(): readonly Question[] {
    const { prompts, files } = this;
    return [
      ...(prompts ? this.logReads : []),
      ...this.objectReads(...(prompts ? [prompts] : []), ...(files ? [files] : [])),
    ];
  }

  get logReads(): readonly Question[] {
    return [
      ...each(actions('logs:GetLogEvents'), on(this.stream)),
      ...each(actions('logs:FilterLogEvents', 'logs:DescribeLogStreams'), on(`${this.group}:*`)),
    ];
  }

  objectReads(...buckets: readonly string[]): readonly Question[] {
    return buckets.flatMap((arn) => [
      ...each(actions('s3:GetObject'), on(`${arn}/large/a`)),
      ...each(actions('s3:ListBucket'), on(arn)),
    ]);
  }

  /** Decryption by a person. @param services through which the request goes */
  decrypts(...services: readonly string[]): readonly Question[] {
    return this.withKey(['kms:Decrypt'], ...services.map((service) => this.through(service)));
  }

  /** Requests of a person to the key. */
  withKey(names: readonly string[], ...contexts: Contexts): readonly Question[] {
    const isPerson = key('aws:PrincipalIsAWSService', 'false');
    return each(actions(...names), on(this.keyArn ?? ''), isPerson, carrying(...contexts));
  }

  through(service: string): Question['context'] {
    return { 'kms:ViaService': `${service}.${this.world.region}.amazonaws.com` };
  }

  /** Requests to set the data retention mode; undefined: a request that names none. */
  modes(...values: readonly (string | undefined)[]): readonly Question[] {
    return each(actions('bedrock:PutAccountDataRetention'), key('bedrock:DataRetentionMode', ...values));
  }

  /** Requests to hand a role to a service. @param roleArn default: the logging role */
  pass(service: string | undefined, roleArn = `arn:aws:iam::${ACCOUNT}:role/${this.names.loggingRole}`) {
    return each(actions('iam:PassRole'), on(roleArn), key('iam:PassedToService', service));
  }

  put(arn: string, ...contexts: Contexts): readonly Question[] {
    return each(actions('s3:PutObject'), on(arn), carrying(...contexts));
  }

  assume(role: Role, ...contexts: Contexts): readonly Question[] {
    return each(actions('sts:AssumeRole'), on(role.arn), carrying(...contexts));
  }

  arn(service: string, resource: string): string {
    return `arn:aws:${service}:${this.world.region}:${ACCOUNT}:${resource}`;
  }

  private bucket(part: string): string | undefined {
    return this.world.system.buckets.find(({ at }) => at.includes(part))?.arn;
  }
}
