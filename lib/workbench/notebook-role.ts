import { ArnFormat, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { InvocableModel } from '../../domain/models/invocable-model';
import { LOG_ACTIONS, NOTEBOOK_LOGS, STOP_ACTIONS } from '../../domain/workbench/services';
import { grantModels } from '../bedrock/grant-models';
import type { Guardrail } from '../bedrock/guardrail';
import { acknowledge, acknowledgeResource } from '../checks/acknowledge';
import { grantKeyThrough } from '../encryption/key-grant';
import { RolePolicy } from '../iam/role-policy';
import { serviceTrust } from '../iam/service-trust';
import { notebookArn, notebookStreams } from './notebook-arn';
import { onlyThrough, type WorkbenchDoors } from './workbench-doors';

export interface NotebookRoleProps {
  readonly roleName: string;
  readonly instanceName: string;
  readonly models: readonly InvocableModel[];
  /** @default - no guardrail */
  readonly guardrail?: Guardrail | undefined;
  /** Encrypts the volume, the guardrail and the custom models. */
  readonly encryptionKey: kms.IKey;
  /** Network that every request of the notebook comes through. */
  readonly doors: WorkbenchDoors;
}

/**
 * Role of the code in a notebook: invokes the models of a row with its guardrail, stops its own instance, and writes its own log
 * streams, through the endpoints of the deployment. Whoever opens the notebook has these rights.
 *
 * Sources: Amazon SageMaker AI Developer Guide, "How to use SageMaker AI execution roles"; IAM User Guide, `aws:SourceVpc`.
 *
 * @example
 * const role = new NotebookRole(stack, 'NotebookRole', {
 *   roleName: 'chat-notebook',
 *   instanceName: 'chat',
 *   models: [model],
 *   encryptionKey: key,
 *   doors: { vpcId: vpc.vpcId, endpointIds: [] },
 * });
 */
export class NotebookRole extends iam.Role {
  readonly policy: RolePolicy;

  constructor(scope: Construct, id: string, props: NotebookRoleProps) {
    super(scope, id, {
      roleName: props.roleName,
      description: 'Code in the notebook of the workbench',
      // AWS does not document which ARN SageMaker names for a notebook: any of this account and Region.
      assumedBy: serviceTrust(
        'sagemaker.amazonaws.com',
        Stack.of(scope).formatArn({ service: 'sagemaker', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME }),
      ),
    });
    const streams = notebookStreams(this, props.instanceName);
    this.policy = new RolePolicy(this, 'Policy', {
      description: 'Calls the models of the deployment from the notebook, and stops the notebook',
      role: this,
      sizeRemedy: 'remove models from the row',
      statements: [
        new iam.PolicyStatement({
          sid: 'StopItself',
          actions: [...STOP_ACTIONS],
          resources: [notebookArn(this, props.instanceName)],
        }),
        new iam.PolicyStatement({ sid: 'WriteItsLogs', actions: [...LOG_ACTIONS], resources: [streams] }),
        new iam.PolicyStatement({
          sid: 'DenyOtherWays',
          effect: iam.Effect.DENY,
          // The logs are written by SageMaker on the instance, in an interface that it does not document.
          notActions: [...LOG_ACTIONS],
          resources: ['*'],
          conditions: { ...onlyThrough(props.doors), BoolIfExists: { 'aws:ViaAWSService': 'false' } },
        }),
      ],
    });
    grantModels(this.policy, props);
    grantKeyThrough(props.encryptionKey, 'sagemaker', this.policy, 'kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey');
    acknowledgeResource(
      this.policy,
      streams,
      `SageMaker names the streams of a notebook after it, in the group ${NOTEBOOK_LOGS} of the account.`,
    );
    const reason = 'DenyOtherWays has every action but two in a Deny: it takes rights away.';
    acknowledge(this.policy, { rule: 'AwsSolutions-IAM5', finding: 'Resource::*', reason });
  }
}
