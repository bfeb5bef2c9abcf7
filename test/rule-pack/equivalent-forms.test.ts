import fc from 'fast-check';
import { evaluate } from '../../domain/rule-pack/evaluate';
import { RULES } from '../../domain/rule-pack/rules';
import { AppResources } from '../../domain/template/app-resources';
import { intrinsic, isObject } from '../../domain/template/value';
import { CASES } from './cases';
import type { Resources, RuleCase } from './resource';

/** Draws a number below `n`. */
type Draw = (n: number) => number;

/** Properties whose value may be one text or a list of texts. */
const ONE_OR_MANY = ['Action', 'NotAction', 'NotResource', 'Resource', 'AWS', 'Service', 'Federated'];
/** Texts that CloudFormation or IAM takes as they are. */
const LITERAL = ['Effect', 'InlinePolicy', 'Sid', 'Version'];

/** Another way to write a text. */
function text(value: string, draw: Draw): unknown {
  if (/\$\{|^<|^$/.test(value)) return value;
  const half = Math.floor(value.length / 2);
  const forms = [
    value,
    { 'Fn::Sub': value },
    { 'Fn::Join': ['', [value.slice(0, half), value.slice(half)]] },
    { 'Fn::Select': [0, [value, 'another']] },
    {
      'Fn::Sub': value.replace(/amazonaws\.com$/, `\${AWS::URLSuffix}`).replace(/^arn:aws:/, `arn:\${AWS::Partition}:`),
    },
    { 'Fn::Join': ['.', value.split('.')] },
  ];
  return forms[draw(forms.length)];
}

function rewriteText(value: string, draw: Draw, name: string): unknown {
  const form = text(/Action\b/.test(name) && draw(2) ? value.toUpperCase() : value, draw);
  return ONE_OR_MANY.includes(name) && draw(2) ? [form] : form;
}

/** Another way to write the same value. */
function rewrite(value: unknown, draw: Draw, name = ''): unknown {
  if (typeof value === 'string') return LITERAL.includes(name) ? value : rewriteText(value, draw, name);
  if (typeof value === 'boolean' || typeof value === 'number') return draw(2) ? value : String(value);
  if (Array.isArray(value)) {
    const items = value.map((item) => rewrite(item, draw, `${name} item`));
    return items.length === 1 && ONE_OR_MANY.includes(name) && draw(2) ? items[0] : items;
  }
  if (!isObject(value) || intrinsic(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, rewrite(child, draw, key)]));
}

/** Types of AWS SAM, with the property that has another name there. */
const SAM: Readonly<Record<string, readonly [type: string, renamed: Readonly<Record<string, string>>]>> = {
  'AWS::Lambda::Function': ['AWS::Serverless::Function', {}],
  'AWS::StepFunctions::StateMachine': ['AWS::Serverless::StateMachine', { LoggingConfiguration: 'Logging' }],
};

function rewritten(resources: Resources, draw: Draw): Resources {
  return Object.fromEntries(
    Object.entries(resources).map(([id, { Type, Properties }]) => {
      // In a guardrail, an Action is a word and no list of actions.
      if (Type === 'AWS::Bedrock::Guardrail') return [id, { Type, Properties }];
      const properties = rewrite(Properties ?? {}, draw) as Record<string, unknown>;
      const [type, renamed] = (draw(2) ? SAM[Type] : undefined) ?? [Type, {}];
      const entries = Object.entries(properties).map(([name, value]) => [renamed[name] ?? name, value]);
      return [id, { Type: type, Properties: Object.fromEntries(entries) }];
    }),
  );
}

function findings({ rule: id }: RuleCase, resources: Resources): readonly string[] {
  const app = new AppResources({ Stack: { Resources: resources } });
  const rule = RULES.find((one) => one.id === id);
  const part = app.partsAt('Stack/It').find(({ type }) => rule?.types.includes(type));
  const verdict = rule && part ? evaluate(rule, part, app) : 'not-applicable';
  if (verdict === 'not-applicable') return [verdict];
  return verdict.map((finding) => finding.replaceAll('<AWS::Partition>', 'aws').toLowerCase()).sort();
}

const OFFENDING = CASES.filter(({ says }) => Array.isArray(says) && !says.some((one) => one.startsWith('Unreadable')));

test.each(RULES)('$id finds the same in every form of a template', ({ id }) => {
  const cases = OFFENDING.filter(({ rule }) => rule === id);
  expect(cases.length).toBeGreaterThan(0);
  const seeds = fc.infiniteStream(fc.nat());
  fc.assert(
    fc.property(fc.constantFrom(...cases), seeds, (one, stream) => {
      const resources = rewritten(one.resources, (n) => (stream.next().value as number) % n);
      expect(findings(one, resources)).toEqual(findings(one, one.resources));
    }),
    { numRuns: 60 },
  );
});
