import { property } from '../../template/value';
import { type Rule, unless } from '../rule';

export const KNOWLEDGE_RULES: readonly Rule[] = [
  {
    id: 'DATA1',
    info: 'A data source in S3 does not say whose bucket it is.',
    why: 'A name of a bucket that was deleted can be taken by anybody: the knowledge base then learns from a stranger.',
    remedy: 'Set `DataSourceConfiguration.S3Configuration.BucketOwnerAccountId`.',
    source:
      'AWS CloudFormation Template Reference, AWS::Bedrock::DataSource S3DataSourceConfiguration; Amazon S3 User Guide, "Verifying bucket ownership with bucket owner condition"',
    types: ['AWS::Bedrock::DataSource'],
    check: ({ properties }) => {
      const s3 = property(properties, 'DataSourceConfiguration', 'S3Configuration');
      return s3 === undefined ? 'not-applicable' : unless(property(s3, 'BucketOwnerAccountId') !== undefined);
    },
  },
];
