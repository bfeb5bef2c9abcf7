import { type CfnTag, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { tagWhenMade } from '../bedrock/deployment-tag';
import { acknowledgeResource } from '../checks/acknowledge';
import { grantKeyThrough } from '../encryption/key-grant';
import { grantStatements } from '../iam/grant-statements';
import { RolePolicy } from '../iam/role-policy';
import { serviceTrust } from '../iam/service-trust';
import type { PrivateNetwork } from '../network/private-network';
import type { FineTuningBucket } from '../storage/fine-tuning-bucket';
import { customizationNetworkStatements } from './customization-network';

export interface CustomizationRoleProps {
  /** Name with `AmazonBedrock` in it: AmazonBedrockFullAccess passes only such roles to Bedrock. */
  readonly roleName: string;
  readonly bucket: FineTuningBucket;
  /** Network of the jobs. */
  readonly network: PrivateNetwork;
  /** Encrypts the custom models. */
  readonly encryptionKey: kms.IKey;
  /** Tag of jobs and custom models; its value is the name of the deployment. */
  readonly tag: CfnTag;
  /** Ids of the base models that may be customized, as in a job: `amazon.nova-lite-v1:0:300k`. */
  readonly baseModels: readonly string[];
}

/**
 * Role that Bedrock assumes to run a model customization job of this account: it reads datasets, writes artifacts, places
 * network interfaces in our subnets and encrypts the model with our key.
 *
 * Sources: Amazon Bedrock User Guide, "Create a service role for model customization" and "Protect your model
 * customization jobs using a VPC".
 *
 * @example
 * const role = new CustomizationRole(stack, 'CustomizationRole', {
 *   roleName: 'AmazonBedrock-tuning',
 *   bucket,
 *   network,
 *   encryptionKey: key,
 *   tag: { key: 'project', value: 'chat' },
 *   baseModels: ['amazon.nova-lite-v1:0'],
 * });
 * role.grantStartJobs(workflowRole);
 */
export class CustomizationRole extends iam.Role {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: CustomizationRoleProps,
  ) {
    super(scope, id, {
      roleName: props.roleName,
      description: 'Assumed by Amazon Bedrock to run model customization jobs',
      assumedBy: serviceTrust(
        'bedrock.amazonaws.com',
        Stack.of(scope).formatArn({ service: 'bedrock', resource: 'model-customization-job', resourceName: '*' }),
      ),
    });
    const policy = new RolePolicy(this, 'Policy', {
      description: 'Run a model customization job in our network',
      role: this,
      statements: customizationNetworkStatements(this, props.network),
    });
    props.bucket.grantReadDataset(policy);
    props.bucket.grantWriteArtifacts(policy);
    // AWS does not document if Bedrock creates the grants of the model as this role or as the caller: both may.
    grantKeyThrough(props.encryptionKey, 'bedrock', policy, ...MODEL_KEY_ACTIONS);
    acknowledgeResource(
      policy,
      '*',
      'The Describe actions of EC2 support no resource; changes require the tag of a job and one of our subnets.',
    );
    acknowledgeResource(
      policy,
      Stack.of(this).formatArn({ service: 'ec2', resource: 'network-interface', resourceName: '*' }),
      'An interface has no id before it is created; the statements require the tag BedrockManaged instead.',
    );
  }

  /**
   * Lets the grantee start customization jobs, tag them and their models, and pass this role. No condition key restricts
   * the key, the network or the dataset of a job: grant this only to something that checks them first.
   */
  grantStartJobs(grantee: iam.IGrantable): iam.Grant {
    const stack = Stack.of(this);
    const { job, customModel } = this.arns();
    const { key, value } = this.props.tag;
    const foundationModel = { service: 'bedrock', account: '', resource: 'foundation-model' };
    acknowledgeResource(grantee, job, NAMED_BY_BEDROCK);
    acknowledgeResource(grantee, customModel, NAMED_BY_BEDROCK);
    return grantStatements(grantee, [
      new iam.PolicyStatement({
        sid: 'StartJobs',
        actions: ['bedrock:CreateModelCustomizationJob'],
        resources: [
          ...this.props.baseModels.map((resourceName) => stack.formatArn({ ...foundationModel, resourceName })),
          customModel,
        ],
      }),
      new iam.PolicyStatement({
        sid: 'TagThem',
        actions: ['bedrock:TagResource'],
        resources: [customModel, job],
        conditions: tagWhenMade({ key, value }),
      }),
      new iam.PolicyStatement({
        sid: 'HandOverTheRole',
        actions: ['iam:PassRole'],
        resources: [this.roleArn],
        conditions: { StringEquals: { 'iam:PassedToService': 'bedrock.amazonaws.com' } },
      }),
    ]).combine(grantKeyThrough(this.props.encryptionKey, 'bedrock', grantee, ...MODEL_KEY_ACTIONS));
  }

  /** Lets the grantee read the status of every customization job, and stop the jobs of this deployment. */
  grantFollowAndStopJobs(grantee: iam.IGrantable): iam.Grant {
    const { job } = this.arns();
    const { key, value } = this.props.tag;
    acknowledgeResource(grantee, job, NAMED_BY_BEDROCK);
    return grantStatements(grantee, [
      // Without a condition on the tag: a missing job has no tag, and must differ from a job that is denied.
      new iam.PolicyStatement({ sid: 'FollowJobs', actions: ['bedrock:GetModelCustomizationJob'], resources: [job] }),
      new iam.PolicyStatement({
        sid: 'StopJobs',
        actions: ['bedrock:StopModelCustomizationJob'],
        resources: [job],
        conditions: { StringEquals: { [`aws:ResourceTag/${key}`]: value } },
      }),
    ]);
  }

  /** Lets the grantee list customization jobs and custom models, and read the details of a model. */
  grantListJobsAndModels(grantee: iam.IGrantable): iam.Grant {
    const { customModel } = this.arns();
    acknowledgeResource(grantee, customModel, NAMED_BY_BEDROCK);
    acknowledgeResource(grantee, '*', 'The two List actions support no resource.');
    return grantStatements(grantee, [
      new iam.PolicyStatement({ sid: 'SeeModels', actions: ['bedrock:GetCustomModel'], resources: [customModel] }),
      new iam.PolicyStatement({
        sid: 'ListJobs',
        actions: ['bedrock:ListCustomModels', 'bedrock:ListModelCustomizationJobs'],
        resources: ['*'],
      }),
    ]);
  }

  /** Patterns of the ARNs of custom models that were trained from these base models. An imported model has another ARN. */
  get customModelArns(): string[] {
    const unique = [...new Set(this.props.baseModels)];
    const shortest = unique.filter((id) => !unique.some((other) => other !== id && id.startsWith(other)));
    return shortest.map((id) =>
      Stack.of(this).formatArn({ service: 'bedrock', resource: 'custom-model', resourceName: `${id}*` }),
    );
  }

  private arns() {
    const all = (resource: string) => Stack.of(this).formatArn({ service: 'bedrock', resource, resourceName: '*' });
    return { job: all('model-customization-job'), customModel: all('custom-model') };
  }
}

const NAMED_BY_BEDROCK =
  'Bedrock chooses the ids of jobs and custom models; the pattern matches only those of this account and Region.';

/** Source: Amazon Bedrock User Guide, "Encryption of custom models" (statement PermissionsEncryptCustomModel). */
const MODEL_KEY_ACTIONS = ['kms:CreateGrant', 'kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey'] as const;
