import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import type { Role } from '../../../model/system';
import { actions, carrying, each, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import type { World } from '../../world';
import { applicationTrust } from './application-trust';
import { admitted, becoming, MFA, person, personaTrust, required, ruleOf } from './persona-trust';

/** Principals that can assume each role. */
export function trustSentences(world: World): readonly Sentence[] {
  return world.system.roles.flatMap((role) => [...ofRole(world, role), ...ofNobodyElse(world, role)]);
}

function ofRole(world: World, role: Role): readonly Sentence[] {
  if (SERVICES[role.name]) return ofService(world, role);
  return role.name === 'application role' ? applicationTrust(world, role) : personaTrust(world, role);
}

/** Other verbs of sts that a trust policy could open: each would tell AWS something of whoever assumes the role. */
const LABELS = actions('sts:SetSourceIdentity', 'sts:TagSession');

/** The service of each role that no person assumes, the resource that it acts for, and whether it always names it. */
const SERVICES: Readonly<
  Record<
    string,
    {
      readonly service: string;
      readonly source: (world: World) => string;
      readonly isAlwaysNamed: boolean;
      /** Resource that the service must not act for. @default - another one of the same service */
      readonly other?: (world: World) => string;
    }
  >
> = {
  'customization role': {
    service: 'bedrock.amazonaws.com',
    source: ({ region }) => `arn:aws:bedrock:${region}:${ACCOUNT}:model-customization-job/x`,
    isAlwaysNamed: true,
  },
  'data access role': {
    service: 'transcribe.amazonaws.com',
    source: ({ region }) => `arn:aws:transcribe:${region}:${ACCOUNT}:medical-scribe-job/x`,
    isAlwaysNamed: true,
    // AWS does not say which resource of Amazon Transcribe it names.
    other: ({ elsewhere }) => `arn:aws:transcribe:${elsewhere[0]}:${ACCOUNT}:medical-scribe-job/x`,
  },
  'notebook role': {
    service: 'sagemaker.amazonaws.com',
    source: ({ region }) => `arn:aws:sagemaker:${region}:${ACCOUNT}:notebook-instance/x`,
    isAlwaysNamed: true,
    // AWS does not say which resource of SageMaker it names.
    other: ({ elsewhere }) => `arn:aws:sagemaker:${elsewhere[0]}:${ACCOUNT}:notebook-instance/x`,
  },
  'audio check function': {
    service: 'lambda.amazonaws.com',
    source: (world) => world.fn('Scribing/CheckAudio'),
    isAlwaysNamed: false,
  },
  'draft function': {
    service: 'lambda.amazonaws.com',
    source: (world) => world.fn('Scribing/MakeDraft'),
    isAlwaysNamed: false,
  },
  'purge function': {
    service: 'lambda.amazonaws.com',
    source: (world) => world.fn('Scribing/Purge'),
    isAlwaysNamed: false,
  },
  'purging rule': {
    service: 'events.amazonaws.com',
    source: ({ region, system }) =>
      `arn:aws:events:${region}:${ACCOUNT}:rule/private-bedrock-${system.deployment}-purging`,
    isAlwaysNamed: true,
  },
  'purging workflow': {
    service: 'states.amazonaws.com',
    source: ({ region, system }) =>
      `arn:aws:states:${region}:${ACCOUNT}:stateMachine:private-bedrock-${system.deployment}-purging`,
    isAlwaysNamed: true,
  },
  breaker: {
    service: 'states.amazonaws.com',
    source: ({ region, system }) =>
      `arn:aws:states:${region}:${ACCOUNT}:stateMachine:private-bedrock-${system.deployment}-breaker`,
    isAlwaysNamed: true,
  },
  'budget action': {
    service: 'budgets.amazonaws.com',
    source: () => `arn:aws:budgets::${ACCOUNT}:budget/x`,
    isAlwaysNamed: true,
  },
  'breaker rule': {
    service: 'events.amazonaws.com',
    source: ({ region, system }) =>
      `arn:aws:events:${region}:${ACCOUNT}:rule/private-bedrock-${system.deployment}-breaker`,
    isAlwaysNamed: true,
  },
  'recording rule': {
    service: 'events.amazonaws.com',
    source: ({ region, system }) =>
      `arn:aws:events:${region}:${ACCOUNT}:rule/private-bedrock-${system.deployment}-scribing`,
    isAlwaysNamed: true,
  },
  'scribing workflow': {
    service: 'states.amazonaws.com',
    source: ({ region, system }) =>
      `arn:aws:states:${region}:${ACCOUNT}:stateMachine:private-bedrock-${system.deployment}-scribing`,
    isAlwaysNamed: true,
  },
  'flow-log role': {
    service: 'vpc-flow-logs.amazonaws.com',
    source: ({ region }) => `arn:aws:ec2:${region}:${ACCOUNT}:vpc-flow-log/fl-0a`,
    isAlwaysNamed: true,
  },
  // Lambda assumes the role without a source when it prepares the network: docs/decisions/0004-keys-and-conditions.md.
  'inference function': {
    service: 'lambda.amazonaws.com',
    source: (world) => world.fn('Inference'),
    isAlwaysNamed: false,
  },
  'daily sync rule': {
    service: 'events.amazonaws.com',
    source: ({ region, system }) =>
      `arn:aws:events:${region}:${ACCOUNT}:rule/private-bedrock-${system.deployment}-daily-sync`,
    isAlwaysNamed: true,
  },
  'delegated function': {
    service: 'lambda.amazonaws.com',
    source: (world) => world.fn('Asking/Delegated'),
    isAlwaysNamed: false,
  },
  'documents pipe': {
    service: 'pipes.amazonaws.com',
    source: ({ region, system }) =>
      `arn:aws:pipes:${region}:${ACCOUNT}:pipe/private-bedrock-${system.deployment}-ingestion`,
    isAlwaysNamed: true,
  },
  'ingestion function': {
    service: 'lambda.amazonaws.com',
    source: (world) => world.fn('Asking/Ingestion'),
    isAlwaysNamed: false,
  },
  'ingestion workflow': {
    service: 'states.amazonaws.com',
    source: ({ region, system }) =>
      `arn:aws:states:${region}:${ACCOUNT}:stateMachine:private-bedrock-${system.deployment}-ingestion`,
    isAlwaysNamed: true,
  },
  'knowledge base role': {
    service: 'bedrock.amazonaws.com',
    source: ({ region }) => `arn:aws:bedrock:${region}:${ACCOUNT}:knowledge-base/ZZZZZZZZZZ`,
    isAlwaysNamed: true,
  },
  'knowledge function': {
    service: 'lambda.amazonaws.com',
    source: (world) => world.fn('Asking/Knowledge'),
    isAlwaysNamed: false,
  },
  'manifest rule': {
    service: 'events.amazonaws.com',
    source: ({ region, system }) =>
      `arn:aws:events:${region}:${ACCOUNT}:rule/private-bedrock-${system.deployment}-manifests`,
    isAlwaysNamed: true,
  },
  'tuning workflow': {
    service: 'states.amazonaws.com',
    source: ({ region, system }) =>
      `arn:aws:states:${region}:${ACCOUNT}:stateMachine:private-bedrock-${system.deployment}-tuning`,
    isAlwaysNamed: true,
  },
  'tuning function': {
    service: 'lambda.amazonaws.com',
    source: (world) => world.fn('FineTuning'),
    isAlwaysNamed: false,
  },
};

/** The service that a role is for; undefined for a role that people or applications assume. */
export const serviceOf = ({ name }: Pick<Role, 'name'>): string | undefined => SERVICES[name]?.service;

function ofService(world: World, role: Role): readonly Sentence[] {
  const { may, cannot } = world;
  const known = SERVICES[role.name];
  if (!known) return [];
  const source = known.source(world);
  const service = world.service(known.service);
  const right = { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': source };
  const unnamed = [{}, { 'aws:SourceAccount': ACCOUNT }, { 'aws:SourceArn': source }];
  return [
    may(service, `may become the ${role.name}, for us`, becoming(role, right, ...(known.isAlwaysNamed ? [] : [{}]))),
    cannot(
      service,
      `cannot become the ${role.name} for another account or resource (confused deputy)`,
      becoming(
        role,
        { ...right, 'aws:SourceAccount': OTHER_ACCOUNT },
        { ...right, 'aws:SourceArn': source.replace(ACCOUNT, OTHER_ACCOUNT) },
        { ...right, 'aws:SourceArn': known.other?.(world) ?? source.replace(/[^:]+$/, 'other/x') },
        { 'aws:SourceAccount': OTHER_ACCOUNT, 'aws:SourceArn': source.replace(ACCOUNT, OTHER_ACCOUNT) },
        ...(known.isAlwaysNamed ? unnamed : []),
      ),
    ),
    cannot(
      person(`an administrator of the account`, `arn:aws:iam::${ACCOUNT}:role/Admin`),
      `cannot become the ${role.name}`,
      becoming(role, MFA),
    ),
  ];
}

function ofNobodyElse(world: World, role: Role): readonly Sentence[] {
  const { cannot, config } = world;
  const services = [
    'bedrock.amazonaws.com',
    'ec2.amazonaws.com',
    'lambda.amazonaws.com',
    'sagemaker.amazonaws.com',
    'vpc-flow-logs.amazonaws.com',
  ];
  const known = SERVICES[role.name];
  const source = {
    'aws:SourceAccount': ACCOUNT,
    'aws:SourceArn': known?.source(world),
    ...(known ? {} : { ...MFA, ...required(ruleOf(config, role)) }),
  };
  // AWS sends no external id with the other verbs.
  const { 'sts:ExternalId': _, ...unlabelled } = source as Question['context'];
  const whoMay = known ? world.service(known.service) : admitted(config, role);
  const isNamed = ruleOf(config, role)?.principals?.some((principal) => principal.includes(OTHER_ACCOUNT));
  return [
    cannot(
      person('the root user', `arn:aws:iam::${ACCOUNT}:root`),
      `cannot become the ${role.name}, with or without MFA`,
      becoming(role, MFA, {}, source),
    ),
    ...(isNamed ? [] : [cannot(world.stranger, `cannot become the ${role.name}`, becoming(role, MFA, {}, source))]),
    cannot(whoMay, `cannot label a session of the ${role.name}`, each(LABELS, on(role.arn), carrying(unlabelled))),
    ...services
      .filter((service) => service !== known?.service)
      .map((service) => cannot(world.service(service), `cannot become the ${role.name}`, becoming(role, source))),
  ];
}
