import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { deny } from '../access/boundary/boundary-statements';
import type { DeveloperKey } from './developer-key';

export interface DeveloperBoundaryProps {
  /** ARNs of the buckets of prompts and of usage reports. */
  readonly bucketArns: readonly string[];
  readonly encryptionKey: DeveloperKey;
}

/** Returns the statements of the boundary, in which an action is allowed only if one of them allows it. */
export function developerStatements(scope: Construct, props: DeveloperBoundaryProps): iam.PolicyStatement[] {
  const { region } = Stack.of(scope);
  const allow = (sid: string, action: string, resources: string[], conditions = {}) =>
    new iam.PolicyStatement({ sid, actions: [action], resources, conditions });
  const objects = props.bucketArns.map((arn) => `${arn}/*`);
  const allows = [
    allow('ListLogs', 's3:ListBucket', [...props.bucketArns]),
    allow('ReadLogs', 's3:GetObject', objects),
    allow('DecryptThroughS3', 'kms:Decrypt', [props.encryptionKey.keyArn], {
      StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` },
    }),
  ];
  return [
    ...allows,
    deny('DenyAllElse', { notActions: allows.flatMap(({ actions }) => actions) }),
    deny('DenyOtherRegions', {
      actions: ['*'],
      conditions: { StringNotEquals: { 'aws:RequestedRegion': region } },
    }),
  ];
}
