import {
  GetAliasCommand,
  GetFunctionCommand,
  GetFunctionEventInvokeConfigCommand,
  GetPolicyCommand,
} from '@aws-sdk/client-lambda';
import { parsePolicy, type Reader } from './reader';

export const readFunction: Reader = async (FunctionName, { lambda }) => {
  const [{ Configuration = {}, Concurrency }, permissions] = await Promise.all([
    lambda.send(new GetFunctionCommand({ FunctionName })),
    lambda.send(new GetPolicyCommand({ FunctionName })).catch(unlessNone),
  ]);
  const { Architectures, Environment, Handler, MemorySize, Role, Runtime, Timeout, TracingConfig, VpcConfig } =
    Configuration;
  return {
    properties: {
      Architectures,
      Environment: { Variables: Environment?.Variables },
      Handler,
      MemorySize,
      ReservedConcurrentExecutions: Concurrency?.ReservedConcurrentExecutions,
      // Other principals that may invoke it: no template has any.
      ResourcePolicy: parsePolicy(permissions?.Policy),
      Role,
      Runtime,
      Timeout,
      TracingConfig,
      VpcConfig: { SecurityGroupIds: VpcConfig?.SecurityGroupIds, SubnetIds: VpcConfig?.SubnetIds },
    },
    attributes: { Arn: Configuration.FunctionArn ?? '' },
  };
};

/** Ignores the error that Lambda returns for a function without a policy. */
function unlessNone(error: unknown): undefined {
  if ((error as Error).name !== 'ResourceNotFoundException') throw error;
}

export const readEventInvokeConfig: Reader = async (FunctionName, { lambda }) => {
  const config = await lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }));
  const { MaximumEventAgeInSeconds, MaximumRetryAttempts } = config;
  return { properties: { MaximumEventAgeInSeconds, MaximumRetryAttempts } };
};

/** @param arn ends with the number of the version */
export const readFunctionVersion: Reader = async (arn, { lambda }) => {
  const [, FunctionName = '', Qualifier = ''] = /^.*:function:(.*):(.*)$/.exec(arn) ?? [];
  const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName, Qualifier }));
  return {
    properties: { FunctionName: Configuration?.FunctionName },
    attributes: { FunctionArn: arn, Version: Configuration?.Version ?? '' },
  };
};

/** @param arn ends with the name of the alias */
export const readFunctionAlias: Reader = async (arn, { lambda }) => {
  const [, FunctionName = '', Name = ''] = /^.*:function:(.*):(.*)$/.exec(arn) ?? [];
  const { FunctionVersion } = await lambda.send(new GetAliasCommand({ FunctionName, Name }));
  return { properties: { FunctionName, FunctionVersion, Name }, attributes: { AliasArn: arn } };
};
