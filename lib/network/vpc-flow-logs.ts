import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { RolePolicy } from '../iam/role-policy';
import { serviceTrust } from '../iam/service-trust';

export interface VpcFlowLogsProps {
  readonly vpc: ec2.IVpc;
  /** Name of the log group; the policy of the key must allow it. */
  readonly logGroupName: string;
  /** Encrypts the log group. */
  readonly encryptionKey: kms.IKey;
  readonly retention: logs.RetentionDays;
  /**
   * Keeps the log group when its stack is deleted.
   *
   * @default false
   */
  readonly keepData?: boolean;
}

/**
 * Flow logs of a VPC: every connection, accepted or rejected, in an encrypted log group.
 *
 * Source: Amazon VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs".
 *
 * @example
 * new VpcFlowLogs(stack, 'FlowLogs', {
 *   vpc,
 *   logGroupName: '/chat/flow-logs',
 *   encryptionKey: key,
 *   retention: logs.RetentionDays.ONE_YEAR,
 * });
 */
export class VpcFlowLogs extends Construct {
  readonly logGroup: logs.LogGroup;

  constructor(scope: Construct, id: string, props: VpcFlowLogsProps) {
    super(scope, id);
    this.logGroup = new logs.LogGroup(this, 'LogGroup', {
      logGroupName: props.logGroupName,
      encryptionKey: props.encryptionKey,
      retention: props.retention,
      removalPolicy: props.keepData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    });
    const role = new iam.Role(this, 'Role', {
      description: 'Writes VPC flow logs into their log group',
      assumedBy: serviceTrust(
        'vpc-flow-logs.amazonaws.com',
        Stack.of(this).formatArn({ service: 'ec2', resource: 'vpc-flow-log', resourceName: '*' }),
      ),
    });
    const policy = new RolePolicy(this, 'Policy', {
      description: 'Write into the flow log group',
      role,
      statements: [
        new iam.PolicyStatement({
          sid: 'WriteFlowLogs',
          actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
          resources: [this.logGroup.logGroupArn],
        }),
      ],
    });
    // Below its VPC: a VPC that is replaced has its flow log until it is deleted.
    new ec2.CfnFlowLog(props.vpc, 'FlowLog', {
      resourceId: props.vpc.vpcId,
      resourceType: 'VPC',
      trafficType: 'ALL',
      logDestinationType: 'cloud-watch-logs',
      logGroupName: this.logGroup.logGroupName,
      deliverLogsPermissionArn: role.roleArn,
    }).node.addDependency(policy);
  }
}
