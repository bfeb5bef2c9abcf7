import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { InvocableModel } from '../../domain/models/invocable-model';
import type { BedrockPlane } from '../../domain/models/planes';
import { PLANE_ACTIONS, S3_ACTIONS } from '../../domain/network/plane-actions';
import { type AppliedGuardrail, invokeStatements } from '../bedrock/grant-invoke';

/** Any principal of this account; its own policies limit it. */
const OURS = {
  principals: [new iam.StarPrincipal()],
  conditions: { StringEquals: { 'aws:PrincipalAccount': Aws.ACCOUNT_ID } },
} as const;

/** Any principal of this account, on resources of this account if the request has an owner of the resource. */
const OURS_ON_OURS = {
  ...OURS,
  conditions: { ...OURS.conditions, StringEqualsIfExists: { 'aws:ResourceAccount': Aws.ACCOUNT_ID } },
} as const;

export interface EndpointPolicyContext {
  /** Models that may be invoked through the endpoint of bedrock-runtime. */
  readonly models: readonly InvocableModel[];
  /**
   * Guardrail that every invocation must carry.
   *
   * @default - invocations need no guardrail
   */
  readonly guardrail?: AppliedGuardrail;
  /**
   * The only use of the endpoint of bedrock-agent-runtime.
   *
   * @default - the actions of the plane, on resources of this account
   */
  readonly retrieval?: Retrieval | undefined;
}

/** Finding passages in one knowledge base, by one role, and by a notebook if the row says so. */
export interface Retrieval {
  readonly knowledgeBaseArn: string;
  readonly roleArn: string;
  /**
   * Role of a notebook that finds passages, too.
   *
   * @default - none
   */
  readonly notebookRoleArn?: string | undefined;
  /**
   * Calls in which Bedrock answers by itself, by one other role.
   *
   * @default - none
   */
  readonly delegated?: DelegatedCalls | undefined;
}

export interface DelegatedCalls {
  readonly roleArn: string;
  /** Allows RetrieveAndGenerate. */
  readonly isGenerating: boolean;
  /**
   * ARN of an agent alias.
   *
   * @default - no agent
   */
  readonly agentAliasArn?: string | undefined;
}

/**
 * Returns the policy of the interface endpoint of a plane: the actions of the plane, on the runtime plane only for the
 * allowed models.
 */
export function planeStatements(
  plane: BedrockPlane,
  { models, guardrail, retrieval }: EndpointPolicyContext,
): iam.PolicyStatement[] {
  switch (plane) {
    case 'bedrock-runtime':
      return invokeStatements(models, { ...OURS, ...(guardrail && { guardrail }) });
    case 'bedrock':
      // Foundation models belong to AWS: a condition on the owner of the resource would exclude them.
      return [new iam.PolicyStatement({ ...copy(OURS), actions: [...PLANE_ACTIONS[plane]], resources: ['*'] })];
    case 'bedrock-agent-runtime':
      if (retrieval) return [retrieveStatement(retrieval), ...delegatedStatements(retrieval)];
      return [onOurs(plane)];
    case 'bedrock-agent':
      return [onOurs(plane)];
  }
}

const onOurs = (plane: 'bedrock-agent' | 'bedrock-agent-runtime') =>
  new iam.PolicyStatement({ ...copy(OURS_ON_OURS), actions: [...PLANE_ACTIONS[plane]], resources: ['*'] });

/** The role is named, and with it its account: another role of ours could have a right to the knowledge base, too. */
const retrieveStatement = ({ knowledgeBaseArn, roleArn, notebookRoleArn }: Retrieval) =>
  new iam.PolicyStatement({
    sid: 'Retrieve',
    ...copy({
      ...OURS,
      conditions: {
        ArnEquals: { 'aws:PrincipalArn': notebookRoleArn === undefined ? roleArn : [roleArn, notebookRoleArn] },
      },
    }),
    actions: ['bedrock:Retrieve'],
    resources: [knowledgeBaseArn],
  });

function delegatedStatements({ delegated }: Retrieval): iam.PolicyStatement[] {
  if (!delegated) return [];
  const { roleArn, isGenerating, agentAliasArn } = delegated;
  const allow = (sid: string, action: string, resource: string) =>
    new iam.PolicyStatement({
      sid,
      ...copy({ ...OURS, conditions: { ArnEquals: { 'aws:PrincipalArn': roleArn } } }),
      actions: [action],
      resources: [resource],
    });
  return [
    ...(isGenerating ? [allow('AnswerFromKnowledgeBase', 'bedrock:RetrieveAndGenerate', '*')] : []),
    ...(agentAliasArn === undefined ? [] : [allow('InvokeAgent', 'bedrock:InvokeAgent', agentAliasArn)]),
  ];
}

/** Buckets whose objects and uploads one role deletes. */
export interface PurgeThroughEndpoint {
  readonly roleArn: string;
  readonly bucketArns: readonly string[];
}

/** Deletions that the policy of the S3 gateway endpoint allows. */
export interface S3Deletions {
  /** Patterns of objects that any principal of this account may delete, if its policies allow it. */
  readonly deletableObjects?: readonly string[] | undefined;
  /** @default - none */
  readonly purge?: PurgeThroughEndpoint | undefined;
}

/**
 * Returns the policy of the S3 gateway endpoint: objects of the given buckets. Nothing in the VPC needs a bucket of AWS:
 * no function is a custom resource, none installs packages, and a customization job reads and writes our bucket.
 */
export function s3Statements(
  bucketArns: readonly string[],
  { deletableObjects: deletable = [], purge }: S3Deletions = {},
): iam.PolicyStatement[] {
  return [
    new iam.PolicyStatement({
      sid: 'ListOurBuckets',
      ...copy(OURS),
      actions: [...S3_ACTIONS.bucket],
      resources: [...bucketArns],
    }),
    new iam.PolicyStatement({
      sid: 'ObjectsOfOurBuckets',
      ...copy(OURS),
      actions: [...S3_ACTIONS.objects],
      resources: bucketArns.map((arn) => `${arn}/*`),
    }),
    ...(deletable.length === 0
      ? []
      : [
          new iam.PolicyStatement({
            sid: 'DeleteDocuments',
            ...copy(OURS),
            actions: ['s3:DeleteObject'],
            resources: [...deletable],
          }),
        ]),
    ...(purge ? purgeStatements(purge) : []),
  ];
}

/** The role is named, as for a knowledge base: no other role of ours deletes patient data through the endpoint. */
function purgeStatements({ roleArn, bucketArns }: PurgeThroughEndpoint): iam.PolicyStatement[] {
  const allow = (sid: string, action: string, resources: readonly string[]) =>
    new iam.PolicyStatement({
      sid,
      ...copy({ ...OURS, conditions: { ArnEquals: { 'aws:PrincipalArn': roleArn } } }),
      actions: [action],
      resources: [...resources],
    });
  return [
    allow('FindUploads', 's3:ListBucketMultipartUploads', bucketArns),
    allow(
      'PurgePatientData',
      's3:DeleteObject',
      bucketArns.map((arn) => `${arn}/*`),
    ),
  ];
}

/** Copies the principals, since a statement takes a mutable array. */
const copy = <C>({ principals, conditions }: { principals: readonly iam.IPrincipal[]; conditions: C }) => ({
  principals: [...principals],
  conditions,
});
