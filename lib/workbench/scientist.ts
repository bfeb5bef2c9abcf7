import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { OPEN_ACTION, USE_ACTIONS } from '../../domain/workbench/services';
import type { BedrockPersonaProps } from '../access/bedrock-persona';
import { personaTrust } from '../access/persona-trust';
import { grantKeyThrough } from '../encryption/key-grant';
import { RolePolicy } from '../iam/role-policy';
import { notebookArn } from './notebook-arn';
import { onlyThrough, type WorkbenchDoors } from './workbench-doors';

export interface ScientistProps extends BedrockPersonaProps {
  readonly roleName: string;
  readonly instanceName: string;
  /** Key of the volume. */
  readonly encryptionKey: kms.IKey;
  readonly doors: WorkbenchDoors;
}

/**
 * Person who starts, opens and stops one notebook, and nothing else. The address that opens it is made only inside the VPC. AWS
 * accepts it from anywhere for five minutes.
 *
 * Source: Amazon SageMaker AI Developer Guide, "Connect to a Notebook Instance Through a VPC Interface Endpoint".
 *
 * @example
 * new Scientist(stack, 'Scientist', {
 *   roleName: 'chat-scientist',
 *   instanceName: 'chat-workbench',
 *   encryptionKey: key,
 *   doors: { vpcId: vpc.vpcId, endpointIds: [] },
 * });
 */
export class Scientist extends iam.Role {
  constructor(scope: Construct, id: string, props: ScientistProps) {
    const description = 'Starts, opens and stops the notebook of the workbench';
    super(scope, id, {
      roleName: props.roleName,
      description,
      assumedBy: personaTrust(scope, props.trustedPrincipals),
      maxSessionDuration: props.maxSessionDuration ?? Duration.hours(1),
    });
    const resources = [notebookArn(this, props.instanceName)];
    const policy = new RolePolicy(this, 'Policy', {
      description,
      role: this,
      statements: [
        new iam.PolicyStatement({ sid: 'UseOneNotebook', actions: [...USE_ACTIONS], resources }),
        new iam.PolicyStatement({
          sid: 'DenyOpeningFromElsewhere',
          effect: iam.Effect.DENY,
          actions: [OPEN_ACTION],
          resources: ['*'],
          conditions: onlyThrough(props.doors),
        }),
      ],
    });
    // The volume of a notebook that starts is attached with a grant of the key.
    grantKeyThrough(props.encryptionKey, 'sagemaker', policy, 'kms:CreateGrant', 'kms:DescribeKey');
  }
}
