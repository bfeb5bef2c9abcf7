import { GetFunctionCommand, GetFunctionEventInvokeConfigCommand } from '@aws-sdk/client-lambda';
import type { Reader } from './reader';

export const readFunction: Reader = async (FunctionName, { lambda }) => {
  const { Configuration = {}, Concurrency } = await lambda.send(new GetFunctionCommand({ FunctionName }));
  const { Architectures, Environment, Handler, MemorySize, Role, Runtime, Timeout, TracingConfig, VpcConfig } =
    Configuration;
  return {
    properties: {
      Architectures,
      Environment: { Variables: Environment?.Variables },
      Handler,
      MemorySize,
      ReservedConcurrentExecutions: Concurrency?.ReservedConcurrentExecutions,
      Role,
      Runtime,
      Timeout,
      TracingConfig,
      VpcConfig: { SecurityGroupIds: VpcConfig?.SecurityGroupIds, SubnetIds: VpcConfig?.SubnetIds },
    },
    attributes: { Arn: Configuration.FunctionArn ?? '' },
  };
};

export const readEventInvokeConfig: Reader = async (FunctionName, { lambda }) => {
  const config = await lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }));
  const { MaximumEventAgeInSeconds, MaximumRetryAttempts } = config;
  return { properties: { MaximumEventAgeInSeconds, MaximumRetryAttempts } };
};
