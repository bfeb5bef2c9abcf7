/** Label of an arrow for each action. The first that matches is used. */
const VERBS: readonly (readonly [RegExp, string])[] = [
  [/^lambda:Invoke/, 'invoke'],
  [/^bedrock:InvokeModel/, 'invoke'],
  [/^bedrock:ApplyGuardrail$/, 'apply guardrail'],
  [/^bedrock:InvokeAgent$/, 'invoke'],
  [/^bedrock:Retrieve$/, 'retrieve'],
  [/^bedrock:RetrieveAndGenerate/, 'retrieve and generate'],
  [/^bedrock:StartIngestionJob$/, 'sync'],
  [/^bedrock:CreateModelCustomizationJob$/, 'start'],
  [/^bedrock:CreateCustomModelDeployment$/, 'deploy'],
  [/^states:StartExecution$/, 'start'],
  [/^s3:GetObject/, 'read'],
  [/^s3:PutObject/, 'write'],
  [/^s3:DeleteObject/, 'delete'],
  [/^s3vectors:GetVectors$/, 'read'],
  [/^s3vectors:PutVectors$/, 'write'],
  [/^s3vectors:DeleteVectors$/, 'delete'],
  [/^s3vectors:QueryVectors$/, 'search'],
  [/^sqs:ReceiveMessage$/, 'receive'],
  [/^sqs:SendMessage$/, 'send'],
  [/^logs:PutLogEvents$/, 'write'],
  [/^iam:PassRole$/, 'pass role'],
  [/^kms:/, 'use'],
];

/** Actions that accompany the ones above, and have no label of their own. */
const ALONG =
  /^(s3:(List|Abort|GetBucketLocation)|s3vectors:(GetIndex|ListVectors)$|sqs:(DeleteMessage|GetQueueAttributes|ChangeMessageVisibility)$|logs:(Create|Describe)|bedrock:(TagResource|GetModelCustomizationJob|StopModelCustomizationJob|GetCustomModel|DeleteCustomModelDeployment|(Get|List|Stop)IngestionJobs?$))/;

/** Returns the verbs of some actions, each once. An action without a known verb keeps its own name. */
export function verbsOf(actions: readonly string[]): string[] {
  const verbs = actions
    .filter((action) => !ALONG.test(action))
    .map((action) => VERBS.find(([pattern]) => pattern.test(action))?.[1] ?? action);
  return [...new Set(verbs)];
}
