import type { AccountConfig } from '../../domain/account/account-config';
import { AccountNames } from '../../domain/account/account-names';
import { actions, carrying, each, key, on } from '../decisions/question';
import type { Who } from '../decisions/who';
import type { World } from '../decisions/world';
import { ACCOUNT, OTHER_ACCOUNT } from '../model/physical-ids';
import { NotModelledError } from '../not-modelled';

/** Action that sets the data retention mode. */
export const PUT_MODE = 'bedrock:PutAccountDataRetention';

/** Actions by which CloudWatch Logs uses a key. */
export const CRYPTO = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'];

/** Principals of an account deployment, its resources by name, and requests that several sentences ask. */
export function castOf(world: World, config: AccountConfig) {
  const { anybody, region, system } = world;
  const names = new AccountNames(config.region);
  const role = (roleName: string, words: string): Who => {
    const found = system.roles.find(({ arn }) => arn.endsWith(`:role/${roleName}`));
    if (!found) throw new NotModelledError(roleName, 'a deployment without this role', 'See proofs/account.');
    return {
      words,
      principal: found.arn,
      identity: found.identity,
      ...(world.isBounded && found.boundary && { boundary: found.boundary }),
    };
  };
  const auditor = role(names.auditorRole, 'the auditor');
  const operator = role(names.operatorRole, 'the operator');
  const workflow = role(names.stateMachineRole, 'the settings workflow');
  const logging = role(names.loggingRole, 'Bedrock in the logging role');
  const roles = [auditor, operator, workflow, logging];
  const others = (...these: readonly Who[]) => roles.filter((one) => !these.includes(one));
  // Without boundaries, whatever somebody is given is allowed.
  const given = (world.isBounded ? roles : []).map(
    (who): Who => ({ ...who, words: `whatever ${who.words} is given, it`, identity: anybody.identity }),
  );

  const bucketOf = (part: string) => system.buckets.find(({ at }) => at.includes(part))?.arn ?? 'arn:aws:s3:::none';
  const [prompts, files, accessLogs] = [bucketOf('PromptLogs'), bucketOf('AuditFiles'), bucketOf('AccessLogs')];
  const delivery = world.service('logging.s3.amazonaws.com');
  const delivered = { 'aws:SourceAccount': ACCOUNT };
  const keyArn = system.keys[0]?.arn ?? '';
  const group = `arn:aws:logs:${region}:${ACCOUNT}:log-group:${names.promptLogGroup}`;
  const stream = `${group}:log-stream:aws/bedrock/modelinvocations`;
  const otherGroup = `arn:aws:logs:${region}:${ACCOUNT}:log-group:/other:log-stream:one`;
  const machine = `arn:aws:states:${region}:${ACCOUNT}:stateMachine:${names.stateMachine}`;
  const execution = `${machine.replace(':stateMachine:', ':execution:')}:one`;
  const through = (service: string) => ({ 'kms:ViaService': `${service}.${region}.amazonaws.com` });
  const context = { 'kms:EncryptionContext:aws:s3:arn': prompts };
  const isPerson = key('aws:PrincipalIsAWSService', 'false');
  const decrypt = each(actions('kms:Decrypt'), on(keyArn), isPerson, carrying({ ...through('s3'), ...context }));
  const logged = [
    ...each(actions('logs:GetLogEvents'), on(stream)),
    ...each(actions('logs:FilterLogEvents', 'logs:DescribeLogStreams'), on(`${group}:*`)),
  ];
  const objects = each(actions('s3:GetObject'), on(`${prompts}/large/a`, `${files}/AWSLogs/a`));
  const lists = each(actions('s3:ListBucket'), on(prompts, files));
  const read = [...logged, ...objects, ...lists];
  const modes = (...values: readonly string[]) => each(actions(PUT_MODE), key('bedrock:DataRetentionMode', ...values));
  const pass = (service: string | undefined, arn = logging.principal) =>
    each(actions('iam:PassRole'), on(arn), key('iam:PassedToService', service));
  const bedrock = world.service('bedrock.amazonaws.com');
  const source = { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': `arn:aws:bedrock:${region}:${ACCOUNT}:x` };
  const wrong: readonly Readonly<Record<string, string>>[] = [
    {},
    { 'aws:SourceAccount': ACCOUNT },
    { 'aws:SourceArn': source['aws:SourceArn'] },
    { ...source, 'aws:SourceAccount': OTHER_ACCOUNT },
    { ...source, 'aws:SourceArn': source['aws:SourceArn'].replace(ACCOUNT, OTHER_ACCOUNT) },
    { ...source, 'aws:SourceArn': source['aws:SourceArn'].replace(region, 'eu-west-3') },
    { ...source, 'aws:SourceArn': source['aws:SourceArn'].replace(':bedrock:', ':s3:') },
  ];
  const large = `${prompts}/large/AWSLogs/${ACCOUNT}/BedrockModelInvocationLogs/a`;
  const put = (arn: string, ...contexts: readonly Readonly<Record<string, string>>[]) =>
    each(actions('s3:PutObject'), on(arn), carrying(...contexts));
  const root: Who = { ...anybody, words: 'the root user', principal: `arn:aws:iam::${ACCOUNT}:root` };
  const states = world.service('states.amazonaws.com');
  const asMachine = { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': machine };
  const assume = (who: Who, ...contexts: readonly Readonly<Record<string, string>>[]) =>
    each(actions('sts:AssumeRole'), on(who.principal), carrying(...contexts));
  const trail = world.service('cloudtrail.amazonaws.com');
  const logs = world.service(`logs.${region}.amazonaws.com`);
  const file = `${files}/AWSLogs/${ACCOUNT}/a`;
  const encryptGroup = (arn: string) =>
    each(actions(...CRYPTO), on(keyArn), carrying({ 'kms:EncryptionContext:aws:logs:arn': arn }));
  const asTrail = { 'aws:SourceArn': `arn:aws:cloudtrail:${region}:${ACCOUNT}:trail/${names.trail}` };

  const otherTrails = ['-2', ACCOUNT].map((part) => ({
    'aws:SourceArn':
      part === ACCOUNT
        ? asTrail['aws:SourceArn'].replace(ACCOUNT, OTHER_ACCOUNT)
        : `${asTrail['aws:SourceArn']}${part}`,
  }));
  return {
    names,
    auditor,
    operator,
    workflow,
    logging,
    roles,
    others,
    given,
    prompts,
    files,
    accessLogs,
    delivery,
    delivered,
    keyArn,
    group,
    stream,
    otherGroup,
    machine,
    execution,
    through,
    context,
    isPerson,
    decrypt,
    read,
    modes,
    pass,
    bedrock,
    source,
    wrong,
    large,
    put,
    root,
    states,
    asMachine,
    assume,
    trail,
    logs,
    file,
    encryptGroup,
    asTrail,
    otherTrails,
  };
}
