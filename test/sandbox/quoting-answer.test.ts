import { quotingAnswer } from '../../sandbox/model/quoting-answer';

const PASSAGES = [
  'A laptop has a warranty of four years. It is replaced after that.',
  '연차는 한 해에 스물다섯 날입니다. 이월은 다섯 날까지입니다.',
];

const request = (question: string, passages = PASSAGES) => ({
  model: 'any',
  messages: [
    { role: 'system' as const, content: 'If the passages do not answer the question, write only NOT_THERE.' },
    {
      role: 'user' as const,
      content: `${passages.map((text, index) => `<passage-ab12 number="${index + 1}">\n${text}\n</passage-ab12>`).join('\n')}\nQuestion: ${question}`,
    },
  ],
});

test.each([
  ['How long is the warranty of a laptop?', 'A laptop has a warranty of four years. [1]'],
  ['연차는 한 해에 며칠입니까?', '연차는 한 해에 스물다섯 날입니다. [2]'],
  ['Who won the design award?', 'NOT_THERE'],
])('%s', (question, answer) => {
  expect(quotingAnswer(request(question))).toBe(answer);
});

test('a request without passages is for others', () => {
  expect(quotingAnswer(request('How long is the warranty?', []))).toBeUndefined();
});
