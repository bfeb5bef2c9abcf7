import type { TrustedPrincipals } from '../../domain/deployment/config/trusted-principals';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { AUDIENCE_TAG, DEPLOYMENT_TAG } from '../../domain/deployment/names/tags';
import { UPLOAD_MANIFEST_KEY } from '../../domain/knowledge/prefixes';
import { CATALOGUE } from '../../domain/models/model-catalogue';
import { audiencesOf, knowledgeOf } from '../decisions/parts/knowledge';
import type { World } from '../decisions/world';
import { ACCOUNT } from '../model/physical-ids';
import type { Resolver } from '../model/resolver';
import { developerResources, developerValues } from './developer-vocabulary';
import { patientPatterns, patientResources, patientValues } from './patient-vocabulary';
import { spendResources, spendValues } from './spend-vocabulary';
import { workbenchResources, workbenchValues } from './workbench-vocabulary';

/** The resources of a deployment, as its policies may name them: exactly so, and no others. */
export function resourcesOf(world: World, resolver: Resolver): ReadonlySet<string> {
  const { system, config, region, key, bucket, guardrail, guardrailProfile, calls, teamCalls } = world;
  const { deployment, functions } = system;
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;
  const of = (type: string, attribute: string) =>
    resolver.resources
      .filter(({ resource }) => resource.Type === type)
      .map((placed) => resolver.attributeOf(placed, attribute));
  const bases = config.fineTuning?.baseModels ?? [];
  const baseModels = bases.flatMap((id) => [id, CATALOGUE.find(id)?.fineTuning?.baseModelIdentifier ?? id]);
  return new Set([
    ...(bucket ? [bucket.arn, `${bucket.arn}/datasets/*`, `${bucket.arn}/artifacts/*`] : []),
    ...knowledgeResources(world),
    ...patientResources(world),
    ...spendResources(world),
    ...developerResources(world),
    ...workbenchResources(world),
    key,
    ...functions.map((one) => one.arn),
    ...(guardrail ? [guardrail, ...Object.values(guardrailProfile)] : []),
    ...of('AWS::Logs::LogGroup', 'Arn'),
    ...[...calls, ...teamCalls].map(({ resource }) => resource),
    ...(config.teams ?? []).map(({ name }) => `${world.fn('Inference')}:${name}`),
    ...baseModels.map((id) => `arn:aws:bedrock:${region}::foundation-model/${id}`),
    ...bases.map((id) => arn('bedrock', `custom-model/${id}*`)),
    ...['custom-model/*', 'custom-model-deployment/*', 'model-customization-job/*'].map((resource) =>
      arn('bedrock', resource),
    ),
    `arn:aws:iam::${ACCOUNT}:role/AmazonBedrock-${deployment}-${region}-customization`,
    ...of('AWS::StepFunctions::StateMachine', 'Ref').flatMap((machine) => [
      machine,
      `${machine.replace(':stateMachine:', ':execution:')}:*`,
    ]),
    arn('events', 'event-bus/default'),
    arn('ec2', 'network-interface/*'),
    ...subnetsOf(world),
    ...of('AWS::EC2::SecurityGroup', 'GroupId').map((id) => arn('ec2', `security-group/${id}`)),
  ]);
}

/** ARNs of the subnets that the templates make, or that the row names. */
function subnetsOf({ system, config, region }: World): readonly string[] {
  const { network } = config;
  const ids = 'vpcId' in network ? network.subnets.map(({ subnetId }) => subnetId) : system.subnets;
  return ids.map((id) => `arn:aws:ec2:${region}:${ACCOUNT}:subnet/${id}`);
}

function knowledgeResources(world: World): readonly string[] {
  const knowledge = knowledgeOf(world);
  if (!knowledge) return [];
  const { documents, index, base, embeddingModel, delegate } = knowledge;
  return [
    ...world.system.queues.map(({ arn }) => arn),
    ...audiencesOf(world.config).map((audience) => `${world.fn('Asking/Knowledge')}:${audience}`),
    `${documents.arn}/documents/*.metadata.json`,
    ...[
      documents.arn,
      `${documents.arn}/documents/*`,
      `${documents.arn}/sync-reports/*`,
      `${documents.arn}/${UPLOAD_MANIFEST_KEY}`,
      index,
      base,
    ],
    `arn:aws:bedrock:${world.region}::foundation-model/${embeddingModel}`,
    ...(delegate?.agentAlias === undefined ? [] : [delegate.agentAlias]),
  ];
}

/** Names by which the boundary, which has little room, means several at once: lib/bedrock/deny-invoke.ts. */
export function boundaryPatternsOf(world: World): ReadonlySet<string> {
  const { calls, teamCalls, config, region, system } = world;
  const models = [...calls, ...teamCalls].map(({ resource }) => resource);
  return new Set([
    ...models.map((arn) => arn.replace(/^(arn:aws:bedrock):[a-z0-9-]*(::foundation-model\/)/, '$1:*$2')),
    ...models.map((arn) => arn.replace(/^(arn:aws:bedrock):[^/]+(:inference-profile\/)/, '$1:*:*$2')),
    ...models.filter((arn) => !arn.includes('foundation-model')).map((arn) => `${arn.slice(0, arn.indexOf('/'))}/*`),
    `arn:aws:iam::${ACCOUNT}:role/AmazonBedrock-${system.deployment}-${region}-*`,
    ...patientPatterns(world),
    ...(audiencesOf(config).length > 0
      ? [
          `${world.fn('Asking/Knowledge')}:\${aws:PrincipalTag/${AUDIENCE_TAG}, 'everyone'}`,
          world.fn('Asking/Knowledge').replace(/knowledge$/, '?????????'),
        ]
      : []),
  ]);
}

/** Values that conditions may compare with, by condition key in lower case. */
export function valuesOf(world: World): Readonly<Record<string, readonly string[]>> {
  const ofParts = [patientValues(world), spendValues(world), developerValues(world), workbenchValues(world)];
  const all = [generalValues(world), ...ofParts];
  const keys = new Set(all.flatMap(Object.keys));
  return Object.fromEntries([...keys].map((key) => [key, all.flatMap((values) => values[key] ?? [])]));
}

function generalValues(world: World): Readonly<Record<string, readonly string[]>> {
  const { config, region, system, bucket, guardrail } = world;
  const calls = [...world.calls, ...world.teamCalls];
  const knowledge = knowledgeOf(world);
  const ours = (service: string, resource: string) => `arn:aws:${service}:${region}:${ACCOUNT}:${resource}`;
  const named = (key: string) =>
    calls.flatMap(({ context }) => [context[key]].flat()).filter((value) => value !== undefined);
  const profiles = named('bedrock:InferenceProfileArn');
  const job = ours('bedrock', 'model-customization-job/*');
  const either = ['true', 'false'];
  const audiences = audiencesOf(world.config);
  const ingestion = `private-bedrock-${system.deployment}-ingestion`;
  return {
    'aws:multifactorauthpresent': ['true'],
    'aws:principalaccount': [ACCOUNT],
    'aws:principalarn': [
      'arn:aws:iam::*:root',
      ...identityCenterPatterns(world.config),
      ...system.roles.filter(({ name }) => EXEMPT.includes(name)).map(({ arn }) => arn),
      ...(knowledge ? [knowledge.asker.principal] : []),
      ...(knowledge?.delegate ? [knowledge.delegate.who.principal] : []),
    ],
    [`aws:principaltag/${AUDIENCE_TAG}`]: audiences,
    'aws:requestedregion': [region, ...named('aws:RequestedRegion'), ...Object.keys(world.guardrailProfile)],
    'aws:requesttag/bedrockmanaged': ['true'],
    'aws:requesttag/bedrockmodelcustomizationjobarn': [job],
    [`aws:requesttag/${AUDIENCE_TAG}`]: audiences.length > 0 ? [`\${aws:PrincipalTag/${AUDIENCE_TAG}}`] : [],
    [`aws:requesttag/${DEPLOYMENT_TAG}`]: [system.deployment],
    'aws:resourceaccount': [ACCOUNT],
    [`aws:resourcetag/${DEPLOYMENT_TAG}`]: [system.deployment],
    'aws:securetransport': ['false'],
    'aws:sourceaccount': [ACCOUNT],
    'aws:sourcearn': [
      job,
      ours('ec2', 'vpc-flow-log/*'),
      ours('events', `rule/private-bedrock-${system.deployment}-manifests`),
      ours('states', `stateMachine:private-bedrock-${system.deployment}-tuning`),
      ...system.functions.map(({ arn }) => arn),
      ...(bucket ? [bucket.arn] : []),
      ...(knowledge
        ? [
            ours('bedrock', 'knowledge-base/*'),
            knowledge.documents.arn,
            knowledge.vectors.arn,
            `${knowledge.vectors.arn}/*`,
            ...[`rule/${ingestion}`, `rule/private-bedrock-${system.deployment}-daily-sync`, `pipe/${ingestion}`].map(
              (name) => ours(name.startsWith('rule') ? 'events' : 'pipes', name),
            ),
            ours('states', `stateMachine:${ingestion}`),
          ]
        : []),
      ...(config.observability ? [ours('cloudwatch', `alarm:private-bedrock-${system.deployment}/*`)] : []),
      ...(config.applications?.services ?? []).map(({ sourceArn }) => sourceArn),
    ],
    'aws:sourcevpc': system.vpcs,
    'aws:viaawsservice': knowledge?.delegate?.isGenerating ? either : [],
    'aws:tagkeys': [
      'BedrockManaged',
      'BedrockModelCustomizationJobArn',
      DEPLOYMENT_TAG,
      ...(audiences.length > 0 ? [AUDIENCE_TAG] : []),
    ],
    'bedrock:guardrailidentifier': guardrail ? [`${guardrail}:*`] : [],
    'bedrock:inferenceprofilearn': [...profiles, ...profiles.map((arn) => `*${arn.slice(arn.lastIndexOf('/'))}`)],
    'ec2:createaction': ['CreateNetworkInterface'],
    'ec2:resourcetag/bedrockmanaged': ['true'],
    'ec2:resourcetag/bedrockmodelcustomizationjobarn': [job],
    'ec2:subnet': subnetsOf(world),
    'events:source': ['private-bedrock.tuning', ...(knowledge ? ['private-bedrock.knowledge'] : []), 'false'],
    'iam:passedtoservice': ['bedrock.amazonaws.com'],
    'kms:encryptioncontext:aws:bedrock:guardrail-id': ['false'],
    'kms:encryptioncontext:aws:logs:arn': [ours('logs', `log-group:/private-bedrock/${system.deployment}/*`)],
    'kms:encryptioncontextkeys': knowledge ? ['aws:s3vectors:arn', 'aws:s3vectors:resource-id'] : [],
    'kms:viaservice': ['bedrock', 's3', ...(knowledge ? ['s3vectors', 'sqs'] : [])].map(
      (service) => `${service}.${region}.amazonaws.com`,
    ),
    'lambda:sourcefunctionarn': system.functions.map(({ arn }) => arn),
    's3:prefix': ['datasets/*', 'artifacts/*', ...(knowledge ? ['documents/*', 'sync-reports/*'] : [])],
    's3:tlsversion': ['1.2'],
    's3:x-amz-server-side-encryption': ['aws:kms', ...either],
    's3:x-amz-server-side-encryption-aws-kms-key-id': [world.key, ...either],
    's3:x-amz-server-side-encryption-customer-algorithm': ['false'],
    'sts:externalid': [...rulesOf(config), ...applicationsOf(config)].flatMap(({ externalId }) => externalId ?? []),
  };
}

/** Roles that a Deny spares. */
const EXEMPT = ['break-glass role', 'documents break-glass role', 'knowledge base role', 'tuning workflow'];

/** Every rule of the row on who may assume a role of a persona. */
const rulesOf = ({ trustedPrincipals, personas = {} }: DeploymentConfig): readonly TrustedPrincipals[] =>
  [trustedPrincipals, ...Object.values(personas).map((persona) => persona?.trustedPrincipals)].filter(
    (rule) => rule !== undefined,
  );

/** Rules on who may assume the roles of applications. */
const applicationsOf = ({ applications, teams = [] }: DeploymentConfig) => [
  ...(applications ? [applications] : []),
  ...teams,
];

/** Roles of Identity Center in this account: of each permission set that a rule names, and of all for the default. */
function identityCenterPatterns(config: DeploymentConfig): readonly string[] {
  const path = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/`;
  const sets = rulesOf(config).flatMap(({ permissionSets = [] }) => permissionSets);
  const named = sets.flatMap((set) =>
    ['', '*/'].map((region) => `${path}${region}AWSReservedSSO_${set}_${'?'.repeat(16)}`),
  );
  return config.trustedPrincipals ? named : [`${path}*`, ...named];
}
