import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { InvocableModel } from '../../../domain/models/invocable-model';
import { LOG_ACTIONS, USE_ACTIONS } from '../../../domain/workbench/services';
import { deny, roleArn } from '../../access/boundary/boundary-statements';
import { denyOtherRegions } from '../../access/boundary/region-statements';
import { APPLY_GUARDRAIL_ACTIONS, INVOKE_ACTIONS } from '../../bedrock/actions';
import { denyInvokeExcept } from '../../bedrock/deny-invoke';
import { type AppliedGuardrail, denyWithoutGuardrail } from '../../bedrock/grant-invoke';
import { notebookArn, notebookStreams } from '../notebook-arn';

export interface WorkbenchBoundaryProps {
  readonly instanceName: string;
  /** Name of the one role that asks models and finds passages. */
  readonly notebookRoleName: string;
  /** The only models that a role within the boundary may invoke. */
  readonly models: readonly InvocableModel[];
  /** @default - invocations need no guardrail */
  readonly guardrail?: AppliedGuardrail | undefined;
  /** Key of the volume, the guardrail and the custom models. */
  readonly encryptionKey: kms.IKey;
  /**
   * Pattern of the objects that the notebook may read, and the ARN of their bucket.
   *
   * @default - none
   */
  readonly datasets?: { readonly bucketArn: string; readonly objects: string } | undefined;
  /**
   * ARN of the knowledge base that the notebook may search.
   *
   * @default - none
   */
  readonly knowledgeBaseArn?: string | undefined;
}

/** Returns the statements of the boundary, in which an action is allowed only if one of them allows it. */
export function workbenchStatements(scope: Construct, props: WorkbenchBoundaryProps): iam.PolicyStatement[] {
  const { models, guardrail, datasets, instanceName, knowledgeBaseArn } = props;
  const allow = (sid: string, actions: readonly string[], resources: string[]) =>
    new iam.PolicyStatement({ sid, actions: [...actions], resources });
  const allows = [
    allow('AskModels', [...APPLY_GUARDRAIL_ACTIONS, ...INVOKE_ACTIONS], ['*']),
    allow('UseOneNotebook', USE_ACTIONS, [notebookArn(scope, instanceName)]),
    allow('WriteItsLogs', LOG_ACTIONS, [notebookStreams(scope, instanceName)]),
    allow('UseTheKey', ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey'], [props.encryptionKey.keyArn]),
    ...(datasets
      ? [
          allow('ReadDatasets', ['s3:GetObject'], [datasets.objects]),
          allow('ListDatasets', ['s3:ListBucket'], [datasets.bucketArn]),
        ]
      : []),
    ...(knowledgeBaseArn === undefined ? [] : [allow('FindPassages', ['bedrock:Retrieve'], [knowledgeBaseArn])]),
  ];
  return [
    ...allows,
    deny('DenyAllElse', { notActions: allows.flatMap(({ actions }) => actions) }),
    // Only the code in the notebook asks: a person who could would leave its network, and the log of its use.
    deny('DenyAskingOutsideTheNotebook', {
      actions: [...APPLY_GUARDRAIL_ACTIONS, ...INVOKE_ACTIONS, 'bedrock:Retrieve'],
      conditions: { ArnNotEquals: { 'aws:PrincipalArn': roleArn(scope, props.notebookRoleName) } },
    }),
    ...denyInvokeExcept(models),
    ...(guardrail ? [denyWithoutGuardrail(guardrail)] : []),
    ...denyOtherRegions({ region: Stack.of(scope).region, models, guardrail }),
  ];
}
