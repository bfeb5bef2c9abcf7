/** What an action does to its resource, in a word for an arrow. The first that fits is taken. */
const VERBS: readonly (readonly [RegExp, string])[] = [
  [/^lambda:Invoke/, 'invoke'],
  [/^bedrock:InvokeModel/, 'invoke'],
  [/^bedrock:ApplyGuardrail$/, 'apply guardrail'],
  [/^bedrock:CreateModelCustomizationJob$/, 'start'],
  [/^bedrock:CreateCustomModelDeployment$/, 'deploy'],
  [/^states:StartExecution$/, 'start'],
  [/^s3:GetObject/, 'read'],
  [/^s3:PutObject/, 'write'],
  [/^logs:PutLogEvents$/, 'write'],
  [/^iam:PassRole$/, 'pass role'],
  [/^kms:/, 'use'],
];

/** What goes along with the verbs above and would only lengthen an arrow's label. */
const ALONG =
  /^(s3:(List|Abort|GetBucketLocation)|logs:(Create|Describe)|bedrock:(TagResource|GetModelCustomizationJob|StopModelCustomizationJob|GetCustomModel|DeleteCustomModelDeployment))/;

/** The verbs of some actions, each once; an action that no verb is known for stands by its own name. */
export function verbsOf(actions: readonly string[]): string[] {
  const verbs = actions
    .filter((action) => !ALONG.test(action))
    .map((action) => VERBS.find(([pattern]) => pattern.test(action))?.[1] ?? action);
  return [...new Set(verbs)];
}
