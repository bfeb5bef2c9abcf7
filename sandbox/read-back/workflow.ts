import { DescribeRuleCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import type { Reader } from './reader';

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
      Targets,
    },
    attributes: { Arn: rule.Arn ?? '' },
  };
};
