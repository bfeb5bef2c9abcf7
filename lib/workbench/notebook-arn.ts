import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { NOTEBOOK_LOGS } from '../../domain/workbench/services';

/** Returns the ARN of a notebook instance. SageMaker writes its name in lower case. */
export const notebookArn = (scope: Construct, instanceName: string): string =>
  Stack.of(scope).formatArn({
    service: 'sagemaker',
    resource: 'notebook-instance',
    resourceName: instanceName.toLowerCase(),
  });

/** Returns the pattern of the log streams of a notebook instance. */
export const notebookStreams = (scope: Construct, instanceName: string): string =>
  Stack.of(scope).formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: `${NOTEBOOK_LOGS}:log-stream:${instanceName}/*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
