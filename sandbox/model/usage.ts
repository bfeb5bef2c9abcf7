import type { ChatCompletionRequest } from '@copilotkit/aimock';

/** Characters of a token, as most documentation estimates. */
const CHARACTERS_A_TOKEN = 4;

const tokensOf = (text: string): number => Math.ceil(text.length / CHARACTERS_A_TOKEN);

/** Estimates the tokens of a request and of its answer, by their length: the stand-in model has no tokenizer. */
export const estimatedUsage = ({ messages, tools }: ChatCompletionRequest, answer: string) => ({
  input_tokens: tokensOf(JSON.stringify([messages.map(({ content }) => content), tools ?? []])),
  output_tokens: tokensOf(answer),
});
