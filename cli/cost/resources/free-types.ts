/** Reason why a type is free of charge, with AWS's page as the source. */
export interface FreeOfCharge {
  readonly reason: string;
  readonly source: string;
}

const IAM: FreeOfCharge = { reason: 'IAM is offered at no charge', source: 'https://aws.amazon.com/iam/faqs/' };
const VPC: FreeOfCharge = {
  reason: 'a VPC and its subnets, routes and groups are free; gateways and endpoints are not',
  source: 'https://aws.amazon.com/vpc/pricing/',
};

const VECTORS: FreeOfCharge = {
  reason: 'the vectors of its indexes cost money, a vector bucket does not',
  source: 'https://aws.amazon.com/s3/pricing/',
};

const QUEUE: FreeOfCharge = {
  reason: 'requests cost money after the first million a month, a queue does not',
  source: 'https://aws.amazon.com/sqs/pricing/',
};

const TOPIC: FreeOfCharge = {
  reason: 'e-mails cost money after the first thousand a month, a topic does not',
  source: 'https://aws.amazon.com/sns/pricing/',
};

const BUDGET: FreeOfCharge = {
  reason: 'budgets are free, and so are the first two of an account with an action; each further one costs 0.10 a day',
  source: 'https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/',
};

const ANOMALIES: FreeOfCharge = {
  reason: 'AWS Cost Anomaly Detection is offered at no charge',
  source: 'https://aws.amazon.com/aws-cost-management/aws-cost-anomaly-detection/',
};

/** Resource types that are free of charge. A type that is neither here nor in resource-costs.ts is reported as unpriced. */
export const FREE_TYPES: Readonly<Record<string, FreeOfCharge>> = {
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
    reason: 'events cost money, rules do not',
    source: 'https://aws.amazon.com/eventbridge/pricing/',
  },
  'AWS::Pipes::Pipe': {
    reason: 'the events that it takes cost money, a pipe does not',
    source: 'https://aws.amazon.com/eventbridge/pricing/',
  },
  'AWS::SNS::Subscription': TOPIC,
  'AWS::Budgets::Budget': BUDGET,
  'AWS::Budgets::BudgetsAction': BUDGET,
  'AWS::CE::AnomalyMonitor': ANOMALIES,
  'AWS::CE::AnomalySubscription': ANOMALIES,
  'AWS::SNS::Topic': TOPIC,
  'AWS::SNS::TopicPolicy': TOPIC,
  'AWS::SQS::Queue': QUEUE,
  'AWS::SQS::QueuePolicy': QUEUE,
  'AWS::KMS::Alias': {
    reason: 'keys cost money, aliases do not',
    source: 'https://aws.amazon.com/kms/pricing/',
  },
  'AWS::S3::BucketPolicy': {
    reason: 'a policy is part of its bucket',
    source: 'https://aws.amazon.com/s3/pricing/',
  },
  'AWS::Lambda::Alias': {
    reason: 'a name of a version of its function',
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  'AWS::Lambda::EventInvokeConfig': {
    reason: 'a setting of its function',
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  'AWS::Lambda::Version': {
    reason: 'a function costs money by the request, versions do not',
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  'AWS::Lambda::Permission': {
    reason: 'a policy of its function',
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  'AWS::SageMaker::NotebookInstanceLifecycleConfig': {
    reason: 'a script of its notebook, which costs money by the hour',
    source: 'https://aws.amazon.com/sagemaker/pricing/',
  },
  'AWS::Bedrock::DataSource': {
    reason: 'the embedding of its documents costs money, a data source does not',
    source: 'https://aws.amazon.com/bedrock/pricing/',
  },
  'AWS::S3Vectors::VectorBucket': VECTORS,
  'AWS::S3Vectors::VectorBucketPolicy': VECTORS,
  'AWS::Bedrock::ApplicationInferenceProfile': {
    reason: 'its tokens cost what the model costs, a profile nothing',
    source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-create.html',
  },
  'AWS::Bedrock::GuardrailVersion': {
    reason: 'a guardrail costs money per text unit, versions do not',
    source: 'https://docs.aws.amazon.com/bedrock/latest/userguide/guardrails-how.html',
  },
  'AWS::CDK::Metadata': {
    reason: 'metadata of the CDK, not a resource',
    source: 'https://docs.aws.amazon.com/cdk/v2/guide/usage-data.html',
  },
};

export const FREE_GATEWAY_ENDPOINT: FreeOfCharge = {
  reason: 'a gateway endpoint has no charge',
  source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
};
