import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Reader } from './reader';

export const readLogGroup: Reader = async (name, { logs }) => {
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
  const {
    arn = '',
    kmsKeyId,
    logGroupName,
    retentionInDays,
  } = logGroups.find((group) => group.logGroupName === name) ?? {};
  return {
    properties: { KmsKeyId: kmsKeyId, LogGroupName: logGroupName, RetentionInDays: retentionInDays },
    attributes: { Arn: arn },
  };
};
