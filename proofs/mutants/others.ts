import { ACCOUNT, OTHER_ACCOUNT } from '../model/physical-ids';

/** Foreign things of AWS that a mutant allows: they exist, and are not of the deployment. */
export const OTHER_KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/0f0f0f0f-0f0f-0f0f-0f0f-0f0f0f0f0f0f`;
export const OTHER_ACCOUNT_ROOT = `arn:aws:iam::${OTHER_ACCOUNT}:root`;
/** A role of our own account that is not of the deployment: of a pipeline, say. */
export const OTHER_ROLE = `arn:aws:iam::${ACCOUNT}:role/ci`;
export const OTHER_SERVICE = 'ec2.amazonaws.com';
export const OTHER_REGION = 'eu-west-1';
/** The proofs have the document of this one, and none of AdministratorAccess. */
export const FULL_ACCESS = 'arn:aws:iam::aws:policy/AmazonBedrockFullAccess';
export const ADMINISTRATOR_ACCESS = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** Ways to a model that are no action of Amazon Bedrock, one of each service. */
export const OTHER_MODELS = [
  'bedrock-agentcore:InvokeAgentRuntime',
  'bedrock-mantle:CreateInference',
  'bedrock-websearch:InvokeSearch',
  'sagemaker:InvokeEndpoint',
  'sagemaker:InvokeGlobalInferenceGateway',
] as const;

export const ALLOW_EVERYTHING = { Effect: 'Allow', Action: '*', Resource: '*' } as const;

/** Actions that only an administrator needs, by the service that offers them. The first that a statement lacks is added to it. */
export const SENSITIVE_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'aws-marketplace': ['aws-marketplace:AcceptAgreementRequest'],
  cloudwatch: ['cloudwatch:DeleteAlarms'],
  bedrock: ['bedrock:PutModelInvocationLoggingConfiguration', 'bedrock:InvokeAgent'],
  'bedrock-mantle': ['bedrock-mantle:CreateInference'],
  ec2: ['ec2:CreateRoute'],
  iam: ['iam:CreateAccessKey'],
  kms: ['kms:ScheduleKeyDeletion'],
  events: ['events:PutEvents', 'events:PutRule'],
  lambda: ['lambda:UpdateFunctionCode'],
  logs: ['logs:DeleteLogGroup'],
  s3: ['s3:DeleteObjectVersion', 's3:PutBucketPolicy'],
  s3vectors: ['s3vectors:PutVectorBucketPolicy'],
  sagemaker: ['sagemaker:UpdateNotebookInstance', 'sagemaker:CreateTrainingJob'],
  sns: ['sns:Subscribe', 'sns:SetTopicAttributes'],
  sqs: ['sqs:SetQueueAttributes', 'sqs:PurgeQueue'],
  sts: ['sts:TagSession'],
  states: ['states:StartExecution', 'states:UpdateStateMachine'],
  transcribe: ['transcribe:StartMedicalScribeStream', 'transcribe:ListMedicalScribeJobs'],
  xray: ['xray:GetTraceSummaries'],
};

/** Actions of a service that hardly anybody knows, on each kind of its resources. */
export const RARE_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  s3: ['s3:GetObjectTorrent', 's3:ListObjectAnnotations', 's3:PutBucketPolicy'],
  s3vectors: ['s3vectors:ListVectors', 's3vectors:TagResource'],
  sqs: ['sqs:ListDeadLetterSourceQueues', 'sqs:ChangeMessageVisibility'],
};
