import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ENV } from '../../lambda/ingestion/contract';
import { functionCode } from '../functions/function-code';
import { VpcFunction, type VpcFunctionProps } from '../functions/vpc-function';
import { RolePolicy } from '../iam/role-policy';
import type { DocumentsBucket } from './documents-bucket';

export interface IngestionFunctionProps extends VpcFunctionProps {
  /** Bucket that it checks. */
  readonly documents: DocumentsBucket;
  /** Groups that may see restricted documents. */
  readonly groups: readonly string[];
}

/**
 * Function that checks documents before a sync and reports it afterwards. It uses S3 through the gateway endpoint of the
 * VPC, and no API of Bedrock. Request and response: lambda/ingestion/contract.ts.
 *
 * @example
 * new IngestionFunction(stack, 'Ingestion', {
 *   functionName: 'chat-ingestion',
 *   logGroupName: '/chat/ingestion',
 *   network,
 *   encryptionKey: key,
 *   documents,
 *   groups: ['board'],
 * });
 */
export class IngestionFunction extends VpcFunction {
  constructor(scope: Construct, id: string, props: IngestionFunctionProps) {
    super(scope, id, props, {
      name: 'ingestion function',
      description: 'Checks documents before a sync, and reports it afterwards',
      code: functionCode('ingestion'),
      memorySize: 512,
      timeout: Duration.minutes(15),
      environment: {
        [ENV.bucket]: props.documents.literalName,
        [ENV.groups]: Stack.of(scope).toJsonString(props.groups),
      },
      noQueueReason: 'Its caller, a workflow, waits for the result and receives each failure.',
      noReserveReason: 'A workflow invokes it after uploads; a reserve would reduce the quota of all other functions.',
    });
    const policy = new RolePolicy(this.role, 'DocumentsPolicy', {
      description: 'List and read documents, write their sidecars and the reports of syncs',
      role: this.role,
    });
    props.documents.grantCheck(policy);
  }
}
