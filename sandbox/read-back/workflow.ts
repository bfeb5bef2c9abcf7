import { DescribeRuleCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { DescribePipeCommand } from '@aws-sdk/client-pipes';
import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Clients } from '../clients';
import { parsePolicy, type Reader } from './reader';

export const readStateMachine: Reader = async (stateMachineArn, { sfn }) => {
  const { name, type, definition, roleArn, tracingConfiguration } = await sfn.send(
    new DescribeStateMachineCommand({ stateMachineArn }),
  );
  return {
    properties: {
      StateMachineName: name,
      StateMachineType: type,
      DefinitionString: definition,
      RoleArn: roleArn,
      TracingConfiguration: tracingConfiguration && { Enabled: tracingConfiguration.enabled },
    },
    attributes: { Arn: stateMachineArn, Name: name ?? '' },
  };
};

export const readRule: Reader = async (Name, { eventbridge }) => {
  const [rule, { Targets }] = await Promise.all([
    eventbridge.send(new DescribeRuleCommand({ Name })),
    eventbridge.send(new ListTargetsByRuleCommand({ Rule: Name })),
  ]);
  return {
    properties: {
      Name: rule.Name,
      EventPattern: rule.EventPattern && JSON.parse(rule.EventPattern),
      ScheduleExpression: rule.ScheduleExpression,
      Targets,
    },
    attributes: { Arn: rule.Arn ?? '' },
  };
};

export const readQueue: Reader = async (QueueUrl, { sqs }) => {
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  const { KmsMasterKeyId, MessageRetentionPeriod, VisibilityTimeout, QueueArn = '' } = Attributes;
  return {
    properties: { KmsMasterKeyId, MessageRetentionPeriod, VisibilityTimeout, QueueName: QueueArn.split(':').at(-1) },
    attributes: { Arn: QueueArn },
  };
};

/** Policy of one queue, whose address is its physical id. */
export const readQueuePolicy: Reader = async (QueueUrl, { sqs }) => {
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] }));
  return { properties: { PolicyDocument: parsePolicy(Attributes?.Policy), Queues: [QueueUrl] } };
};

export const readPipe: Reader = async (Name, { pipes }) => {
  const pipe = await pipes.send(new DescribePipeCommand({ Name }));
  const { Description, RoleArn, Source, SourceParameters, Target, TargetParameters } = pipe;
  return {
    properties: { Name, Description, RoleArn, Source, SourceParameters, Target, TargetParameters },
    attributes: { Arn: pipe.Arn ?? '' },
  };
};

const topicAttributes = async (TopicArn: string, { sns }: Clients): Promise<Readonly<Record<string, string>>> =>
  (await sns.send(new GetTopicAttributesCommand({ TopicArn }))).Attributes ?? {};

export const readTopic: Reader = async (arn, clients) => {
  const { KmsMasterKeyId } = await topicAttributes(arn, clients);
  return { properties: { TopicName: arn.split(':').at(-1), KmsMasterKeyId }, attributes: { TopicArn: arn } };
};

/** Policy of one topic, whose ARN is its physical id. */
export const readTopicPolicy: Reader = async (arn, clients) => {
  const { Policy } = await topicAttributes(arn, clients);
  return { properties: { PolicyDocument: parsePolicy(Policy), Topics: [arn] } };
};
