import { misspeltActions } from '../actions/action-names';
import { AwsActions } from '../actions/aws-actions';
import { knowledgeOf } from '../decisions/parts/knowledge';
import { patientsOf } from '../decisions/parts/patients';
import { World } from '../decisions/world';
import { list, type NamedPolicy, type Statement } from '../model/policy';
import { systemOf } from '../model/system';
import { NotModelledError } from '../not-modelled';
import type { Proof } from '../proof';
import { deadWeight } from './dead-weight';
import { foreignPrincipals } from './principals';
import { unlistedOnResources } from './resource-policies';
import { unlistedActions } from './role-actions';
import { wronglySpared } from './spared-roles';
import { boundaryPatternsOf, resourcesOf, valuesOf } from './vocabulary';
import { openStatements } from './whole-statements';

/**
 * Policies speak of nothing but this deployment: every resource that is allowed or spared from a Deny, every principal, and
 * every value that a condition compares with, is one of a closed list; every action is one of AWS. Decisions ask about things of one kind that stand for all of it; this
 * finds the one thing of that kind that somebody added.
 */
export const names: Proof = {
  name: 'names',
  broken: async (subject) => {
    const aws = await AwsActions.load();
    const world = new World(subject);
    const { roles, attachments, endpoints, buckets, vectorBuckets, queues, topics, keys } = world.system;
    const resources = resourcesOf(world, systemOf(subject.templates).resolver);
    const patterns = new Set([...resources, ...boundaryPatternsOf(world)]);
    // Which room of the bucket is for the roles' own policies to say.
    const { bucket: patients, signedNotes, purges } = patientsOf(world) ?? {};
    const dataBuckets = [world.bucket, knowledgeOf(world)?.documents, patients, signedNotes, purges].filter(
      (bucket) => bucket !== undefined,
    );
    const objects = new Set([...resources, ...dataBuckets.map(({ arn }) => `${arn}/*`)]);
    const exact = world.config.knowledge ? [...EXACT, 'bedrock-agent-runtime'] : EXACT;
    const values = valuesOf(world);
    const limits = new Set(roles.flatMap((role) => [...role.limits, ...(role.boundary ? [role.boundary] : [])]));
    const own = [
      ...new Set([...roles.flatMap(({ identity }) => identity), ...attachments.map(({ policy }) => policy)]),
    ].filter((policy) => !isOfAws(policy) && !limits.has(policy));
    const ofResources = [...endpoints, ...keys, ...buckets, ...vectorBuckets, ...queues, ...topics];
    const everything = [...own, ...limits, ...ofResources.flatMap(({ policy }) => policy ?? [])];
    return [
      ...misspeltActions(subject.templates, aws),
      ...(await deadWeight(world.system, aws)),
      ...foreignPrincipals(world),
      ...[...own, ...endpoints.map(({ policy }) => policy)]
        .concat([...buckets, ...vectorBuckets, ...queues, ...topics].flatMap(({ policy }) => policy ?? []))
        .flatMap((policy) => openStatements(policy)),
      ...[...limits].flatMap((policy) => openStatements(policy, LIMITED)),
      ...unlistedActions(world, isOfAws),
      ...wronglySpared(world, everything),
      ...unlistedOnResources(world.system),
      ...own.flatMap((policy) =>
        strangers(policy, (arn, said) => resources.has(arn) || (arn === '*' && mayBeAnywhere(said))),
      ),
      ...[...limits].flatMap((policy) => strangers(policy, (arn) => patterns.has(arn) || arn === '*')),
      ...endpoints.flatMap(({ policy, service }) =>
        strangers(
          policy,
          (arn, said) => objects.has(arn) || (arn === '*' && (!exact.includes(service) || isGenerating(said))),
        ),
      ),
      ...[...everything, ...roles.map(({ trust }) => trust)].flatMap((policy) => foreignValues(policy, values)),
    ];
  },
};

/** Policies of AWS are limited by the boundary. They are called by name and version. */
const isOfAws = ({ name }: NamedPolicy) => / v\d+$/.test(name);

/** A boundary allows nothing by itself: its Denies take from this what nobody may do. */
const LIMITED = ['bedrock:*'];

/** Endpoints whose policies name resources; on the others of Bedrock a listed action is for whatever the service has. */
const EXACT = ['bedrock-runtime', 's3'];

/** Actions for which AWS knows no narrower resource, or whose resource has no name yet; each with its own condition. */
const ANYWHERE = [
  /^bedrock:RetrieveAndGenerate$/,
  /^bedrock:List(CustomModels|ModelCustomizationJobs)$/,
  /^ec2:(Describe\w+|(Assign|Unassign)PrivateIpAddresses)$/,
  /^cloudwatch:(DescribeAlarms|GetMetricData)$/,
  /^states:SendTaskSuccess$/,
  /^transcribe:StartMedicalScribeJob$/,
  /^ec2:(Create|Delete)NetworkInterface(Permission)?$/,
  /^xray:(Put(TelemetryRecords|TraceSegments)|GetSampling(Rules|Targets))$/,
];

/** AWS knows no resource for it: a row that switches it on gives it to one role, and decisions ask which. */
const isGenerating = ({ Action }: Statement) => list(Action).join() === 'bedrock:RetrieveAndGenerate';

const mayBeAnywhere = ({ Action }: Statement) =>
  list(Action).every((action) => ANYWHERE.some((one) => one.test(action)));

/** Resources of an Allow, and those that a Deny spares. A Deny on something is no matter here. */
function strangers(
  { name, document }: NamedPolicy,
  isOurs: (arn: string, said: Statement) => boolean,
): readonly string[] {
  return document.Statement.flatMap((said) => {
    const named = said.Effect === 'Allow' ? list(said.Resource) : list(said.NotResource);
    return named
      .filter((arn) => !isOurs(arn, said))
      .map((arn) => `policies name nothing but what is ours. But: ${name} names ${arn}`);
  });
}

function foreignValues(
  { name, document }: NamedPolicy,
  values: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  return document.Statement.flatMap(({ Condition = {} }) =>
    Object.values(Condition).flatMap((keys) =>
      Object.entries(keys).flatMap(([key, wanted]) => {
        const known = values[key.toLowerCase()];
        if (!known)
          throw new NotModelledError(
            name,
            `the condition key ${key}`,
            'Say in proofs/names/vocabulary.ts what it may be.',
          );
        return [wanted]
          .flat()
          .map(String)
          .filter((value) => !known.includes(value))
          .map((value) => `conditions compare with nothing but what is ours. But: ${name} takes ${value} for ${key}`);
      }),
    ),
  );
}
