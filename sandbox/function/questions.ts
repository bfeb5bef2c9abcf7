import type { Operation } from '../../lambda/inference/contract';

/** What the sandbox asks the deployed function, by each operation that answers a person. */
export const QUESTIONS = [
  { operation: 'converseStream', question: 'What is a VPC endpoint?' },
  { operation: 'converse', question: 'What is a customer managed key?' },
  { operation: 'invokeModel', question: 'What is a permissions boundary?' },
] as const satisfies readonly { readonly operation: Operation; readonly question: string }[];
