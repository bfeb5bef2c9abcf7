/**
 * The services and actions that the roles of a deployment have a use for: the upper bound of all of them together.
 * Left out on purpose although AmazonBedrockFullAccess grants them: `bedrock-mantle` and `bedrock-websearch`, where no
 * policy sees the model or the web page, and SageMaker endpoints of Marketplace models, which no model list covers.
 */
export const AT_MOST_ACTIONS = [
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

/** Actions of services that answer from one Region for the whole world: `aws:RequestedRegion` says nothing about them. */
export const GLOBAL_ACTIONS = [
  'aws-marketplace:Subscribe',
  'aws-marketplace:Unsubscribe',
  'aws-marketplace:ViewSubscriptions',
  'iam:ListRoles',
  'iam:PassRole',
] as const;

/** Ways to take a boundary off, or to rewrite the policy that it is. */
export const LIFTING_ACTIONS = [
  'iam:AttachRolePolicy',
  'iam:CreatePolicyVersion',
  'iam:DeletePolicy',
  'iam:DeletePolicyVersion',
  'iam:DeleteRolePermissionsBoundary',
  'iam:DetachRolePolicy',
  'iam:PutRolePermissionsBoundary',
  'iam:PutRolePolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
] as const;
