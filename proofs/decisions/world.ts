import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { guardrailProfileOf } from '../../domain/guardrail/profiles';
import { catalogueOf } from '../../domain/models/declared-model';
import { ACCOUNT, ELSEWHERE, OTHER_ACCOUNT, OTHER_NETWORK } from '../model/physical-ids';
import type { NamedPolicy } from '../model/policy';
import type { Policies, Request } from '../model/request';
import {
  type Bucket,
  type Endpoint,
  type FunctionUnit,
  type Role,
  reusedEndpointOf,
  type System,
  systemOf,
} from '../model/system';
import { NotModelledError } from '../not-modelled';
import type { Subject } from '../proof';
import { type Beside, type Call, callsBeside, callsOf, teamReferences } from './calls';
import { present, type Question } from './question';
import type { Expected, Sentence } from './sentence';
import { EVERYTHING, type Who } from './who';

const accountOf = (arn: string) => arn.split(':')[4] ?? '';

/** A deployment in which questions can be asked: who is there, and which policies have a say in what. */
export class World {
  /** Without its resolver: sentences are made from nothing but names, and hold whatever else a template says. */
  readonly system: Omit<System, 'resolver'>;
  readonly config: DeploymentConfig;
  readonly region: string;

  /** @param isBounded false: what the roles' own policies say, as if nobody had bounded them */
  constructor(
    private readonly subject: Subject,
    readonly isBounded = true,
  ) {
    const { resolver: _, ...system } = systemOf(subject.templates);
    this.system = system;
    this.config = subject.config;
    this.region = subject.config.region;
  }

  /** The same deployment without a boundary on any role. */
  get unbounded(): World {
    return new World(this.subject, false);
  }

  /** An administrator of our own account, whom no policy of ours bounds. */
  readonly anybody: Who = {
    words: 'an administrator of the account',
    principal: `arn:aws:iam::${ACCOUNT}:role/Admin`,
    identity: [EVERYTHING],
  };

  /** Somebody who may do everything, as far as another account can say so. */
  readonly stranger: Who = {
    words: 'somebody of another account',
    principal: `arn:aws:iam::${OTHER_ACCOUNT}:role/Admin`,
    identity: [EVERYTHING],
  };

  service(name: string): Who {
    return { words: name, principal: name, identity: [] };
  }

  has(role: string): boolean {
    return this.system.roles.some(({ name }) => name === role);
  }

  role(name: string): Role & Who {
    const role = this.system.roles.find((candidate) => candidate.name === name);
    if (!role) throw new NotModelledError(this.system.deployment, `a deployment without ${name}`, 'See sentences/.');
    const { boundary: _, ...unbounded } = role;
    return this.isBounded
      ? { ...role, identity: [...role.identity, ...role.limits], words: `the ${name}`, principal: role.arn }
      : { ...unbounded, limits: [], words: `the ${name}, by its own policies alone,`, principal: role.arn };
  }

  /** A role with every right that a policy could give it: its boundary and its limits alone decide. */
  given({ name, arn, boundary, limits }: Role, words = `whatever the ${name} is given, it`): Who {
    return { words, principal: arn, identity: [EVERYTHING, ...limits], ...(boundary && { boundary }) };
  }

  /** ARN of the function of a unit; of one that no deployment has, when there is none. */
  fn(unit: FunctionUnit): string {
    const found = this.system.functions.find(({ at }) => at.includes(`/${unit}`));
    return found?.arn ?? `arn:aws:lambda:${this.region}:${ACCOUNT}:function:none`;
  }

  /** Decisions that the invocations of the row's models consist of. */
  get calls(): readonly Call[] {
    return this.config.models.flatMap((model) => callsOf(model, this.region, catalogueOf(this.config)));
  }

  /** Decisions that invocations by the profiles of the teams consist of. */
  get teamCalls(): readonly Call[] {
    const profiles = teamReferences(this.system, this.config);
    return profiles.flatMap((profile) => callsOf(profile, this.region, catalogueOf(this.config)));
  }

  /** Decisions on what nobody here may invoke. */
  get callsBeside(): readonly Beside[] {
    const models = [...this.config.models, ...teamReferences(this.system, this.config)];
    return callsBeside(models, this.region, catalogueOf(this.config));
  }

  /** Regions that a request of this deployment may name: its own, and those to which its models lead. */
  get regions(): ReadonlySet<string> {
    return new Set([this.region, ...this.calls.flatMap(({ context }) => context['aws:RequestedRegion'] ?? [])]);
  }

  /** Two Regions where this deployment has nothing. */
  get elsewhere(): readonly [string, string] {
    const [one, other] = ELSEWHERE.filter((region) => !this.regions.has(region) && !this.guardrailProfile[region]);
    if (one && other) return [one, other];
    throw new NotModelledError(this.system.deployment, 'a deployment in so many Regions', 'See ELSEWHERE in world.ts.');
  }

  /** Key of the deployment. That of patient data is in `patientsOf`. */
  get key(): string {
    return this.only(
      this.system.keys.filter(({ at }) => at.includes('/Foundation/')),
      'key',
    ).arn;
  }

  /** The fine-tuning bucket, if the row has one. */
  get bucket(): Bucket | undefined {
    return this.system.buckets.find(({ at }) => at.includes('/FineTuning'));
  }

  get guardrail(): string | undefined {
    return this.system.guardrails[0];
  }

  /** Profile that judges in several Regions, if the row asks for the standard tier: ARNs by Region. */
  get guardrailProfile(): Readonly<Record<string, string>> {
    const profile = guardrailProfileOf(this.config.guardrail ?? {}, this.region);
    return Object.fromEntries(
      (profile?.destinations ?? []).map((region) => [
        region,
        `arn:aws:bedrock:${region}:${ACCOUNT}:guardrail-profile/${profile?.id}`,
      ]),
    );
  }

  /**
   * Endpoint of a service. One that exists already has a policy which no template holds: it is taken for open, so that
   * whatever is denied through it is denied by our own policies.
   */
  endpoint(service: string): Endpoint | undefined {
    return (
      this.system.endpoints.find((endpoint) => endpoint.service === service) ?? reusedEndpointOf(this.config, service)
    );
  }

  /** The templates have the endpoint of the service, with its policy. */
  makes = (service: string): boolean => this.system.endpoints.some((endpoint) => endpoint.service === service);

  may = (who: Who, says: string, questions: readonly Question[]): Sentence =>
    this.sentence(who, says, 'allowed', questions);
  cannot = (who: Who, says: string, questions: readonly Question[]): Sentence =>
    this.sentence(who, says, 'denied', questions);
  /** Denied by a Deny: no Allow that somebody adds later changes it. */
  never = (who: Who, says: string, questions: readonly Question[]): Sentence =>
    this.sentence(who, says, 'explicitly denied', questions);

  /** A table with both sides: what `isAllowed` picks, and nothing else. */
  exactly(
    who: Who,
    says: string,
    questions: readonly Question[],
    isAllowed: (question: Question) => boolean,
  ): Sentence {
    const points = questions.map((question) => ({
      request: this.request(who, question),
      expected: isAllowed(question) ? ('allowed' as const) : ('denied' as const),
    }));
    return { says: `${who.words} ${says}`, points };
  }

  private sentence(who: Who, says: string, expected: Expected, questions: readonly Question[]): Sentence {
    const points = questions.map((question) => ({ request: this.request(who, question), expected }));
    return { says: `${who.words} ${says}`, points };
  }

  private request(who: Who, question: Question): Request {
    const { action, resource, door } = question;
    const owner = this.ownerOf(resource);
    const isArn = who.principal.startsWith('arn:');
    const endpoint = this.throughWhich(question);
    const resourcePolicy = this.resourcePolicy(action, resource);
    const policies: Policies = {
      identity: who.identity,
      ...(who.boundary && { boundary: who.boundary }),
      ...(endpoint && { endpoint: endpoint.policy }),
      ...(resourcePolicy && { resource: resourcePolicy }),
    };
    return {
      principal: who.principal,
      action,
      resource,
      resourceAccount: owner ?? (isArn ? accountOf(who.principal) : ACCOUNT),
      context: present({
        'aws:SecureTransport': 'true',
        'aws:RequestedRegion': this.region,
        ...(/^s3:(?!InitiateReplication)/.test(action) && { 's3:TlsVersion': '1.3' }),
        ...(isArn && { 'aws:PrincipalArn': who.principal, 'aws:PrincipalAccount': accountOf(who.principal) }),
        ...(owner && { 'aws:ResourceAccount': owner }),
        ...(endpoint && { 'aws:SourceVpce': endpoint.id, 'aws:SourceVpc': endpoint.vpc }),
        ...(door === 'another endpoint' && OTHER_NETWORK),
        ...question.context,
      }),
      policies,
    };
  }

  private throughWhich({ door }: Question): Endpoint | undefined {
    const service = /^our (.+) endpoint$/.exec(door)?.[1];
    if (service === undefined) return undefined;
    const endpoint = this.endpoint(service);
    if (!endpoint)
      throw new NotModelledError(this.system.deployment, `a deployment without ${door}`, 'See sentences/.');
    return endpoint;
  }

  /** Undefined for what belongs to AWS, such as a foundation model, and for `*`. */
  private ownerOf(resource: string): string | undefined {
    if (!resource.startsWith('arn:aws:s3:::')) return accountOf(resource) || undefined;
    return this.bucketOf(resource) ? ACCOUNT : OTHER_ACCOUNT;
  }

  private bucketOf(resource: string): Bucket | undefined {
    return this.system.buckets.find(({ arn }) => resource === arn || resource.startsWith(`${arn}/`));
  }

  private resourcePolicy(action: string, resource: string): NamedPolicy | undefined {
    if (action.startsWith('s3:')) return this.bucketOf(resource)?.policy;
    if (action.startsWith('s3vectors:'))
      return this.system.vectorBuckets.find(({ arn }) => resource.startsWith(arn))?.policy;
    if (action.startsWith('sqs:')) return this.system.queues.find(({ arn }) => arn === resource)?.policy;
    if (action.startsWith('sns:')) return this.system.topics.find(({ arn }) => arn === resource)?.policy;
    if (action.startsWith('kms:')) return this.system.keys.find(({ arn }) => arn === resource)?.policy;
    if (action.startsWith('sts:')) return this.system.roles.find(({ arn }) => arn === resource)?.trust;
    return undefined;
  }

  private only<T>(items: readonly T[], what: string): T {
    const [item, ...others] = items;
    if (item !== undefined && others.length === 0) return item;
    throw new NotModelledError(this.system.deployment, `${items.length} of ${what}`, 'The sentences speak of one.');
  }
}
