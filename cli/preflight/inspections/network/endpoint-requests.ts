import { type EndpointService, isOfWorkbench } from '../../../../domain/deployment/endpoints';
import { bucketName } from '../../../../domain/deployment/names/names';
import { catalogueOf } from '../../../../domain/models/declared-model';
import { invocableModel } from '../../../../domain/models/invocable-model';
import type { BedrockPlane } from '../../../../domain/models/planes';
import type { EndpointRequest } from '../../../../domain/network/endpoint-policy';
import { ACTIONS_OF_NO_PLANE, PLANE_ACTIONS, S3_ACTIONS } from '../../../../domain/network/plane-actions';
import { NOTEBOOK_LOGS, WORKBENCH_ACTIONS, type WorkbenchService } from '../../../../domain/workbench/services';
import type { PreflightContext } from '../../inspection';

/** Requests that the policy of an endpoint must allow, and others that the policy of our own endpoint denies. */
export interface EndpointRequests {
  readonly needed: readonly EndpointRequest[];
  readonly refused: readonly RefusedRequests[];
}

interface RefusedRequests {
  /** Continues `lets pass`: `other buckets`. */
  readonly what: string;
  readonly requests: readonly EndpointRequest[];
}

const OTHER_ACCOUNT = '000000000000';

/** Returns the requests of the sentences of the proofs about this endpoint, with every action of its service. */
export function requestsOf(service: EndpointService, endpointId: string, context: PreflightContext): EndpointRequests {
  const { needed, refused } = requestsAbout(service)(new Caller(endpointId, context), context);
  return { needed, refused: [...refused, { what: 'principals of other accounts', requests: needed.map(asStranger) }] };
}

function requestsAbout(service: EndpointService): RequestsOf {
  if (service === 's3') return ofS3;
  if (isOfWorkbench(service)) return ofWorkbench(service);
  return service === 'bedrock-runtime' ? ofRuntime : ofPlane(service);
}

const asStranger = (request: EndpointRequest): EndpointRequest => ({
  ...request,
  account: OTHER_ACCOUNT,
  context: { ...request.context, 'aws:PrincipalAccount': OTHER_ACCOUNT },
});

/** Asks as a principal of this account through the endpoint. */
class Caller {
  constructor(
    private readonly endpointId: string,
    private readonly context: PreflightContext,
  ) {}

  ask(action: string, resource: string, more: EndpointRequest['context'] = {}): EndpointRequest {
    const { account } = this.context.caller;
    const context = {
      'aws:PrincipalAccount': account,
      'aws:SourceVpce': this.endpointId,
      'aws:RequestedRegion': this.context.config.region,
      ...more,
    };
    return { account, action, resource, context };
  }
}

type RequestsOf = (caller: Caller, context: PreflightContext) => EndpointRequests;

const ofS3: RequestsOf = (caller, { config, names, caller: { account } }) => {
  const { region, fineTuning, knowledge } = config;
  const arnOf = (prefix: string) => `arn:aws:s3:::${bucketName(prefix, account, region)}`;
  const ofTuning = fineTuning ? [arnOf(names.fineTuningBucket)] : [];
  const buckets = [...ofTuning, ...(knowledge ? [arnOf(names.documentsBucket)] : [])];
  const on = (arn: string, owner: string) => [
    ...S3_ACTIONS.bucket.map((action) => caller.ask(action, arn, { 'aws:ResourceAccount': owner })),
    ...S3_ACTIONS.objects.map((action) => caller.ask(action, `${arn}/datasets/x`, { 'aws:ResourceAccount': owner })),
  ];
  const ask = (actions: readonly string[], resources: readonly string[]) =>
    actions.flatMap((action) => resources.map((arn) => caller.ask(action, arn, { 'aws:ResourceAccount': account })));
  return {
    needed: buckets.flatMap((bucket) => on(bucket, account)),
    refused: [
      { what: 'requests to another bucket', requests: on('arn:aws:s3:::another-bucket', OTHER_ACCOUNT) },
      {
        what: 'deletion of objects and changes of the bucket',
        requests: [
          // A function deletes documents of a knowledge base.
          ...ask(
            ['s3:DeleteObject'],
            ofTuning.map((bucket) => `${bucket}/datasets/x`),
          ),
          ...ask(
            ['s3:PutObjectAcl'],
            buckets.map((bucket) => `${bucket}/datasets/x`),
          ),
          ...ask(['s3:DeleteBucket', 's3:PutBucketPolicy'], buckets),
        ],
      },
    ],
  };
};

const ofRuntime: RequestsOf = (caller, { config, caller: { account } }) => {
  const { region, guardrail } = config;
  const invoke = PLANE_ACTIONS['bedrock-runtime'].filter((action) => action !== 'bedrock:ApplyGuardrail');
  const place = { region, account, partition: 'aws' };
  const targets = config.models.flatMap((model) => invocableModel(model, place, catalogueOf(config)).targets);
  const invocations = (carried: EndpointRequest['context'], arnOf = (arn: string) => arn) =>
    targets.flatMap(({ arn, throughProfile }) =>
      invoke.map((action) => {
        // A profile can lead to another Region, so that the Region of the request is not known here.
        const { 'aws:RequestedRegion': _, ...context } = caller.ask(action, arn).context;
        const profile = { 'bedrock:InferenceProfileArn': throughProfile };
        return { account, action, resource: arnOf(arn), context: { ...context, ...carried, ...profile } };
      }),
    );
  // The id of the guardrail is not known before it is deployed.
  const without = { 'bedrock:GuardrailIdentifier': undefined };
  const carried = guardrail ? {} : without;
  return {
    needed: invocations(carried),
    refused: [
      { what: 'invocations of another model', requests: invocations(carried, anotherModel) },
      ...(guardrail ? [{ what: 'invocations without the guardrail', requests: invocations(without) }] : []),
      {
        what: 'actions of other planes or of no endpoint',
        requests: others('bedrock-runtime', caller, account, ['*', ...targets.slice(0, 1).map(({ arn }) => arn)]),
      },
    ],
  };
};

const anotherModel = (arn: string): string => arn.replace(/[^:/]+(:\d+)?$/, 'another-model');

const ofPlane =
  (plane: BedrockPlane): RequestsOf =>
  (caller, { config: { knowledge }, caller: { account } }) => {
    // With a knowledge base, one function calls this plane, and only to retrieve.
    const isForRetrieval = plane === 'bedrock-agent-runtime' && knowledge !== undefined;
    const needed: readonly string[] = isForRetrieval ? ['bedrock:Retrieve'] : PLANE_ACTIONS[plane];
    const on = (owner: string) => needed.map((action) => caller.ask(action, '*', { 'aws:ResourceAccount': owner }));
    return {
      needed: on(account),
      refused: [
        { what: 'actions of other planes or of no endpoint', requests: others(plane, caller, account) },
        ...(plane === 'bedrock'
          ? []
          : [{ what: "requests to another account's resources", requests: on(OTHER_ACCOUNT) }]),
      ],
    };
  };

/** One notebook, and the streams of its log. Endpoints of these services have more users than one deployment. */
const ofWorkbench =
  (service: WorkbenchService): RequestsOf =>
  (caller, { config: { region }, names, caller: { account } }) => {
    const resource =
      service === 'logs'
        ? `arn:aws:logs:${region}:${account}:log-group:${NOTEBOOK_LOGS}:log-stream:${names.workbench}/x`
        : `arn:aws:sagemaker:${region}:${account}:notebook-instance/${names.workbench}`;
    const ask = (owner: string) =>
      WORKBENCH_ACTIONS[service].map((action) => caller.ask(action, resource, { 'aws:ResourceAccount': owner }));
    return { needed: ask(account), refused: [] };
  };

/** Actions that the policy of our own endpoint of this plane denies. */
function others(
  plane: BedrockPlane,
  caller: Caller,
  account: string,
  resources: readonly string[] = ['*'],
): readonly EndpointRequest[] {
  const own: readonly string[] = PLANE_ACTIONS[plane];
  return [...new Set<string>([...Object.values(PLANE_ACTIONS).flat(), ...ACTIONS_OF_NO_PLANE])]
    .filter((action) => !own.includes(action))
    .flatMap((action) => resources.map((arn) => caller.ask(action, arn, { 'aws:ResourceAccount': account })));
}
