import { answered, type Call, type Reply, refused } from './wire';

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

const NAMES: Readonly<Record<string, string>> = {
  'amazon.nova-micro-v1:0': 'Nova Micro',
  'amazon.nova-lite-v1:0': 'Nova Lite',
  'amazon.nova-pro-v1:0': 'Nova Pro',
  'amazon.nova-2-lite-v1:0': 'Nova 2 Lite',
  'anthropic.claude-haiku-4-5-20251001-v1:0': 'Claude Haiku 4.5',
  'anthropic.claude-sonnet-4-5-20250929-v1:0': 'Claude Sonnet 4.5',
};

/** Models by id, or by the id of the variant that can be customized, such as `amazon.nova-lite-v1:0:300k`. */
export function foundationModel(id: string, changes: object = {}): Reply {
  const model = id.replace(/(:0):\d+k$/, '$1');
  const variant = model !== id;
  return answered({
    modelDetails: {
      modelArn: `arn:aws:bedrock:${REGION}::foundation-model/${id}`,
      modelId: id,
      modelName: NAMES[model] ?? model,
      inferenceTypesSupported: [variant ? 'PROVISIONED' : 'ON_DEMAND'],
      customizationsSupported: variant ? ['FINE_TUNING'] : [],
      modelLifecycle: { status: 'ACTIVE' },
      ...changes,
    },
  });
}

export function availability(id: string, changes: object = {}): Reply {
  return answered({
    modelId: id,
    agreementAvailability: { status: 'AVAILABLE' },
    authorizationStatus: 'AUTHORIZED',
    entitlementAvailability: 'AVAILABLE',
    regionAvailability: 'AVAILABLE',
    ...changes,
  });
}

const US = ['us-east-1', 'us-east-2', 'us-west-2'];

export function profile(id: string, regions: readonly string[]): Reply {
  const model = id.slice(id.indexOf('.') + 1);
  return answered({
    inferenceProfileId: id,
    status: 'ACTIVE',
    type: 'SYSTEM_DEFINED',
    models: regions.map((region) => ({ modelArn: `arn:aws:bedrock:${region}::foundation-model/${model}` })),
  });
}

export const caller = (arn: string): Reply =>
  answered(`<Arn>${arn}</Arn><UserId>AROA:x</UserId><Account>${ACCOUNT}</Account>`);

export const member = (name: string, content: string): string => `<${name}>${content}</${name}>`;

export const simulated = (decision: string): Reply =>
  answered(
    member(
      'EvaluationResults',
      ['Subscribe', 'Unsubscribe', 'ViewSubscriptions']
        .map((action) =>
          member(
            'member',
            `<EvalActionName>aws-marketplace:${action}</EvalActionName><EvalDecision>${decision}</EvalDecision>`,
          ),
        )
        .join(''),
    ),
  );

export const endpointService = (name: string, zones: readonly string[], type = 'Interface', policy = true): string =>
  member(
    'item',
    `<serviceName>${name}</serviceName><vpcEndpointPolicySupported>${policy}</vpcEndpointPolicySupported>` +
      `<serviceType><item><serviceType>${type}</serviceType></item></serviceType>` +
      member('availabilityZoneSet', zones.map((zone) => member('item', zone)).join('')),
  );

export const ZONES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];

const PLANES = ['bedrock', 'bedrock-agent', 'bedrock-agent-runtime', 'bedrock-runtime'];

export const quota = (name: string, value: number, more: object = {}) => ({
  QuotaName: name,
  QuotaCode: `L-${name.length}`,
  Value: value,
  Adjustable: true,
  ...more,
});

/** In both generations of names, and among others. */
const QUOTAS = [
  quota('On-demand InvokeModel tokens per minute for Amazon Nova Micro', 4_000_000),
  quota('On-demand model inference requests per minute for Amazon Nova Lite', 2000),
  quota('On-demand model inference tokens per minute for Amazon Nova Pro', 0),
  quota('Cross-region model inference tokens per minute for Amazon Nova Lite', 0),
  quota('Cross-region model inference tokens per minute for Amazon Nova 2 Lite', 8_000_000),
  quota('Cross-region model inference tokens per minute for Anthropic Claude Haiku 4.5', 5_000_000),
  quota('Global cross-Region model inference tokens per minute for Anthropic Claude Sonnet 4.5 V1', 5_000_000),
  quota('Model invocation max tokens per day for Amazon Nova Lite (doubled for cross-region calls)', 5_760_000_000),
];

/** Answers of an account in which every row of the table can be deployed and used, and nothing of ours is yet. */
export const READY: Readonly<Record<string, (call: Call) => Reply>> = {
  'sts:GetCallerIdentity': () => caller(`arn:aws:sts::${ACCOUNT}:assumed-role/Admin/alice`),
  'ssm:GetParameter': ({ id }) => answered({ Parameter: { Name: id, Value: '33' } }),
  'bedrock:GetFoundationModel': ({ id }) => foundationModel(id),
  'bedrock:GetFoundationModelAvailability': ({ id }) => availability(id),
  'bedrock:GetInferenceProfile': ({ id }) => profile(id, id.startsWith('global.') ? ['', REGION] : US),
  'bedrock:GetCustomModelDeployment': () => answered({ status: 'Active' }),
  'bedrock:GetProvisionedModelThroughput': () => answered({ status: 'InService' }),
  'bedrock:GetUseCaseForModelAccess': () => answered({ formData: btoa('{"companyName":"secret company"}') }),
  'bedrock:GetModelInvocationLoggingConfiguration': () => answered({}),
  'bedrock:GetAccountDataRetention': () => answered({ mode: 'none' }),
  'iam:GetRole': ({ id }) => answered(member('Role', `<Arn>arn:aws:iam::${ACCOUNT}:role/path/${id}</Arn>`)),
  'iam:SimulatePrincipalPolicy': () => simulated('allowed'),
  'lambda:GetAccountSettings': () =>
    answered({ AccountLimit: { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 1000 } }),
  'lambda:GetFunctionConcurrency': () => refused('ResourceNotFoundException', 404),
  'servicequotas:ListServiceQuotas': ({ fields: { NextToken } }) =>
    // In two pages.
    answered(NextToken ? { Quotas: QUOTAS.slice(3) } : { Quotas: QUOTAS.slice(0, 3), NextToken: 'more' }),
  'servicequotas:GetServiceQuota': ({ fields: { QuotaCode } }) =>
    answered({ Quota: { QuotaCode, Value: QuotaCode === 'L-29B6F2EB' ? 50 : 5 } }),
  'servicequotas:GetAWSDefaultServiceQuota': ({ fields: { QuotaCode } }) =>
    answered({ Quota: { QuotaCode, Value: 5 } }),
  'ec2:DescribeVpcs': () => answered('<vpcSet><item><vpcId>vpc-default</vpcId></item></vpcSet>'),
  'ec2:DescribeVpcEndpoints': () => answered('<vpcEndpointSet/>'),
  'ec2:DescribeSubnets': () =>
    answered(member('subnetSet', ZONES.map((zone) => member('item', member('availabilityZone', zone))).join(''))),
  'ec2:DescribeAvailabilityZones': () =>
    answered(member('availabilityZoneInfo', ZONES.map((zone) => member('item', member('zoneName', zone))).join(''))),
  'ec2:DescribeVpcEndpointServices': () =>
    answered(
      member(
        'serviceDetailSet',
        PLANES.map((plane) => endpointService(`com.amazonaws.${REGION}.${plane}`, ZONES)).join('') +
          endpointService(`com.amazonaws.${REGION}.s3`, ZONES, 'Gateway'),
      ),
    ),
  'logs:DescribeLogGroups': () => answered({ logGroups: [] }),
  'bedrock:ListKnowledgeBases': () => answered({ knowledgeBaseSummaries: [] }),
  's3vectors:ListVectorBuckets': () => answered({ vectorBuckets: [] }),
  'kms:ListAliases': () => answered({ Aliases: [] }),
  's3:HeadBucket': () => refused('NoSuchBucket', 404),
  's3:ListAllMyBuckets': () => answered('<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>'),
  'sns:ListSubscriptionsByTopic': ({ fields: { TopicArn } }) =>
    answered(`<Subscriptions><member><SubscriptionArn>${TopicArn}:1f0c</SubscriptionArn></member></Subscriptions>`),
  'cloudformation:DescribeStacks': ({ id }) => refused('ValidationError', 400, `Stack with id ${id} does not exist`),
};
