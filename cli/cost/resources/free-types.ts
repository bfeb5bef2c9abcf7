/** Why a type costs nothing by itself, with AWS's page that says so. */
export interface Free {
  readonly reason: string;
  readonly source: string;
}

const IAM: Free = { reason: 'IAM is offered at no charge', source: 'https://aws.amazon.com/iam/faqs/' };
const VPC: Free = {
  reason: 'a VPC and its subnets, routes and groups are free; gateways and endpoints are not',
  source: 'https://aws.amazon.com/vpc/pricing/',
};

/** Resource types without a price of their own. What is neither here nor in resource-costs.ts is reported as unpriced. */
export const FREE_TYPES: Readonly<Record<string, Free>> = {
  'AWS::IAM::Role': IAM,
  'AWS::IAM::ManagedPolicy': IAM,
  'AWS::IAM::Policy': IAM,
  'AWS::EC2::VPC': VPC,
  'AWS::EC2::Subnet': VPC,
  'AWS::EC2::RouteTable': VPC,
  'AWS::EC2::SubnetRouteTableAssociation': VPC,
  'AWS::EC2::SecurityGroup': VPC,
  'AWS::EC2::SecurityGroupIngress': VPC,
  'AWS::EC2::SecurityGroupEgress': VPC,
  'AWS::Events::Rule': {
    reason: 'events are charged, the rules that they meet are not',
    source: 'https://aws.amazon.com/eventbridge/pricing/',
  },
  'AWS::KMS::Alias': {
    reason: 'keys are charged, their aliases are not',
    source: 'https://aws.amazon.com/kms/pricing/',
  },
  'AWS::S3::BucketPolicy': {
    reason: 'a policy is part of its bucket',
    source: 'https://aws.amazon.com/s3/pricing/',
  },
  'AWS::Lambda::EventInvokeConfig': {
    reason: 'a setting of its function',
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  'AWS::Lambda::Permission': {
    reason: 'a policy of its function',
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  'AWS::Bedrock::GuardrailVersion': {
    reason: 'a guardrail is charged by the text it looks at, not by its versions',
    source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-how.html',
  },
  'AWS::CDK::Metadata': {
    reason: 'a note of the CDK, no resource',
    source: 'https://docs.aws.amazon.com/cdk/v2/guide/usage-data.html',
  },
};

export const FREE_GATEWAY_ENDPOINT: Free = {
  reason: 'a gateway endpoint has no charge',
  source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
};
