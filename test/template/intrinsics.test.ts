import fc from 'fast-check';
import { AppResources } from '../../domain/template/app-resources';
import type { Template } from '../../domain/template/template';
import { Unreadable } from '../../domain/template/value';

const STACK = 'app/One';

const TEMPLATE: Template = {
  Parameters: { Given: { Type: 'String' } },
  Conditions: {
    Yes: { 'Fn::Equals': ['a', 'a'] },
    No: { 'Fn::Not': [{ Condition: 'Yes' }] },
    Both: { 'Fn::And': [{ Condition: 'Yes' }, { Condition: 'No' }] },
    Either: { 'Fn::Or': [{ Condition: 'No' }, { Condition: 'Yes' }] },
    Here: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, { Ref: 'AWS::Region' }] },
    There: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] },
    Asked: { 'Fn::Equals': [{ Ref: 'Given' }, 'x'] },
  },
  Resources: { Key: { Type: 'AWS::KMS::Key' } },
  Outputs: { Key: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] }, Export: { Name: 'one-key' } } },
};

const OTHER: Template = {
  Resources: { Key: { Type: 'AWS::KMS::Key' } },
  Outputs: {
    Named: { Value: { Ref: 'Key' }, Export: { Name: { 'Fn::Sub': `two-${hole('AWS::Region')}` } } },
    Chain: { Value: { 'Fn::ImportValue': 'one-key' }, Export: { Name: 'chain' } },
  },
};

const app = new AppResources({ [STACK]: TEMPLATE, 'app/Two': OTHER });
const text = (value: unknown) => app.text(value, STACK);

/** Reference as `Fn::Sub` has it. */
function hole(name: string): string {
  return `\${${name}}`;
}

/** An expression, and the text that it must become. `literal`: no part of it is known only at deployment. */
interface Written {
  readonly value: unknown;
  readonly text: string;
  readonly literal: boolean;
}

const plain = fc.stringMatching(/^[a-z0-9:/*.-]{0,8}$/).map((value) => ({ value, text: value, literal: true }));
const reference = fc.constantFrom(
  { value: { Ref: 'AWS::Region' }, text: '<AWS::Region>', literal: false },
  { value: { Ref: 'AWS::StackName' }, text: `<${STACK}/AWS::StackName>`, literal: false },
  { value: { Ref: 'Key' }, text: `<${STACK}/Key>`, literal: false },
  { value: { 'Fn::GetAtt': ['Key', 'Arn'] }, text: `<${STACK}/Key.Arn>`, literal: false },
  { value: { 'Fn::GetAtt': 'Key.Arn' }, text: `<${STACK}/Key.Arn>`, literal: false },
  { value: { 'Fn::ImportValue': 'one-key' }, text: `<${STACK}/Key.Arn>`, literal: false },
  { value: { 'Fn::ImportValue': { 'Fn::Join': ['-', ['one', 'key']] } }, text: `<${STACK}/Key.Arn>`, literal: false },
  { value: { 'Fn::ImportValue': 'chain' }, text: `<${STACK}/Key.Arn>`, literal: false },
  { value: { 'Fn::ImportValue': { 'Fn::Sub': `two-${hole('AWS::Region')}` } }, text: '<app/Two/Key>', literal: false },
  { value: { 'Fn::ImportValue': 'of-nobody' }, text: '<of-nobody>', literal: false },
);

type Expressions = fc.Arbitrary<Written>;

const someOf = (expression: Expressions) => fc.array(expression, { minLength: 1, maxLength: 3 });

const joined = (expression: Expressions): Expressions =>
  fc.tuple(fc.constantFrom('', ':', '-'), someOf(expression)).map(([separator, items]) => ({
    value: { 'Fn::Join': [separator, items.map(({ value }) => value)] },
    text: items.map((item) => item.text).join(separator),
    literal: items.every(({ literal }) => literal),
  }));

const substituted = (expression: Expressions): Expressions =>
  someOf(expression).map((items) => ({
    value: {
      'Fn::Sub': [
        items.map((_, index) => `${hole(`v${index}`)}${hole('!kept')}${hole('AWS::Region')}`).join('/'),
        Object.fromEntries(items.map(({ value }, index) => [`v${index}`, value])),
      ],
    },
    text: items.map((item) => `${item.text}${hole('kept')}<AWS::Region>`).join('/'),
    literal: false,
  }));

const selected = (expression: Expressions): Expressions =>
  fc.tuple(someOf(expression), fc.nat()).map(([items, seed]) => {
    const index = seed % items.length;
    const { text: chosen = '', literal = true } = items[index] ?? {};
    return { value: { 'Fn::Select': [String(index), items.map(({ value }) => value)] }, text: chosen, literal };
  });

const branched = (expression: Expressions): Expressions =>
  fc.tuple(fc.constantFrom('Yes', 'No', 'Both', 'Either', 'Here'), expression, expression).map(([name, yes, no]) => {
    const { text: chosen, literal } = ['Yes', 'Either', 'Here'].includes(name) ? yes : no;
    return { value: { 'Fn::If': [name, yes.value, no.value] }, text: chosen, literal };
  });

const { expression } = fc.letrec<{ readonly expression: Written }>((tie) => {
  const inner = tie('expression');
  const calls = [joined(inner), substituted(inner), selected(inner), branched(inner)];
  return { expression: fc.oneof({ maxDepth: 3 }, plain, reference, ...calls) };
});

test('every expression becomes the text that its parts make', () => {
  fc.assert(fc.property(expression, (written) => expect(text(written.value)).toBe(written.text)));
});

test('a split of known text can be joined and selected from, one of unknown text is unreadable', () => {
  fc.assert(
    fc.property(expression, fc.constantFrom(':', '/', '-'), (written, separator) => {
      const split = { 'Fn::Split': [separator, written.value] };
      const joinedAgain = () => text({ 'Fn::Join': [separator, split] });
      if (!written.literal) return expect(joinedAgain).toThrow(Unreadable);
      const pieces = written.text.split(separator);
      expect(joinedAgain()).toBe(written.text);
      return expect(pieces.map((_, index) => text({ 'Fn::Select': [index, split] }))).toEqual(pieces);
    }),
  );
});

test.each([
  ['a parameter', { Ref: 'Given' }],
  ['a resource of another stack', { Ref: 'Stranger' }],
  ['a resource without an attribute', { 'Fn::GetAtt': ['Key'] }],
  ['no value', { Ref: 'AWS::NoValue' }],
  ['a list', ['a']],
  ['an object', { Key: 'a' }],
  ['nothing', undefined],
  ['null', null],
  ['a variable that is nowhere', { 'Fn::Sub': hole('Given') }],
  ['a substitution without variables', { 'Fn::Sub': ['a'] }],
  ['a join of text', { 'Fn::Join': ['', 'a'] }],
  ['a join by a reference', { 'Fn::Join': [{ Ref: 'Key' }, ['a', 'b']] }],
  ['a selection past the end', { 'Fn::Select': [2, ['a', 'b']] }],
  ['a selection by a reference', { 'Fn::Select': [{ Ref: 'Key' }, ['a', 'b']] }],
  ['a split by nothing', { 'Fn::Select': [0, { 'Fn::Split': ['', 'ab'] }] }],
  ['a condition on a parameter', { 'Fn::If': ['Asked', 'a', 'b'] }],
  ['a condition on the Region', { 'Fn::If': ['There', 'a', 'b'] }],
  ['a condition that is nowhere', { 'Fn::If': ['Nowhere', 'a', 'b'] }],
  ['another function', { 'Fn::FindInMap': ['Map', 'a', 'b'] }],
])('%s is unreadable, and the error names the stack', (_, value) => {
  expect(() => text(value)).toThrow(expect.objectContaining({ name: 'Unreadable', code: 'PB-TEMPLATE-002' }));
  expect(() => text(value)).toThrow(`${STACK}: cannot read `);
});

test('an export of two stacks under one name is unreadable', () => {
  const output = { Outputs: { Same: { Value: 'a', Export: { Name: 'same' } } }, Resources: {} };
  const both = new AppResources({ a: output, b: output });
  expect(() => both.text({ 'Fn::ImportValue': 'same' }, 'a')).toThrow('a: cannot read {"Fn::ImportValue":"same"}');
});

test('conditions are decided within properties, and kept if they cannot be', () => {
  const undecided = { 'Fn::If': ['Asked', 'x', 'y'] };
  const properties = {
    Taken: { 'Fn::If': ['Yes', { Inner: { 'Fn::If': ['No', 1, 2] } }, 'other'] },
    Absent: { 'Fn::If': ['No', 'a', { Ref: 'AWS::NoValue' }] },
    Kept: [undecided],
  };
  const { all } = new AppResources({
    [STACK]: { ...TEMPLATE, Resources: { It: { Type: 'T', Properties: properties } } },
  });
  expect(all[0]?.properties).toEqual({ Taken: { Inner: 2 }, Absent: { Ref: 'AWS::NoValue' }, Kept: [undecided] });
});
