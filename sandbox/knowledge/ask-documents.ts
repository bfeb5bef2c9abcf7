import { InvokeWithResponseStreamCommand } from '@aws-sdk/client-lambda';
import { createParser } from 'eventsource-parser';
import { OperatorError } from '../../domain/operator-error';
import type { AnswerText, Operation, Retrieval } from '../../lambda/knowledge/contract';
import type { Clients } from '../clients';

export interface DocumentAnswer {
  readonly question: string;
  readonly answer: string;
  /** Addresses of the documents of the passages, best first. */
  readonly sources: readonly string[];
}

/** Asks the knowledge function, and shows the answer as it streams, then its numbered sources. */
export async function askDocuments(
  FunctionName: string,
  question: string,
  { lambda }: Clients,
  show: (text: string) => void,
): Promise<DocumentAnswer> {
  let answer = '';
  let passages: Retrieval['passages'] = [];
  let failure: string | undefined;
  const say = (text: string) => {
    answer += text;
    show(text);
  };
  const parser = createParser({
    onEvent: ({ event, data }) => {
      if (event === 'passages') ({ passages } = JSON.parse(data) as Retrieval);
      else if (event === 'text') say((JSON.parse(data) as AnswerText).text);
      else if (event === 'notInDocuments') say('Not in the documents.');
      else if (event === 'error') failure = data;
    },
  });
  const request = { operation: 'ask' satisfies Operation, text: question };
  const { EventStream = [] } = await lambda.send(
    new InvokeWithResponseStreamCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(request)) }),
  );
  const decoder = new TextDecoder();
  for await (const { PayloadChunk, InvokeComplete } of EventStream) {
    parser.feed(decoder.decode(PayloadChunk?.Payload, { stream: true }));
    failure ??= InvokeComplete?.ErrorDetails;
  }
  if (failure !== undefined || answer === '') {
    throw new OperatorError(
      'PB-SANDBOX-036',
      `The deployed function did not answer from the documents. ${failure ?? ''}`,
      'Run `npm run build` and try again. If it fails again, report a bug of the sandbox.',
    );
  }
  show('\n');
  for (const { number, source, score } of passages) show(`[${number}] ${source}  ${score?.toFixed(3) ?? ''}\n`);
  return { question, answer, sources: [...new Set(passages.map(({ source }) => source))] };
}
