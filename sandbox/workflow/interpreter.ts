import { randomUUID } from 'node:crypto';
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

/** State of a definition. That of a Map has states of its own. */
interface DefinedState {
  readonly Type: string;
  readonly Resource?: string;
  readonly ItemProcessor?: MachineDefinition;
}

/** Definition of a state machine as JSON. */
export interface MachineDefinition {
  readonly States: Readonly<Record<string, DefinedState>>;
}

/** Returns all states with their names, which are unique in a state machine, also those within others. */
export const allStates = ({ States }: MachineDefinition): readonly (readonly [name: string, state: DefinedState])[] =>
  Object.entries(States).flatMap(([name, state]) => [
    [name, state] as const,
    ...(state.ItemProcessor ? allStates(state.ItemProcessor) : []),
  ]);

/** Execution as its own states see it, in `$$.Execution`. */
export interface ExecutionContext {
  /** ARN. */
  readonly Id: string;
  /** ISO 8601, UTC. */
  readonly StartTime: string;
}

/** Task token of a state before it is entered: each entry gets its own, as in AWS. */
const TOKEN = 'task-token';

/** Replaces the token in the payload of a state that waits for one. */
function withToken(resource: string, input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (!resource.endsWith('.waitForTaskToken')) return input;
  const text = JSON.stringify(input).replaceAll(JSON.stringify(TOKEN), () => JSON.stringify(randomUUID()));
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}

/** Definitions as the interpreter runs them. Its check takes most of the time of an execution, and is done once. */
const adapted = new WeakMap<object, Definition>();

/** Seconds of a state whose timeout is in its input: more than any wait here, and what a timer of Node.js can hold. */
const LONG = 86_400;

/**
 * The interpreter looks for the timeout of a state in the parameters, and AWS in the input of the state. What a state
 * waits for ends by itself here.
 */
const withoutTimeoutPaths = ({ States, ...definition }: MachineDefinition): Definition =>
  ({
    ...definition,
    States: Object.fromEntries(
      Object.entries(States).map(([name, state]) => {
        const { TimeoutSecondsPath, ...others } = state as { readonly TimeoutSecondsPath?: string };
        return [name, TimeoutSecondsPath === undefined ? state : { ...others, TimeoutSeconds: LONG }];
      }),
    ),
  }) as Definition;

/** Runs a definition on an interpreter of the Amazon States Language. */
export function interpret(
  definition: object,
  execution: ExecutionContext,
  input: unknown,
  perform: PerformTask,
  pace: Pace,
): ReturnType<StateMachine['run']> {
  const states = allStates(definition as MachineDefinition);
  const named = (type: string) => states.filter(([, state]) => state.Type === type);
  const known = adapted.get(definition);
  const runnable = known ?? withoutTimeoutPaths(definition as MachineDefinition);
  const machine = new StateMachine(runnable, { validationOptions: { noValidate: known !== undefined } });
  adapted.set(definition, runnable);
  return machine.run(input as Parameters<StateMachine['run']>[0], {
    context: { Execution: { ...execution }, Task: { Token: TOKEN } },
    overrides: {
      taskResourceLocalHandlers: Object.fromEntries(
        named('Task').map(([name, { Resource = '' }]) => [
          name,
          async (given: unknown) => perform(Resource, withToken(Resource, { ...(given as object) })),
        ]),
      ) as never,
      waitTimeOverrides: Object.fromEntries(named('Wait').map(([name]) => [name, pace.wait])),
      retryIntervalOverrides: Object.fromEntries(named('Task').map(([name]) => [name, pace.retry])),
    },
  });
}
