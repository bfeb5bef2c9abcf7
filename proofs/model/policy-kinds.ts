/** Type of the policies of one kind of resource: the property that names the resource by which attribute, and the document. */
export interface PolicyKind {
  readonly type: string;
  readonly property: string;
  readonly attribute: string;
  readonly document: string;
  /** Attribute with the ARN. @default 'Arn' */
  readonly arn?: string;
}

export const POLICY_KINDS = {
  bucket: { type: 'AWS::S3::BucketPolicy', property: 'Bucket', attribute: 'Ref', document: 'PolicyDocument' },
  vectorBucket: {
    ...{ type: 'AWS::S3Vectors::VectorBucketPolicy', property: 'VectorBucketArn', document: 'Policy' },
    ...{ attribute: 'VectorBucketArn', arn: 'VectorBucketArn' },
  },
  queue: { type: 'AWS::SQS::QueuePolicy', property: 'Queues', attribute: 'Ref', document: 'PolicyDocument' },
  topic: {
    ...{ type: 'AWS::SNS::TopicPolicy', property: 'Topics', document: 'PolicyDocument' },
    ...{ attribute: 'Ref', arn: 'Ref' },
  },
} as const satisfies Readonly<Record<string, PolicyKind>>;
