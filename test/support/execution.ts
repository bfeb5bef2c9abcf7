import { interpret } from '../../sandbox/workflow/interpreter';

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

/** Runs a definition on an interpreter of the Amazon States Language, whose waits and pauses take no time. */
export async function execute(
  definition: object,
  standIn: StandIn,
  input: object = standIn.input ?? {},
): Promise<Execution> {
  const execution = {
    Id: `arn:aws:states:us-east-1:111122223333:execution:tuning:${++executions}`,
    StartTime: '2026-11-27T22:15:00.000Z',
  };
  const perform = (resource: string, given: Readonly<Record<string, unknown>>) => standIn.answer(resource, given);
  const { result, eventLogs } = interpret(definition, execution, input, perform, { wait: 0, retry: 0 });
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
