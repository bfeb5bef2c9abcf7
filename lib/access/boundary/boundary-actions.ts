/**
 * Actions that the permissions boundary allows: those that any role of a deployment needs; of Amazon Bedrock only those in
 * `BOUNDED_BEDROCK_ACTIONS`, since a Deny covers the rest. AmazonBedrockFullAccess grants three more services, which are
 * excluded: `bedrock-mantle` and `bedrock-websearch`, whose policies see neither the model nor the web page, and SageMaker
 * endpoints of Marketplace models, which the list of models does not cover.
 */
export const BOUNDARY_ACTIONS = [
  'aws-marketplace:Subscribe',
  'aws-marketplace:Unsubscribe',
  'aws-marketplace:ViewSubscriptions',
  'bedrock:*',
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:CreateNetworkInterfacePermission',
  'ec2:CreateTags',
  'ec2:DeleteNetworkInterface',
  'ec2:DeleteNetworkInterfacePermission',
  'ec2:DescribeDhcpOptions',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSubnets',
  'ec2:DescribeVpcs',
  'ec2:UnassignPrivateIpAddresses',
  'events:PutEvents',
  'iam:ListRoles',
  'kms:CreateGrant',
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:GenerateDataKey',
  'lambda:InvokeFunction',
  'logs:CreateLogStream',
  'logs:DescribeLogStreams',
  'logs:PutLogEvents',
  's3:AbortMultipartUpload',
  's3:GetObject',
  's3:ListBucket',
  's3:ListMultipartUploadParts',
  's3:PutObject',
  'states:DescribeExecution',
  'states:GetExecutionHistory',
  'states:StartExecution',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
] as const;

/**
 * Actions on the vectors of a knowledge base, which its role needs.
 * Source: Amazon Bedrock User Guide, "Create a service role for Amazon Bedrock Knowledge Bases", S3 Vectors.
 */
export const VECTOR_USE_ACTIONS = [
  's3vectors:DeleteVectors',
  's3vectors:GetIndex',
  's3vectors:GetVectors',
  's3vectors:PutVectors',
  's3vectors:QueryVectors',
] as const;

/** Actions with which a pipe takes messages from a queue. */
export const QUEUE_READ_ACTIONS = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'] as const;

/** Actions of global services, to which `aws:RequestedRegion` does not apply. */
export const GLOBAL_ACTIONS = [
  'aws-marketplace:Subscribe',
  'aws-marketplace:Unsubscribe',
  'aws-marketplace:ViewSubscriptions',
  'iam:ListRoles',
  'iam:PassRole',
] as const;
