import { interpret } from '../../sandbox/workflow/interpreter';
import { type Mark, marksIn } from './markers';

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
  /** Events that were published. */
  readonly events: readonly unknown[];
  /** Planted texts that may stay: in the state of an execution, in its events, and in its output or failure. */
  readonly mayKeep: Readonly<Record<'end' | 'events' | 'state', readonly Mark[]>>;
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
  const kept = Object.entries({ state: outputsOf(history), events: standIn.events, end }).flatMap(([where, value]) =>
    marksIn(value, ...standIn.mayKeep[where as 'end' | 'events' | 'state']).map(
      (mark) => `a text of the kind ${mark} is in the ${where} of the execution`,
    ),
  );
  const breaches = [...standIn.breaches, ...kept];
  if (breaches.length > 0) throw new Error(breaches.join('\n'));
  return { ...end, states, history };
}

/** Events with the values that states pass on. The answer of a call is in the history before any state can select from it. */
const outputsOf = (history: readonly unknown[]) =>
  history.filter((event) => (event as { readonly type: string }).type === 'StateExited');
