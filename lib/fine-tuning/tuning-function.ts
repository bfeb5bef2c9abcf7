import { Duration, Stack } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { ENV } from '../../lambda/fine-tuning/contract';
import { functionCode } from '../functions/function-code';
import { VpcFunction, type VpcFunctionProps } from '../functions/vpc-function';
import { RolePolicy } from '../iam/role-policy';
import type { FineTuningBucket } from '../storage/fine-tuning-bucket';

/** Properties of the tuning function; `encryptionKey` also encrypts the custom models of its jobs. */
export interface TuningFunctionProps extends VpcFunctionProps {
  /** Name of the deployment: the value of the tag of jobs and models, and the prefix of their names. */
  readonly deployment: string;
  readonly bucket: FineTuningBucket;
  /** Role of the jobs that the function prepares. The function cannot pass it. */
  readonly customizationRole: iam.IRole;
  /** Ids of the models that may be tuned. */
  readonly baseModels: readonly string[];
  /** Most jobs that the workflow starts in a calendar month, UTC. */
  readonly maxJobsPerMonth: number;
}

/**
 * Function that checks labelled examples before a customization job and reads its metrics after it. It uses S3 through
 * the gateway endpoint of the VPC, and no API of Bedrock. Request and response: lambda/fine-tuning/contract.ts.
 *
 * @example
 * const checking = new TuningFunction(stack, 'Tuning', {
 *   deployment: 'chat',
 *   functionName: 'chat-tuning',
 *   logGroupName: '/chat/tuning',
 *   network,
 *   encryptionKey: key,
 *   bucket,
 *   customizationRole,
 *   baseModels: ['amazon.nova-lite-v1:0'],
 *   maxJobsPerMonth: 10,
 * });
 * checking.grantInvoke(workflowRole);
 */
export class TuningFunction extends VpcFunction {
  constructor(scope: Construct, id: string, props: TuningFunctionProps) {
    const { subnetIds } = props.network.vpc.selectSubnets(props.network.subnets);
    super(scope, id, props, {
      name: 'tuning function',
      description: 'Checks labelled examples before a customization job, and reads its metrics after it',
      code: functionCode('fine-tuning'),
      // One whole vCPU: a dataset is read as a stream, so that memory does not limit its size but the CPU its speed.
      memorySize: 1769,
      timeout: Duration.minutes(15),
      environment: {
        [ENV.deployment]: props.deployment,
        [ENV.bucket]: props.bucket.literalName,
        [ENV.baseModels]: JSON.stringify(props.baseModels),
        [ENV.roleArn]: props.customizationRole.roleArn,
        [ENV.keyArn]: props.encryptionKey.keyArn,
        [ENV.subnetIds]: Stack.of(scope).toJsonString(subnetIds),
        [ENV.securityGroupId]: props.network.functionSecurityGroup.securityGroupId,
        [ENV.maxJobsPerMonth]: String(props.maxJobsPerMonth),
      },
      noQueueReason: 'Its caller, a workflow, waits for the result and receives each failure.',
      noReserveReason:
        'A workflow invokes it a few times a day; a reserve would reduce the quota of all other functions.',
    });
    const policy = new RolePolicy(this.role, 'DataPolicy', {
      description: 'Read datasets, leave reports, read metrics',
      role: this.role,
    });
    props.bucket.grantReadDataset(policy);
    props.bucket.grantWriteArtifacts(policy);
  }
}
