import { property } from '../../template/value';
import { type Rule, unless } from '../rule';

export const KNOWLEDGE_RULES: readonly Rule[] = [
  {
    id: 'DATA1',
    info: 'An S3 data source does not name the account that owns its bucket.',
    why: 'After a bucket is deleted, another account can create one with the same name. The knowledge base would then ingest documents from that account.',
    remedy: 'Set `DataSourceConfiguration.S3Configuration.BucketOwnerAccountId` to the account id of the owner.',
    source:
      'AWS CloudFormation Template Reference, AWS::Bedrock::DataSource S3DataSourceConfiguration; Amazon S3 User Guide, "Verifying bucket ownership with bucket owner condition"',
    types: ['AWS::Bedrock::DataSource'],
    check: ({ properties }) => {
      const s3 = property(properties, 'DataSourceConfiguration', 'S3Configuration');
      return s3 === undefined ? 'not-applicable' : unless(property(s3, 'BucketOwnerAccountId') !== undefined);
    },
  },
];
