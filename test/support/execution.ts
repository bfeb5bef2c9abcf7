import { StateMachine } from 'aws-local-stepfunctions';

interface Settled {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

// The interpreter is made for Node.js 22, whose one novelty it uses.
const promises = Promise as unknown as { withResolvers?: () => Settled & { readonly promise: Promise<unknown> } };
promises.withResolvers ??= () => {
  const settled: Settled[] = [];
  const promise = new Promise((resolve, reject) => settled.push({ resolve, reject }));
  const [{ resolve, reject }] = settled as [Settled];
  return { promise, resolve, reject };
};

type Machine = ConstructorParameters<typeof StateMachine>[0];
type Input = Parameters<StateMachine['run']>[0];

interface Definition {
  readonly States: Readonly<Record<string, { readonly Type: string; readonly Resource?: string }>>;
}

export interface Execution {
  /** `Succeeded`, or the name of the failure. */
  readonly end: string;
  /** Name of a failure. */
  readonly cause?: string;
  /** Output of a success: the result of the last state. */
  readonly output?: unknown;
  /** The states that were entered, in order. */
  readonly states: readonly string[];
  /** Every event of the execution, with inputs and outputs of its states: what Step Functions keeps. */
  readonly history: readonly unknown[];
}

/** Answers the calls of the states. */
interface StandIn {
  readonly input?: object;
  /** Calls that broke their contract. A state would catch an error: they are thrown at the end. */
  readonly breaches: readonly string[];
  readonly answer: (resource: string, input: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

let executions = 0;

/** Looked at once, which takes most of the time of an execution. */
const valid = new WeakSet<object>();

/** Runs a definition on an interpreter of the Amazon States Language, whose waits and pauses take no time. */
export async function execute(
  definition: object,
  standIn: StandIn,
  input: object = standIn.input ?? {},
): Promise<Execution> {
  const { States } = definition as Definition;
  const named = (type: string) => Object.entries(States).filter(([, state]) => state.Type === type);
  const machine = new StateMachine(definition as Machine, { validationOptions: { noValidate: valid.has(definition) } });
  valid.add(definition);
  const { result, eventLogs } = machine.run(input as unknown as Input, {
    context: { Execution: { Id: `arn:aws:states:us-east-1:111122223333:execution:tuning:${++executions}` } },
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(
        named('Task').map(([name, { Resource = '' }]) => [
          name,
          async (given: unknown) => standIn.answer(Resource, { ...(given as object) }),
        ]),
      ) as never,
      waitTimeOverrides: Object.fromEntries(named('Wait').map(([name]) => [name, 0])),
      retryIntervalOverrides: Object.fromEntries(named('Task').map(([name]) => [name, 0])),
    },
  });
  const states: string[] = [];
  const history: unknown[] = [];
  const log = (async () => {
    for await (const event of eventLogs) {
      history.push(event);
      if (event.type === 'StateEntered') states.push(event.state.name);
    }
  })();
  const end = await result.then(
    (output: unknown) => ({ end: 'Succeeded', output }),
    (error: { readonly cause: Error }) => ({ end: error.cause.name, cause: error.cause.message }),
  );
  await log;
  if (standIn.breaches.length > 0) throw new Error(standIn.breaches.join('\n'));
  return { ...end, states, history };
}
