import { Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { serviceTrust } from '../access/service-trust';
import { acknowledgeResource } from '../checks/acknowledge-resource';
import { grantKeyThrough } from '../encryption/key-grant';
import type { Network } from '../network/network';
import type { FineTuningBucket } from '../storage/fine-tuning-bucket';
import { customizationNetworkStatements } from './customization-network';

export interface CustomizationRoleProps {
  /** With `AmazonBedrock` in it, or AmazonBedrockFullAccess could not pass it. */
  readonly roleName: string;
  readonly bucket: FineTuningBucket;
  readonly network: Network;
  /** Encrypts the custom models. */
  readonly encryptionKey: kms.IKey;
  /** Of jobs and custom models; its value is the name of the deployment. */
  readonly tag: { readonly Key: string; readonly Value: string };
  /** Base models that may be customized, as jobs name them: `amazon.nova-lite-v1:0:300k`. */
  readonly baseModels: readonly string[];
}

/**
 * What Bedrock assumes to run a model customization job of this account: reads datasets, leaves artifacts, places
 * interfaces in our subnets, encrypts the model under our key.
 * Source of trust and statements: Amazon Bedrock User Guide, "Create a service role for model customization" and
 * "Protect your model customization jobs using a VPC".
 */
export class CustomizationRole extends iam.Role {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: CustomizationRoleProps,
  ) {
    const { partition, region } = Stack.of(scope);
    super(scope, id, {
      roleName: props.roleName,
      description: 'Assumed by Amazon Bedrock to run model customization jobs',
      assumedBy: serviceTrust(
        'bedrock.amazonaws.com',
        `arn:${partition}:bedrock:${region}:${Aws.ACCOUNT_ID}:model-customization-job/*`,
      ),
    });
    const policy = new iam.ManagedPolicy(this, 'Policy', {
      description: 'Run a model customization job in our network',
      roles: [this],
      statements: customizationNetworkStatements(this, props.network),
    });
    props.bucket.grantReadDataset(policy);
    props.bucket.grantWriteArtifacts(policy);
    // Whether Bedrock makes the model's grants as this role or as the caller is not documented; CDK's own task grants the role.
    grantKeyThrough(props.encryptionKey, 'bedrock', policy, ...MODEL_KEY_ACTIONS);
    acknowledgeResource(policy, '*', 'EC2 lists only the whole; what may be changed is bound by tag and subnet.');
    acknowledgeResource(
      policy,
      `arn:${partition}:ec2:${region}:${Aws.ACCOUNT_ID}:network-interface/*`,
      'An interface has no id before it is made; the tag BedrockManaged is demanded of it instead.',
    );
  }

  /**
   * Start customization jobs, tag what they make, and hand them this role. For what checks the examples before it does: no
   * condition key says whether a job is to have the key, the network, or data that anybody looked at.
   */
  grantStartJobs(grantee: iam.IGrantable): void {
    const { partition, region } = Stack.of(this);
    const { job, customModel } = this.arns();
    const { Key, Value } = this.props.tag;
    for (const statement of [
      new iam.PolicyStatement({
        sid: 'StartJobs',
        actions: ['bedrock:CreateModelCustomizationJob'],
        resources: [
          ...this.props.baseModels.map((id) => `arn:${partition}:bedrock:${region}::foundation-model/${id}`),
          customModel,
          job,
        ],
      }),
      new iam.PolicyStatement({
        sid: 'TagThem',
        actions: ['bedrock:TagResource'],
        resources: [customModel, job],
        conditions: { StringEquals: { [`aws:RequestTag/${Key}`]: Value } },
      }),
      new iam.PolicyStatement({
        sid: 'HandOverTheRole',
        actions: ['iam:PassRole'],
        resources: [this.roleArn],
        conditions: { StringEquals: { 'iam:PassedToService': 'bedrock.amazonaws.com' } },
      }),
    ]) {
      grantee.grantPrincipal.addToPrincipalPolicy(statement);
    }
    grantKeyThrough(this.props.encryptionKey, 'bedrock', grantee, ...MODEL_KEY_ACTIONS);
    acknowledgeResource(grantee, job, NAMED_BY_BEDROCK);
    acknowledgeResource(grantee, customModel, NAMED_BY_BEDROCK);
  }

  /** Look at customization jobs, and stop those of this deployment. */
  grantFollowAndStopJobs(grantee: iam.IGrantable): void {
    const { job } = this.arns();
    const { Key, Value } = this.props.tag;
    for (const statement of [
      // Not by the tag: a job that is not there has none, and has to be told from one that may not be seen.
      new iam.PolicyStatement({ sid: 'FollowJobs', actions: ['bedrock:GetModelCustomizationJob'], resources: [job] }),
      new iam.PolicyStatement({
        sid: 'StopJobs',
        actions: ['bedrock:StopModelCustomizationJob'],
        resources: [job],
        conditions: { StringEquals: { [`aws:ResourceTag/${Key}`]: Value } },
      }),
    ]) {
      grantee.grantPrincipal.addToPrincipalPolicy(statement);
    }
    acknowledgeResource(grantee, job, NAMED_BY_BEDROCK);
  }

  /** See which jobs and models there are, as a person does. */
  grantListJobsAndModels(grantee: iam.IGrantable): void {
    const { customModel } = this.arns();
    for (const statement of [
      new iam.PolicyStatement({ sid: 'SeeModels', actions: ['bedrock:GetCustomModel'], resources: [customModel] }),
      new iam.PolicyStatement({
        sid: 'ListJobs',
        actions: ['bedrock:ListCustomModels', 'bedrock:ListModelCustomizationJobs'],
        resources: ['*'],
      }),
    ]) {
      grantee.grantPrincipal.addToPrincipalPolicy(statement);
    }
    acknowledgeResource(grantee, customModel, NAMED_BY_BEDROCK);
    acknowledgeResource(grantee, '*', 'The two List actions accept no other resource than the whole.');
  }

  private arns() {
    const { partition, region } = Stack.of(this);
    const ours = `arn:${partition}:bedrock:${region}:${Aws.ACCOUNT_ID}`;
    return { job: `${ours}:model-customization-job/*`, customModel: `${ours}:custom-model/*` };
  }
}

const NAMED_BY_BEDROCK =
  'Bedrock names jobs and custom models itself: these are all of this account and Region, and nothing else.';

/** Source: Amazon Bedrock User Guide, "Encryption of custom models" (statement PermissionsEncryptCustomModel). */
const MODEL_KEY_ACTIONS = ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'] as const;
