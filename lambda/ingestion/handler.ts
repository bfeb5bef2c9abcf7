import { S3Client } from '@aws-sdk/client-s3';
import { ENV, type StepRequest } from './contract';
import { Documents } from './documents';
import { runStep } from './steps';

const value = (name: string): string => {
  const found = process.env[name];
  if (!found) throw new Error(`${name} is not set`);
  return found;
};

const documents = new Documents(new S3Client(), value(ENV.bucket));
const groups = JSON.parse(value(ENV.groups)) as readonly string[];

/** Steps of the ingestion workflow that Step Functions cannot do itself. The function cannot reach Bedrock. */
export const handler = (request: StepRequest) => runStep(request, documents, groups);
