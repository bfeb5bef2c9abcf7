import { ACCOUNT, OTHER_ACCOUNT } from '../../../model/physical-ids';
import type { Role } from '../../../model/system';
import { actions, carrying, each, on, type Question } from '../../question';
import type { Sentence } from '../../sentence';
import { EVERYTHING, type Who, type World } from '../../world';

const ASSUME = actions('sts:AssumeRole');
const MFA = { 'aws:MultiFactorAuthPresent': 'true' };

/** Principals that can assume each role. */
export function trustSentences(world: World): readonly Sentence[] {
  return world.system.roles.flatMap((role) => [
    ...(SERVICES[role.name] ? ofService(world, role) : ofPersona(world, role)),
    ...ofNobodyElse(world, role),
  ]);
}

const person = (words: string, principal: string): Who => ({ words, principal, identity: [EVERYTHING] });
/** Other verbs of sts that a trust policy could open: each would tell AWS something of whoever assumes the role. */
const LABELS = actions('sts:SetSourceIdentity', 'sts:TagSession');
const asked = (role: Role, ...contexts: readonly Question['context'][]) =>
  each(ASSUME, on(role.arn), carrying(...contexts));

function ofPersona(world: World, role: Role): readonly Sentence[] {
  const { trustedPrincipals } = world.config;
  const isOpen = trustedPrincipals === undefined;
  const named = trustedPrincipals?.principals.map((principal) =>
    principal.startsWith('arn:') ? principal : `arn:aws:iam::${principal}:user/alice`,
  ) ?? [`arn:aws:iam::${ACCOUNT}:user/alice`, `arn:aws:iam::${ACCOUNT}:role/Developer`];
  const demandsMfa = trustedPrincipals?.mfa !== false;
  const withoutMfa = [{}, { 'aws:MultiFactorAuthPresent': 'false' }];
  const { may, cannot } = world;
  return named
    .flatMap((principal) => [
      may(person(principal, principal), `may become the ${role.name}, with MFA`, asked(role, MFA)),
      (demandsMfa ? cannot : may)(
        person(principal, principal),
        `${demandsMfa ? 'cannot' : 'may'} become the ${role.name} without MFA`,
        asked(role, ...withoutMfa),
      ),
    ])
    .concat(
      isOpen
        ? []
        : [
            cannot(
              person('somebody whom the row does not name', `arn:aws:iam::${ACCOUNT}:user/mallory`),
              `cannot become the ${role.name}`,
              asked(role, MFA),
            ),
          ],
    );
}

/** The service of each role that no person assumes, the resource that it acts for, and whether it always names it. */
const SERVICES: Readonly<
  Record<
    string,
    { readonly service: string; readonly source: (world: World) => string; readonly isAlwaysNamed: boolean }
  >
> = {
  'customization role': {
    service: 'bedrock.amazonaws.com',
    source: ({ region }) => `arn:aws:bedrock:${region}:${ACCOUNT}:model-customization-job/x`,
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

function ofService(world: World, role: Role): readonly Sentence[] {
  const { may, cannot } = world;
  const known = SERVICES[role.name];
  if (!known) return [];
  const source = known.source(world);
  const service = world.service(known.service);
  const right = { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': source };
  const unnamed = [{}, { 'aws:SourceAccount': ACCOUNT }, { 'aws:SourceArn': source }];
  return [
    may(service, `may become the ${role.name}, for us`, asked(role, right, ...(known.isAlwaysNamed ? [] : [{}]))),
    cannot(
      service,
      `cannot become the ${role.name} for another account or resource (confused deputy)`,
      asked(
        role,
        { ...right, 'aws:SourceAccount': OTHER_ACCOUNT },
        { ...right, 'aws:SourceArn': source.replace(ACCOUNT, OTHER_ACCOUNT) },
        { ...right, 'aws:SourceArn': source.replace(/[^:]+$/, 'other/x') },
        { 'aws:SourceAccount': OTHER_ACCOUNT, 'aws:SourceArn': source.replace(ACCOUNT, OTHER_ACCOUNT) },
        ...(known.isAlwaysNamed ? unnamed : []),
      ),
    ),
    cannot(
      person(`an administrator of the account`, `arn:aws:iam::${ACCOUNT}:role/Admin`),
      `cannot become the ${role.name}`,
      asked(role, MFA),
    ),
  ];
}

function ofNobodyElse(world: World, role: Role): readonly Sentence[] {
  const { cannot } = world;
  const services = [
    'bedrock.amazonaws.com',
    'ec2.amazonaws.com',
    'lambda.amazonaws.com',
    'sagemaker.amazonaws.com',
    'vpc-flow-logs.amazonaws.com',
  ];
  const source = {
    'aws:SourceAccount': ACCOUNT,
    'aws:SourceArn': SERVICES[role.name]?.source(world),
    ...(SERVICES[role.name] ? {} : MFA),
  };
  const known = SERVICES[role.name];
  const whoMay = known
    ? world.service(known.service)
    : person('somebody who may become it', `arn:aws:iam::${ACCOUNT}:role/Developer`);
  const isNamed = world.config.trustedPrincipals?.principals.some((principal) => principal.includes(OTHER_ACCOUNT));
  return [
    cannot(
      person('the root user', `arn:aws:iam::${ACCOUNT}:root`),
      `cannot become the ${role.name}, with or without MFA`,
      asked(role, MFA, {}),
    ),
    ...(isNamed ? [] : [cannot(world.stranger, `cannot become the ${role.name}`, asked(role, MFA, {}, source))]),
    cannot(whoMay, `cannot label a session of the ${role.name}`, each(LABELS, on(role.arn), carrying(source))),
    ...services
      .filter((service) => service !== SERVICES[role.name]?.service)
      .map((service) => cannot(world.service(service), `cannot become the ${role.name}`, asked(role, source))),
  ];
}
