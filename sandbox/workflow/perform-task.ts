import {
  DeleteModelInvocationLoggingConfigurationCommand,
  GetAccountDataRetentionCommand,
  GetModelInvocationLoggingConfigurationCommand,
  PutAccountDataRetentionCommand,
  PutModelInvocationLoggingConfigurationCommand,
} from '@aws-sdk/client-bedrock';
import {
  GetIngestionJobCommand,
  ListIngestionJobsCommand,
  StartIngestionJobCommand,
} from '@aws-sdk/client-bedrock-agent';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { AttachRolePolicyCommand } from '@aws-sdk/client-iam';
import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { PublishCommand } from '@aws-sdk/client-sns';
import {
  DeleteMedicalScribeJobCommand,
  GetMedicalScribeJobCommand,
  StartMedicalScribeJobCommand,
} from '@aws-sdk/client-transcribe';
import { camelNames, pascalNames } from '../api-names';
import type { Clients } from '../clients';
import { FunctionError } from '../local-lambda/function-error';
import type { LocalFunction } from '../local-lambda/local-function';
import { allStates, type MachineDefinition, type PerformTask } from './interpreter';
import type { TaskTokens } from './task-tokens';

type Input = Readonly<Record<string, unknown>>;
type Call = (input: Input, clients: Clients) => Promise<object>;

/** Calls of the AWS API that states make. The integration of Step Functions has names with a capital. */
const CALLS: Readonly<Record<string, Call>> = {
  'aws-sdk:bedrock:getModelInvocationLoggingConfiguration': (input, { bedrock }) =>
    bedrock.send(new GetModelInvocationLoggingConfigurationCommand(input)),
  'aws-sdk:bedrock:putModelInvocationLoggingConfiguration': (input, { bedrock }) =>
    bedrock.send(new PutModelInvocationLoggingConfigurationCommand(camelNames(input) as never)),
  'aws-sdk:bedrock:deleteModelInvocationLoggingConfiguration': (input, { bedrock }) =>
    bedrock.send(new DeleteModelInvocationLoggingConfigurationCommand(input)),
  'aws-sdk:bedrock:getAccountDataRetention': (input, { bedrock }) =>
    bedrock.send(new GetAccountDataRetentionCommand(input)),
  'aws-sdk:bedrock:putAccountDataRetention': (input, { bedrock }) =>
    bedrock.send(new PutAccountDataRetentionCommand(camelNames(input) as never)),
  'aws-sdk:bedrockagent:startIngestionJob': (input, { bedrockAgent }) =>
    bedrockAgent.send(new StartIngestionJobCommand(camelNames(input) as never)),
  'aws-sdk:bedrockagent:getIngestionJob': (input, { bedrockAgent }) =>
    bedrockAgent.send(new GetIngestionJobCommand(camelNames(input) as never)),
  'aws-sdk:bedrockagent:listIngestionJobs': (input, { bedrockAgent }) =>
    bedrockAgent.send(new ListIngestionJobsCommand(camelNames(input) as never)),
  'aws-sdk:iam:attachRolePolicy': (input, { iam }) => iam.send(new AttachRolePolicyCommand(input as never)),
  'aws-sdk:lambda:putFunctionConcurrency': (input, { lambda }) =>
    lambda.send(new PutFunctionConcurrencyCommand(input as never)),
  'aws-sdk:transcribe:startMedicalScribeJob': (input, { transcribe }) =>
    transcribe.send(new StartMedicalScribeJobCommand(input as never)),
  'aws-sdk:transcribe:getMedicalScribeJob': (input, { transcribe }) =>
    transcribe.send(new GetMedicalScribeJobCommand(input as never)),
  'aws-sdk:transcribe:deleteMedicalScribeJob': (input, { transcribe }) =>
    transcribe.send(new DeleteMedicalScribeJobCommand(input as never)),
  'aws-sdk:sfn:describeExecution': (input, { sfn }) =>
    sfn.send(new DescribeExecutionCommand(camelNames(input) as never)),
  'aws-sdk:sns:publish': (input, { sns }) => sns.send(new PublishCommand(input as never)),
  'events:putEvents': async ({ Entries }, { eventbridge }) => {
    const entries = (Entries as readonly Input[]).map((entry) => ({ ...entry, Detail: JSON.stringify(entry.Detail) }));
    const result = await eventbridge.send(new PutEventsCommand({ Entries: entries }));
    if (result.FailedEntryCount) throw named('EventBridge.FailedEntry', `${result.FailedEntryCount} events failed`);
    return result;
  },
};

/** Names of services in the errors of Step Functions. */
const SERVICES: Readonly<Record<string, string>> = {
  bedrock: 'Bedrock',
  bedrockagent: 'BedrockAgent',
  events: 'EventBridge',
  iam: 'Iam',
  lambda: 'Lambda',
  sfn: 'Sfn',
  sns: 'Sns',
  transcribe: 'Transcribe',
};

/** Invokes a function with a token, and waits until somebody ends the task with it. */
const WAIT_FOR_TOKEN = 'lambda:invoke.waitForTaskToken';

/** Returns how states call AWS and the functions of this machine. */
export function performTasks(
  functions: ReadonlyMap<string, LocalFunction>,
  clients: Clients,
  tokens: TaskTokens,
): PerformTask {
  return async (resource, input) => {
    if (callName(resource) === WAIT_FOR_TOKEN) return invokeAndWait(functions, input as never, tokens);
    const local = functions.get(functionName(resource) ?? '');
    if (local) return invoke(local, input);
    const name = callName(resource);
    const call = CALLS[name];
    if (!call) throw named('States.Runtime', `The sandbox does not make the call ${resource}`);
    try {
      const { $metadata: _, ...result } = (await call(input, clients)) as { readonly $metadata?: unknown };
      return name.startsWith('aws-sdk:') ? pascalNames(result) : result;
    } catch (error) {
      throw serviceError(name, error as ServiceFailure);
    }
  };
}

/** Returns true if each state of a definition can be performed. */
export const isPerformable = (definition: MachineDefinition, functions: ReadonlyMap<string, unknown>): boolean =>
  allStates(definition).every(
    ([, { Type, Resource = '' }]) =>
      Type !== 'Task' ||
      functions.has(functionName(Resource) ?? '') ||
      callName(Resource) === WAIT_FOR_TOKEN ||
      Object.hasOwn(CALLS, callName(Resource)),
  );

interface TokenInput {
  readonly FunctionName: string;
  readonly Payload: Input & { readonly token: string };
}

async function invokeAndWait(
  functions: ReadonlyMap<string, LocalFunction>,
  { FunctionName, Payload }: TokenInput,
  tokens: TaskTokens,
): Promise<unknown> {
  const local = functions.get(functionName(FunctionName) ?? '');
  if (!local) throw named('Lambda.ResourceNotFoundException', `The sandbox does not run ${FunctionName}`);
  // Before the function stores the token: somebody could be quick.
  const ended = tokens.wait(Payload.token);
  await invoke(local, Payload);
  return ended;
}

const functionName = (resource: string): string | undefined =>
  /^arn:[^:]+:lambda:.*:function:([^:]+)$/.exec(resource)?.[1];

const callName = (resource: string): string => resource.replace(/^arn:[^:]+:states:::/, '');

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

interface ServiceFailure extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** An error without an answer of the service is one of the SDK. */
function serviceError(call: string, error: ServiceFailure): Error {
  if (error.name.includes('.')) return error;
  const service = SERVICES[call.split(':').at(-2) ?? ''] ?? 'Unknown';
  const name = error.$metadata?.httpStatusCode === undefined ? 'SdkClientException' : error.name;
  return named(`${service}.${name}`, error.message);
}

async function invoke(local: LocalFunction, input: Input): Promise<unknown> {
  let text = '';
  try {
    for await (const chunk of local.invoke(Buffer.from(JSON.stringify(input)))) text += chunk;
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
    throw named(error.body.errorType, JSON.stringify(error.body));
  }
  return JSON.parse(text);
}
