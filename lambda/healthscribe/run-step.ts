import { StepFailed } from '../shared/step-failed';

/**
 * Runs a step of the workflow.
 *
 * @param own names of errors that the state machine knows; their messages quote nothing
 * @throws StepFailed for any other error: its own message could quote a recording, a transcript or a note
 */
export async function runStep<T>(step: () => Promise<T>, own: readonly string[] = []): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (own.includes((error as Error | undefined)?.name ?? '')) throw error;
    // Without its cause, which a logger could write out.
    const failed = new StepFailed(error);
    throw failed;
  }
}
