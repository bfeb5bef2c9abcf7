import type { AwsActions } from './aws-actions';

/** Services that run models, or have them run, beside Amazon Bedrock itself: every action of them counts. */
const MODEL_SERVICES = /^(aws-external-anthropic|bedrock-.+|nova-act|sagemaker(-.+)?)$/;

/** Names of actions with which other services answer, generate, recognize or run something. */
const RUNS =
  /:\w*(Invoke|Converse|Chat|Inference|Sample|Generate|Predict|Infer[A-Z]|SendMessage|SendConversation|Rerank|Retrieve|Classify|Detect|Analyze|Transcribe|Translate|Synthesize|Execute|Run[A-Z]|Start\w*(Conversation|Transcription|Analysis|Generation|Detection|Session))/i;

/** Services that some role of a deployment uses. Bounds and sentences say which of their actions. */
const USED = [
  'aws-marketplace',
  'bedrock',
  'ec2',
  'events',
  'iam',
  'kms',
  'lambda',
  'logs',
  's3',
  'states',
  'sts',
  'xray',
];

/**
 * Every way to a model of AWS that is not an action of Amazon Bedrock: all actions of the services of models, and those of
 * any other service that could run one by their name. A Deny of `bedrock:` actions reaches none of them. Derived from the
 * union of actions: what AWS adds is asked about as soon as a list has it.
 */
export const otherWaysToModels = ({ all }: AwsActions): readonly string[] =>
  all.filter((action) => MODEL_SERVICES.test(serviceOf(action)) || (RUNS.test(action) && !isUsed(action)));

/** Those of them that ask a service of models for an answer. */
export const otherRunsOfModels = ({ all }: AwsActions): readonly string[] =>
  all.filter((action) => MODEL_SERVICES.test(serviceOf(action)) && RUNS.test(action));

const serviceOf = (action: string) => action.split(':')[0] ?? '';
const isUsed = (action: string) => USED.includes(serviceOf(action));
