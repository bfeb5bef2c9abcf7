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

type Definition = ConstructorParameters<typeof StateMachine>[0];

/** Calls what a state names as its resource, and returns its result. An error has its name in the States Language. */
export type PerformTask = (resource: string, input: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** Speed of an execution. */
export interface Pace {
  /** Milliseconds of a Wait state. */
  readonly wait: number;
  /** Milliseconds before a retry. */
  readonly retry: number;
}

/** Definition of a state machine as JSON. */
export interface MachineDefinition {
  readonly States: Readonly<Record<string, { readonly Type: string; readonly Resource?: string }>>;
}

/** Execution as its own states see it, in `$$.Execution`. */
export interface ExecutionContext {
  /** ARN. */
  readonly Id: string;
  /** ISO 8601, UTC. */
  readonly StartTime: string;
}

/** Definitions that were valid. The check takes most of the time of an execution. */
const valid = new WeakSet<object>();

/** Runs a definition on an interpreter of the Amazon States Language. */
export function interpret(
  definition: object,
  execution: ExecutionContext,
  input: unknown,
  perform: PerformTask,
  pace: Pace,
): ReturnType<StateMachine['run']> {
  const { States } = definition as MachineDefinition;
  const named = (type: string) => Object.entries(States).filter(([, state]) => state.Type === type);
  const machine = new StateMachine(definition as Definition, {
    validationOptions: { noValidate: valid.has(definition) },
  });
  valid.add(definition);
  return machine.run(input as Parameters<StateMachine['run']>[0], {
    context: { Execution: { ...execution } },
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(
        named('Task').map(([name, { Resource = '' }]) => [
          name,
          async (given: unknown) => perform(Resource, { ...(given as object) }),
        ]),
      ) as never,
      waitTimeOverrides: Object.fromEntries(named('Wait').map(([name]) => [name, pace.wait])),
      retryIntervalOverrides: Object.fromEntries(named('Task').map(([name]) => [name, pace.retry])),
    },
  });
}
