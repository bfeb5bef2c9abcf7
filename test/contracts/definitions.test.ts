import { DEPLOYMENT_TAG } from '../../domain/deployment/names/tags';
import { defineWorkflow } from '../../lib/fine-tuning/workflow/definition';
import { defineIngestion } from '../../lib/knowledge/ingestion/definition';

interface Handler {
  readonly ErrorEquals: readonly string[];
  readonly Next?: string;
}

interface AnyState {
  readonly Type: string;
  readonly Resource?: string;
  readonly TimeoutSeconds?: number;
  readonly Next?: string;
  readonly Default?: string;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Retry?: readonly Handler[];
  readonly Catch?: readonly Handler[];
}

interface Definition {
  readonly StartAt: string;
  readonly TimeoutSeconds?: number;
  readonly States: Readonly<Record<string, AnyState>>;
}

const ARN = 'arn:aws:lambda:us-east-1:111122223333:function';
const DAY = 86_400;

const DEFINITIONS = {
  tuning: [
    defineWorkflow({
      partition: 'aws',
      functionArn: `${ARN}:tuning`,
      tag: { Key: DEPLOYMENT_TAG, Value: 'test' },
      guardrail: { id: 'gr1', version: '1' },
    }) as Definition,
    3 * DAY,
  ],
  ingestion: [
    defineIngestion({
      partition: 'aws',
      functionArn: `${ARN}:ingestion`,
      knowledgeBaseId: 'KB12345678',
      dataSourceId: 'DS12345678',
      deployment: 'test',
    }) as Definition,
    DAY,
  ],
} as const;

/** Prefix of the errors that a call reports. Source: AWS Step Functions Developer Guide, "Error names". */
const ERRORS: Readonly<Record<string, string>> = {
  bedrock: 'Bedrock',
  bedrockruntime: 'BedrockRuntime',
  bedrockagent: 'BedrockAgent',
  events: 'EventBridge',
};

const followers = ({ Next, Default, Choices = [], Catch = [] }: AnyState): readonly string[] =>
  [Next, Default, ...Choices.map((choice) => choice.Next), ...Catch.map((one) => one.Next)].filter(
    (next) => next !== undefined,
  );

describe.each(Object.entries(DEFINITIONS))('the workflow of %s', (_, [definition, limit]) => {
  const { States } = definition;
  const tasks = Object.entries(States).filter(([, { Type }]) => Type === 'Task');

  test('ends, whatever it waits for', () => {
    expect(definition.TimeoutSeconds).toBe(limit);
    for (const [, { TimeoutSeconds = 0 }] of tasks) {
      expect(TimeoutSeconds).toBeGreaterThan(0);
      expect(TimeoutSeconds).toBeLessThanOrEqual(900);
    }
  });

  test('enters every state, and no other', () => {
    const reached = new Set([definition.StartAt]);
    for (const name of reached) for (const next of followers(States[name] as AnyState)) reached.add(next);
    expect([...reached].sort()).toEqual(Object.keys(States).sort());
  });

  test.each(tasks)('%s calls its function or one API, retries what passes, and catches the rest', (__, task) => {
    const { Resource = '', Retry = [], Catch = [] } = task;
    const [, service = 'lambda'] =
      /^arn:aws:states:::(?:aws-sdk:(?=bedrock)|(?=events:putEvents$))(\w+):[a-z]\w+$/.exec(Resource) ?? [];
    if (service === 'lambda') expect(Resource.startsWith(`${ARN}:`)).toBe(true);
    const prefix = service === 'lambda' ? 'Lambda' : ERRORS[service];
    const retried = Retry.flatMap(({ ErrorEquals }) => ErrorEquals);
    if (service === 'lambda') expect(retried).toContain('Lambda.TooManyRequestsException');
    else expect(retried).toEqual(expect.arrayContaining([`${prefix}.ThrottlingException`, 'States.Timeout']));
    expect(retried).toContain(`${prefix}.SdkClientException`);
    expect(Catch.at(-1)?.ErrorEquals).toEqual(['States.ALL']);
  });
});
