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

  /** Start, stop and follow customization jobs, and hand them this role: what a tuner does, and the workflow. */
  grantStartJobs(grantee: iam.IGrantable): void {
    const { partition, region } = Stack.of(this);
    const ours = `arn:${partition}:bedrock:${region}:${Aws.ACCOUNT_ID}`;
    const job = `${ours}:model-customization-job/*`;
    const customModel = `${ours}:custom-model/*`;
    for (const statement of [
      new iam.PolicyStatement({
        sid: 'StartJobs',
        actions: ['bedrock:CreateModelCustomizationJob', 'bedrock:TagResource'],
        resources: [
          ...this.props.baseModels.map((id) => `arn:${partition}:bedrock:${region}::foundation-model/${id}`),
          customModel,
          job,
        ],
      }),
      new iam.PolicyStatement({
        sid: 'FollowJobs',
        actions: ['bedrock:GetCustomModel', 'bedrock:GetModelCustomizationJob', 'bedrock:StopModelCustomizationJob'],
        resources: [customModel, job],
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
    const named =
      'Bedrock names jobs and custom models itself: these are all of this account and Region, and nothing else.';
    acknowledgeResource(grantee, job, named);
    acknowledgeResource(grantee, customModel, named);
  }

  /** See which jobs and models there are, as a person does. */
  grantListJobs(grantee: iam.IGrantable): void {
    grantee.grantPrincipal.addToPrincipalPolicy(
      new iam.PolicyStatement({
        sid: 'ListJobs',
        actions: ['bedrock:ListCustomModels', 'bedrock:ListModelCustomizationJobs'],
        resources: ['*'],
      }),
    );
    acknowledgeResource(grantee, '*', 'The two List actions accept no other resource than the whole.');
  }
}

/** Source: Amazon Bedrock User Guide, "Encryption of custom models" (statement PermissionsEncryptCustomModel). */
const MODEL_KEY_ACTIONS = ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'] as const;
