import type { StackTemplate, Templates } from '../../proofs/model/templates';
import { names } from '../../proofs/names/names';
import type { Subject } from '../../proofs/proof';
import { subjects } from '../../proofs/subjects';

const all = subjects();
const production = all.find(({ name }) => name === 'production');

test.each(all.map((subject) => [subject.name, subject] as const))(
  'policies of %s speak of nothing but what is its own',
  async (_, subject) => {
    expect(await names.broken(subject)).toEqual([]);
  },
);

/** Production with some text of one template replaced, wherever it stands. */
function replaced(unit: string, from: string, to: string): Subject {
  if (!production) throw new Error('there is no production');
  const id = `production/${unit}`;
  const stack = production.templates.stacks[id];
  const text = JSON.stringify(stack?.template);
  if (!text.includes(from)) throw new Error(`${unit} holds no ${from}: the fault was not planted`);
  const changed = { ...stack, template: JSON.parse(text.replaceAll(from, to)) } as StackTemplate;
  const templates: Templates = { ...production.templates, stacks: { ...production.templates.stacks, [id]: changed } };
  return { ...production, templates };
}

test.each([
  [
    'a model that is not of the row',
    'Inference',
    'foundation-model/amazon.nova-lite-v1:0',
    'foundation-model/amazon.nova-premier-v1:0',
    /ModelsPolicy.* names .*nova-premier/,
  ],
  [
    'a model in any Region',
    'Inference',
    'bedrock:us-east-1::foundation-model',
    'bedrock:*::foundation-model',
    /names arn:aws:bedrock:\*::/,
  ],
  ['a room of the bucket that nobody has', 'Access', '/datasets/*"', '/*"', /TunerPolicy.* names arn:aws:s3:::.*\/\*/],
  [
    'a service that may be handed a role',
    'FineTuning',
    '"bedrock.amazonaws.com"',
    '"lambda.amazonaws.com"',
    /takes lambda\.amazonaws\.com for iam:PassedToService/,
  ],
  [
    'another service of the key',
    'Access',
    's3.us-east-1.amazonaws.com',
    'ec2.us-east-1.amazonaws.com',
    /takes ec2.* for kms:ViaService/,
  ],
  ['a draft of the guardrail', 'Inference', '":*"', '"*"', /for bedrock:GuardrailIdentifier/],
  ['an action on everything', 'FineTuning', 'bedrock.us-east-1.amazonaws.com', '*', /takes \* for kms:ViaService/],
  [
    'a Region that a profile does not lead to',
    'Foundation',
    '"unspecified"',
    '"eu-west-1"',
    /takes eu-west-1 for aws:RequestedRegion/,
  ],
])('%s is found', async (_, unit, from, to, expected) => {
  expect(await names.broken(replaced(unit, from, to))).toEqual(
    expect.arrayContaining([expect.stringMatching(expected)]),
  );
});

test('a condition key that nobody has spoken of is refused', async () => {
  await expect(names.broken(replaced('Access', '"s3:prefix"', '"s3:delimiter"'))).rejects.toThrow(
    /the condition key s3:delimiter is not modelled/,
  );
});
