import { DEPLOYMENT_TAG } from '../../domain/deployment/names/tags';
import { inputsOf, type Job } from '../../domain/fine-tuning/job/job-digest';
import type { Manifest } from '../../domain/fine-tuning/job/manifest';
import type { JobRequest } from './contract';
import type { Settings } from './settings';

/**
 * Returns the request that starts a job.
 * Source: Amazon Bedrock API Reference, CreateModelCustomizationJob; AWS Step Functions Developer Guide, "AWS SDK service
 * integrations" (parameters in PascalCase).
 */
export function jobRequest(job: Job, manifest: Manifest, settings: Settings): JobRequest {
  const uri = (key: string) => ({ S3Uri: `s3://${settings.bucket}/${key}` });
  const inputs = inputsOf(job);
  const tags = [{ Key: DEPLOYMENT_TAG, Value: settings.deployment }];
  return {
    JobName: job.name,
    CustomModelName: job.name,
    ClientRequestToken: job.digest,
    RoleArn: settings.roleArn,
    BaseModelIdentifier: manifest.model.baseModelIdentifier,
    CustomizationType: 'FINE_TUNING',
    CustomModelKmsKeyId: settings.keyArn,
    TrainingDataConfig: uri(inputs.training),
    ...(manifest.validation && { ValidationDataConfig: { Validators: [uri(inputs.validation)] } }),
    OutputDataConfig: uri(job.output),
    HyperParameters: Object.fromEntries(
      Object.entries(manifest.hyperParameters).map(([name, value]) => [name, String(value)]),
    ),
    VpcConfig: { SubnetIds: settings.subnetIds, SecurityGroupIds: [settings.securityGroupId] },
    JobTags: tags,
    CustomModelTags: tags,
  };
}
