import type * as ec2 from 'aws-cdk-lib/aws-ec2';
import { CfnSecurityGroup, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import { CfnNotebookInstance, CfnNotebookInstanceLifecycleConfig } from 'aws-cdk-lib/aws-sagemaker';
import { Construct } from 'constructs';
import type { InstanceType } from '../../domain/workbench/instance-types';
import { lifecycleScript } from './lifecycle-script';

export interface NotebookProps {
  readonly instanceName: string;
  readonly instanceType: InstanceType;
  /** Size of the volume in GiB. */
  readonly volumeGiB: number;
  /** Minutes without use after which the notebook stops itself. */
  readonly idleMinutes: number;
  readonly role: iam.IRole;
  readonly encryptionKey: kms.IKey;
  readonly vpc: ec2.IVpc;
  /** Isolated subnets; the notebook is in the first. */
  readonly subnets: ec2.SubnetSelection;
  readonly region: string;
  /** Security group of the interface endpoints; none if all of them exist already. */
  readonly endpointSecurityGroup: ec2.ISecurityGroup | undefined;
  /** Where existing interface endpoints are reached: security groups (`sg-…`) or IPv4 blocks. */
  readonly endpointPeers: readonly string[];
  /** Id of the AWS managed prefix list of S3, if the notebook reads a bucket. */
  readonly s3PrefixListId?: string | undefined;
}

/**
 * Notebook instance in isolated subnets: without a way to the internet, without root, with IMDSv2, a volume under the customer's
 * key, and a program that stops it when nobody uses it.
 *
 * Source: Amazon SageMaker AI Developer Guide, "Connect a Notebook Instance in a VPC to External Resources".
 *
 * @example
 * new Notebook(stack, 'Notebook', {
 *   instanceName: 'chat-workbench',
 *   instanceType: 'ml.t3.medium',
 *   volumeGiB: 10,
 *   idleMinutes: 60,
 *   role,
 *   encryptionKey: key,
 *   vpc,
 *   subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
 *   region: 'us-east-1',
 *   endpointSecurityGroup: groups.endpoints,
 *   endpointPeers: [],
 * });
 */
export class Notebook extends Construct {
  readonly instance: CfnNotebookInstance;

  constructor(scope: Construct, id: string, props: NotebookProps) {
    super(scope, id);
    const { instanceName, region, idleMinutes } = props;
    const lifecycle = new CfnNotebookInstanceLifecycleConfig(this, 'Lifecycle', {
      notebookInstanceLifecycleConfigName: instanceName,
      onStart: [{ content: lifecycleScript({ instanceName, region, idleMinutes }) }],
    });
    const [subnetId] = props.vpc.selectSubnets(props.subnets).subnetIds;
    this.instance = new CfnNotebookInstance(this, 'Instance', {
      notebookInstanceName: instanceName,
      instanceType: props.instanceType,
      roleArn: props.role.roleArn,
      platformIdentifier: 'notebook-al2023-v1',
      directInternetAccess: 'Disabled',
      rootAccess: 'Disabled',
      instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: '2' },
      kmsKeyId: props.encryptionKey.keyArn,
      volumeSizeInGb: props.volumeGiB,
      ...(subnetId !== undefined && { subnetId }),
      securityGroupIds: [this.makeSecurityGroup(props)],
      lifecycleConfigName: lifecycle.attrNotebookInstanceLifecycleConfigName,
    });
  }

  /** Makes the group of the notebook, which reaches endpoints and S3 on 443, and which nobody reaches. */
  private makeSecurityGroup({ vpc, endpointSecurityGroup, endpointPeers, s3PrefixListId }: NotebookProps): string {
    const made = endpointSecurityGroup ? [endpointSecurityGroup.securityGroupId] : [];
    const group = new CfnSecurityGroup(this, 'SecurityGroup', {
      vpcId: vpc.vpcId,
      groupDescription: 'Workbench: reaches the interface endpoints and S3 on 443, nothing else; reached by nobody',
      securityGroupEgress: [
        ...[...made, ...endpointPeers].map((peer) => ({
          ...HTTPS,
          ...(peer.includes('/') ? { cidrIp: peer } : { destinationSecurityGroupId: peer }),
          description: 'Interface endpoints',
        })),
        ...(s3PrefixListId === undefined
          ? []
          : [{ ...HTTPS, destinationPrefixListId: s3PrefixListId, description: 'S3 gateway endpoint' }]),
      ],
    });
    for (const groupId of made) {
      new CfnSecurityGroupIngress(this, 'ToEndpoints', {
        ...HTTPS,
        groupId,
        sourceSecurityGroupId: group.attrGroupId,
        description: 'Workbench',
      });
    }
    return group.attrGroupId;
  }
}

const HTTPS = { ipProtocol: 'tcp', fromPort: 443, toPort: 443 } as const;
