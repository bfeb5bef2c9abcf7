/** Failure of a tool. Its message is for the model that called the tool, and repeats nothing of the input. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
}
