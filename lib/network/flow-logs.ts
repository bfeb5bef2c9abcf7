import { Aws, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { serviceTrust } from '../access/service-trust';

export interface FlowLogsProps {
  readonly vpc: ec2.IVpc;
  readonly logGroupName: string;
  readonly encryptionKey: kms.IKey;
  readonly retention: logs.RetentionDays;
  /** Keeps the log group when its stack is deleted. @default false */
  readonly keepData?: boolean;
}

/** Every connection, accepted or refused, in an encrypted log group that only this VPC's flow logs may write to. */
export class FlowLogs extends Construct {
  readonly logGroup: logs.LogGroup;

  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    this.logGroup = new logs.LogGroup(this, 'LogGroup', {
      logGroupName: props.logGroupName,
      encryptionKey: props.encryptionKey,
      retention: props.retention,
      removalPolicy: props.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const { partition, region } = Stack.of(this);
    // Conditions as in the VPC User Guide, "IAM role for publishing flow logs to CloudWatch Logs".
    const role = new iam.Role(this, 'Role', {
      description: 'Writes VPC flow logs into their log group',
      assumedBy: serviceTrust(
        'vpc-flow-logs.amazonaws.com',
        `arn:${partition}:ec2:${region}:${Aws.ACCOUNT_ID}:vpc-flow-log/*`,
      ),
    });
    const policy = new iam.ManagedPolicy(this, 'Policy', {
      description: 'Write into the flow log group',
      roles: [role],
      statements: [
        new iam.PolicyStatement({
          sid: 'WriteFlowLogs',
          actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
          resources: [this.logGroup.logGroupArn],
        }),
      ],
    });
    new ec2.CfnFlowLog(this, 'FlowLog', {
      resourceId: props.vpc.vpcId,
      resourceType: 'VPC',
      trafficType: 'ALL',
      logDestinationType: 'cloud-watch-logs',
      logGroupName: this.logGroup.logGroupName,
      deliverLogsPermissionArn: role.roleArn,
    }).node.addDependency(policy);
  }
}
