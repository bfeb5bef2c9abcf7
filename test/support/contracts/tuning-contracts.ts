import { DEPLOYMENT_TAG } from '../../../domain/deployment/names/tags';
import type { Settings } from '../../../lambda/fine-tuning/settings';
import { ContractBook } from './contract-book';
import { anything, closed, either, exactly, like, listOf, mapOf, nullable, oneOf, optional, type Shape } from './shape';

/** Settings that a deployment gives to its function and its workflow. */
export interface TuningGiven extends Settings {
  readonly guardrail?: { readonly id: string; readonly version: string } | undefined;
}

const JOB = /^arn:aws:bedrock:[a-z0-9-]+:\d{12}:model-customization-job\/\S+$/;
const DEPLOYMENT = /^arn:aws:bedrock:[a-z0-9-]+:\d{12}:custom-model-deployment\/\S+$/;
const nameOf = ({ deployment }: TuningGiven) => new RegExp(`^${deployment}-[0-9a-z-]+$`);
const MANIFEST = like(/^datasets\/.+\.json$/);

/** The name that the workflow derives, or what Bedrock answered for it. */
const nameOrArn = (given: TuningGiven, arn: RegExp): Shape => like(new RegExp(`${arn.source}|${nameOf(given).source}`));

const below = ({ bucket }: TuningGiven, prefix: string) =>
  closed({ S3Uri: like(new RegExp(`^s3://${bucket}/${prefix}\\S+$`)) });

const tags = ({ deployment }: TuningGiven) => exactly([{ Key: DEPLOYMENT_TAG, Value: deployment }]);

const jobRequest = (given: TuningGiven): Shape =>
  closed({
    JobName: like(nameOf(given)),
    CustomModelName: like(nameOf(given)),
    ClientRequestToken: like(/^[0-9a-f]{32,}$/),
    RoleArn: exactly(given.roleArn),
    BaseModelIdentifier: oneOf(...given.baseModels, ...given.baseModels.map((id) => `${id}:300k`)),
    CustomizationType: exactly('FINE_TUNING'),
    CustomModelKmsKeyId: exactly(given.keyArn),
    // A prefix that no tuner writes to: what was checked is what is trained with.
    TrainingDataConfig: below(given, 'artifacts/'),
    ValidationDataConfig: optional(closed({ Validators: listOf(below(given, 'artifacts/')) })),
    OutputDataConfig: below(given, 'artifacts/'),
    HyperParameters: mapOf(like(/^[\d.e+-]+$/)),
    VpcConfig: exactly({ SubnetIds: given.subnetIds, SecurityGroupIds: [given.securityGroupId] }),
    JobTags: tags(given),
    CustomModelTags: tags(given),
  });

const course = closed({ first: anything, last: anything, steps: anything });
const metrics = closed({ good: exactly(true), why: exactly(''), training: course, validation: nullable(course) });

const event = ({ deployment }: TuningGiven, DetailType: string, detail: Readonly<Record<string, Shape>>): Shape =>
  closed({
    Source: exactly('private-bedrock.tuning'),
    DetailType: exactly(DetailType),
    Detail: closed({ deployment: exactly(deployment), manifest: MANIFEST, ...detail }),
  });

/** Contracts of the calls of the tuning workflow, by operation as its states name it. */
export const TUNING_CONTRACTS = new ContractBook<TuningGiven>({
  'validate-dataset': () => closed({ step: exactly('validate-dataset'), manifest: MANIFEST }),
  'compare-job': (given) => closed({ step: exactly('compare-job'), request: jobRequest(given), job: anything }),
  'reserve-job': (given) =>
    closed({ step: exactly('reserve-job'), name: like(nameOf(given)), time: like(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/) }),
  'read-metrics': (given) =>
    closed({
      step: exactly('read-metrics'),
      jobArn: like(JOB),
      output: like(new RegExp(`^artifacts/${given.deployment}-[0-9a-z-]+/$`)),
      validated: oneOf(true, false),
      maxLoss: anything,
    }),
  'bedrock:getModelCustomizationJob': (given) => closed({ JobIdentifier: nameOrArn(given, JOB) }),
  'bedrock:createModelCustomizationJob': jobRequest,
  'bedrock:stopModelCustomizationJob': () => closed({ JobIdentifier: like(JOB) }),
  'bedrock:createCustomModelDeployment': (given) =>
    closed({
      ModelDeploymentName: like(nameOf(given)),
      ModelArn: like(/^arn:aws:bedrock:[a-z0-9-]+:\d{12}:(custom-)?model\S*$/),
      ClientRequestToken: like(/^[0-9a-f]{64}$/),
      Tags: tags(given),
    }),
  'bedrock:getCustomModelDeployment': (given) =>
    closed({ CustomModelDeploymentIdentifier: nameOrArn(given, DEPLOYMENT) }),
  'bedrock:deleteCustomModelDeployment': () => closed({ CustomModelDeploymentIdentifier: like(DEPLOYMENT) }),
  'bedrockruntime:converse': ({ guardrail }) =>
    closed({
      ModelId: like(DEPLOYMENT),
      Messages: exactly([{ Role: 'user', Content: [{ Text: 'Say that you are there.' }] }]),
      InferenceConfig: exactly({ MaxTokens: 1 }),
      ...(guardrail && {
        GuardrailConfig: closed({
          GuardrailIdentifier: exactly(guardrail.id),
          GuardrailVersion: (value, path) => [
            ...exactly(guardrail.version)(value, path),
            ...like(/^[1-9]\d*$/)(value, path),
          ],
        }),
      }),
    }),
  'events:putEvents': (given) =>
    closed({
      Entries: listOf(
        either(
          event(given, 'Custom model is deployed', { deploymentArn: like(DEPLOYMENT), metrics }),
          event(given, 'Tuning failed', { failure: closed({ name: like(/^[A-Z][A-Za-z]+$/), cause: like(/./) }) }),
        ),
      ),
    }),
});
