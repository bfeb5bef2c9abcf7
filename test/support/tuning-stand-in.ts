import { readFileSync } from 'node:fs';
import { DEPLOYMENT_TAG } from '../../domain/deployment/names/tags';
import type { StepRequest } from '../../lambda/fine-tuning/contract';
import type { Objects } from '../../lambda/fine-tuning/objects';
import { runStep } from '../../lambda/fine-tuning/run-step';
import type { Settings } from '../../lambda/fine-tuning/settings';
import { TUNING_CONTRACTS, type TuningGiven } from './contracts/tuning-contracts';
import { MARK } from './markers';
import { MemoryObjects } from './memory-objects';

type Json = Readonly<Record<string, unknown>>;

/** An error as Step Functions names it. */
export class ServiceError extends Error {
  constructor(
    override readonly name: string,
    message = `${MARK.aws} so it is`,
  ) {
    super(message);
  }
}

interface Deploy {
  readonly ModelDeploymentName: string;
  readonly ClientRequestToken: string;
  readonly ModelArn: string;
  readonly Tags: unknown;
}

export const SETTINGS: Settings = {
  deployment: 'sandbox',
  bucket: 'datasets-bucket',
  baseModels: ['amazon.nova-lite-v1:0'],
  roleArn: 'arn:aws:iam::111122223333:role/AmazonBedrock-customization',
  keyArn: 'arn:aws:kms:us-east-1:111122223333:key/1',
  subnetIds: ['subnet-a', 'subnet-b'],
  securityGroupId: 'sg-a',
  maxJobsPerMonth: 10,
};

const MANIFEST = 'datasets/first/manifest.json';
const TRAINING = 'datasets/first/train.jsonl';

/**
 * Calls of the states of the workflow, by the resource of the state: the function's own code on a bucket in memory, and a
 * control plane of Bedrock that remembers jobs and deployments, as far as the workflow asks for them.
 */
export class TuningStandIn {
  readonly objects = new MemoryObjects();
  readonly jobs = new Map<string, { arn: string; statuses: string[]; request: Json }>();
  readonly deployments = new Map<string, { name: string; model: string; tags: unknown; statuses: string[] }>();
  /** Deployments that were made: also deleted ones keep their names. */
  private readonly tokens = new Set<string>();
  readonly events: Json[] = [];
  readonly calls: string[] = [];
  /** The input is the state's own, and AWS says why it refused: in the state, and in the failure and its event. */
  readonly mayKeep = { state: ['stranger', 'aws'], events: ['aws'], end: ['stranger', 'aws'] } as const;
  /** Calls that broke their contract. A state would catch an error: `execute` throws them at the end. */
  readonly breaches: string[] = [];
  /** Settings of the deployment. */
  given: TuningGiven = SETTINGS;
  /** Errors and answers to give first, by the name of the call, before it works. */
  readonly troubles = new Map<string, (Error | Json)[]>();
  jobStatuses = ['InProgress', 'InProgress', 'Completed'];
  makesModels = true;
  /** Fields in which a job that is found differs from its request. */
  otherwise: Json = {};
  deploymentStatuses = ['Creating', 'Active'];
  metrics: string | undefined = 'step_number,epoch_number,training_loss,perplexity\n1,1,2.1,8\n2,1,1.2,3\n';

  /** Is told when a key was read. */
  onRead: (key: string) => void = () => undefined;

  /** Metrics of the validation set. */
  validationMetrics: string | undefined;

  constructor(dataset = 'good-hundred.jsonl', manifest: Json = {}) {
    this.objects.all.set(TRAINING, readFileSync(`test/fixtures/datasets/${dataset}`));
    this.objects.all.set(MANIFEST, JSON.stringify({ model: 'amazon.nova-lite-v1:0', training: TRAINING, ...manifest }));
  }

  readonly input = { manifest: MANIFEST };

  /** Answers the call of a state. */
  async answer(resource: string, input: Json): Promise<unknown> {
    const call = resource.startsWith('arn:aws:states:::')
      ? resource.split(':').slice(-2).join(':')
      : String(input.step);
    this.calls.push(call);
    this.breaches.push(...TUNING_CONTRACTS.breaches(call, input, this.given));
    const trouble = this.troubles.get(call)?.shift();
    if (trouble instanceof Error) throw trouble;
    if (trouble) return trouble;
    const answer = this.answers[call];
    if (!answer) throw new Error(`nothing here answers ${call}`);
    return await answer(input as never);
  }

  private readonly answers: Readonly<Record<string, (input: never) => unknown>> = {
    'validate-dataset': (input: StepRequest) => runStep(input, this.watched(), this.given),
    'compare-job': (input: StepRequest) => runStep(input, this.objects, this.given),
    'reserve-job': (input: StepRequest) => runStep(input, this.objects, this.given),
    'read-metrics': (input: StepRequest) => runStep(input, this.objects, this.given),
    'bedrock:getModelCustomizationJob': ({ JobIdentifier: id }: { JobIdentifier: string }) => {
      const job = [...this.jobs].find(([name, { arn }]) => name === id || arn === id)?.[1];
      if (!job) throw new ServiceError('Bedrock.ResourceNotFoundException');
      const Status = job.statuses.length > 1 ? job.statuses.shift() : job.statuses[0];
      const model =
        Status === 'Completed' && this.makesModels
          ? { OutputModelArn: `${job.arn.replace('customization-job', '')}-model` }
          : {};
      if (Status === 'Completed') this.writeMetrics(job);
      return { ...asFound(job.request), ...this.otherwise, JobArn: job.arn, Status, ...model };
    },
    'bedrock:createModelCustomizationJob': (request: { JobName: string }) => {
      if (this.jobs.has(request.JobName)) throw new ServiceError('Bedrock.ConflictException');
      if (this.missing(request).length > 0) throw new ServiceError('Bedrock.ValidationException', 'no such input');
      const arn = `arn:aws:bedrock:us-east-1:111122223333:model-customization-job/amazon.nova-lite-v1:0/${this.jobs.size}abc`;
      this.jobs.set(request.JobName, { arn, statuses: [...this.jobStatuses], request });
      return { JobArn: arn };
    },
    'bedrock:stopModelCustomizationJob': ({ JobIdentifier: arn }: Record<string, string>) => {
      const job = [...this.jobs.values()].find((one) => one.arn === arn);
      if (!job) throw new ServiceError('Bedrock.ResourceNotFoundException');
      this.demandTag(job.request.JobTags);
      job.statuses = ['Stopped'];
      return {};
    },
    'bedrock:createCustomModelDeployment': (request: Deploy) => {
      const { ModelDeploymentName: name, ClientRequestToken: token, Tags, ModelArn: model } = request;
      if (this.deployment(name) || this.tokens.has(token)) throw new ServiceError('Bedrock.ValidationException');
      const arn = `arn:aws:bedrock:us-east-1:111122223333:custom-model-deployment/${this.tokens.size}abcdefghijk`;
      this.tokens.add(token);
      this.deployments.set(arn, { name, model, tags: Tags, statuses: [...this.deploymentStatuses] });
      return { CustomModelDeploymentArn: arn };
    },
    'bedrock:getCustomModelDeployment': ({ CustomModelDeploymentIdentifier: id = '' }: Record<string, string>) => {
      const [arn, deployment] = this.deployment(id) ?? [];
      if (!deployment) throw new ServiceError('Bedrock.ResourceNotFoundException');
      const Status = deployment.statuses.length > 1 ? deployment.statuses.shift() : deployment.statuses[0];
      return { CustomModelDeploymentArn: arn, ModelArn: deployment.model, Status };
    },
    'bedrock:deleteCustomModelDeployment': ({ CustomModelDeploymentIdentifier: arn }: Record<string, string>) => {
      const deployment = this.deployments.get(arn ?? '');
      if (!deployment) throw new ServiceError('Bedrock.ResourceNotFoundException');
      this.demandTag(deployment.tags);
      this.deployments.delete(arn ?? '');
      return {};
    },
    'bedrockruntime:converse': () => ({
      StopReason: 'end_turn',
      Usage: { TotalTokens: 12 },
      Output: { Message: { Role: 'assistant', Content: [{ Text: MARK.answer }] } },
    }),
    'events:putEvents': ({ Entries }: { Entries: Json[] }) => {
      this.events.push(...Entries);
      return { FailedEntryCount: 0 };
    },
  };

  /** As the policy of the workflow's role does. */
  private demandTag(tags: unknown): void {
    const ours = JSON.stringify([{ Key: DEPLOYMENT_TAG, Value: this.given.deployment }]);
    if (JSON.stringify(tags) !== ours) throw new ServiceError('Bedrock.AccessDeniedException');
  }

  private watched(): Objects {
    const { objects, onRead } = this;
    return {
      read: async (key) => {
        const content = await objects.read(key);
        onRead(key);
        return content;
      },
      write: (...args) => objects.write(...args),
      create: (...args) => objects.create(...args),
      copy: (...args) => objects.copy(...args),
    };
  }

  /** Inputs of a job that are not in the bucket. */
  private missing({ TrainingDataConfig, ValidationDataConfig }: Json): string[] {
    const { Validators = [] } = (ValidationDataConfig ?? {}) as { Validators?: { S3Uri: string }[] };
    const keys = [TrainingDataConfig as { S3Uri: string }, ...Validators].map(({ S3Uri }) => S3Uri.split('/').slice(3));
    return keys.map((parts) => parts.join('/')).filter((key) => !this.objects.all.has(key));
  }

  /** The one job, as GetModelCustomizationJob answers while it is in progress. */
  foundJob(): Json {
    const [job] = this.jobs.values();
    return { ...asFound(job?.request ?? {}), JobArn: job?.arn, Status: 'InProgress' };
  }

  private deployment(id: string) {
    return [...this.deployments].find(([arn, { name }]) => arn === id || name === id);
  }

  private writeMetrics({ arn, request }: { arn: string; request: Json }): void {
    if (this.metrics === undefined) return;
    const { S3Uri } = request.OutputDataConfig as { S3Uri: string };
    const folder = `${S3Uri.replace(/^s3:\/\/[^/]+\//, '')}model-customization-job-${arn.split('/').at(-1)}`;
    this.objects.all.set(`${folder}/training_artifacts/step_wise_training_metrics.csv`, this.metrics);
    if (this.validationMetrics === undefined) return;
    const held = 'validation_artifacts/post_fine_tuning_validation/validation_metrics.csv';
    this.objects.all.set(`${folder}/${held}`, this.validationMetrics);
  }
}

/** A job as GetModelCustomizationJob gives it back. */
const asFound = (request: Json): Json => ({
  JobName: request.JobName,
  OutputModelName: request.CustomModelName,
  RoleArn: request.RoleArn,
  BaseModelArn: `arn:aws:bedrock:us-east-1::foundation-model/${request.BaseModelIdentifier}`,
  CustomizationType: request.CustomizationType,
  OutputModelKmsKeyArn: request.CustomModelKmsKeyId,
  TrainingDataConfig: request.TrainingDataConfig,
  ...(request.ValidationDataConfig !== undefined && { ValidationDataConfig: request.ValidationDataConfig }),
  OutputDataConfig: request.OutputDataConfig,
  HyperParameters: request.HyperParameters,
  VpcConfig: request.VpcConfig,
});
