import { DEPLOYMENT_TAG } from '../../../domain/deployment/names/tags';
import { defineWorkflow } from '../../../lib/fine-tuning/workflow/definition';

/** The workflow as the tests execute it. */
export const definition = defineWorkflow({
  partition: 'aws',
  functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:tuning',
  tag: { Key: DEPLOYMENT_TAG, Value: 'sandbox' },
});
