import type { Example } from './example';

/** Reads `{"prompt": …, "completion": …}`. Source: Amazon Bedrock User Guide, model-customization-prepare. */
export function readPromptCompletion(record: Readonly<Record<string, unknown>>, example: Example): void {
  const { prompt, completion, ...others } = record;
  if (typeof prompt !== 'string') example.find('wrong-field', 'prompt is not a string');
  else example.prompt(prompt, 'prompt');
  if (typeof completion !== 'string') example.find('wrong-field', 'completion is not a string');
  else example.completion(completion, 'completion');
  if (Object.keys(others).length > 0) example.find('wrong-field', 'there are fields beside prompt and completion');
}
