import { conditionText } from '../../cli/diagram/workflow/condition';
import { type Definition, stepsOf } from '../../cli/diagram/workflow/workflow-graph';
import { workflowPicture } from '../../cli/diagram/workflow/workflow-picture';
import { defineWorkflow } from '../../lib/fine-tuning/workflow/definition';

const definition = defineWorkflow({
  partition: 'aws',
  functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:tuning',
  tag: { Key: 'private-bedrock:deployment', Value: 'sandbox' },
}) as Definition;

describe('a choice rule in words', () => {
  const status = { Variable: '$.look.job.Status', StringEquals: 'Completed' };
  const present = { Variable: '$.look.job.OutputModelArn', IsPresent: true };

  test.each([
    [status, 'Status = Completed'],
    [present, 'OutputModelArn is present'],
    [{ And: [status, present] }, 'Status = Completed and OutputModelArn is present'],
    [{ Or: [status, { Not: present }] }, 'Status = Completed or not (OutputModelArn is present)'],
    [
      { And: [status, { Or: [status, present] }] },
      'Status = Completed and (Status = Completed or OutputModelArn is present)',
    ],
    [{ Variable: '$.check.fit', BooleanEquals: true }, 'fit'],
    [{ Variable: '$.check.fit', BooleanEquals: false }, 'not fit'],
    [{ Variable: '$.a', BooleanEqualsPath: '$.x.b' }, 'a = b'],
    [{ Variable: '$.n', NumericEquals: 3 }, 'n = 3'],
    [{ Variable: '$.waits.count', NumericGreaterThanEquals: 576 }, 'count ≥ 576'],
    [{ Variable: '$.n', NumericGreaterThan: 3 }, 'n > 3'],
    [{ Variable: '$.n', NumericLessThan: 3 }, 'n < 3'],
    [{ Variable: '$.n', NumericLessThanEqualsPath: '$.most' }, 'n ≤ most'],
    [{ Variable: '$.s', StringMatches: 'log-*' }, 's matches log-*'],
    [{ Variable: '$.s', StringLessThan: 'm' }, 's < m'],
    [{ Variable: '$.t', TimestampGreaterThanPath: '$.then' }, 't > then'],
    [{ Variable: '$.t', IsTimestamp: false }, 't is not a timestamp'],
    [{ Variable: '$.t', IsNull: true }, 't is null'],
    [{ Variable: '$.t', IsNumeric: true }, 't is a number'],
    [{ Variable: '$.t', IsString: true }, 't is a string'],
    [{ Variable: '$.t', IsBoolean: true, Next: 'X', Comment: 'why' }, 't is a boolean'],
  ])('%j', (rule, text) => {
    expect(conditionText(rule, 'State')).toBe(text);
  });

  test.each([
    { Variable: '$.a', StringAlmost: 'x' },
    { Variable: '$.a', IsPresent: 'yes' },
    { Variable: '$.a', StringEquals: 'x', NumericEquals: 1 },
    { Variable: '$.a' },
    { And: 'x' },
    { Not: 'x' },
    { And: [{ Variable: '$.a', NumericAbout: 1 }] },
    { Condition: '{% $a > 1 %}' },
    { StringEquals: 'x' },
  ])('%j is an error that names the state, never a guess', (rule) => {
    expect(() => conditionText(rule, 'Is the dataset valid?')).toThrow(
      expect.objectContaining({
        code: 'PB-DIAGRAM-004',
        message: expect.stringContaining("State 'Is the dataset valid?'"),
      }),
    );
  });
});

describe('the steps of the tuning workflow', () => {
  const steps = stepsOf(definition);

  test('reach every state that does something from the first', () => {
    const reached = new Set([definition.StartAt]);
    for (const state of reached) for (const { from, to } of steps) if (from === state) reached.add(to);
    const real = Object.entries(definition.States).filter(([, { Type }]) => Type !== 'Pass');
    expect([...reached].sort()).toEqual(real.map(([name]) => name).sort());
  });

  test('of every choice have the condition of each rule, or the failure that it leads to', () => {
    const choices = Object.entries(definition.States).filter(([, { Type }]) => Type === 'Choice');
    expect(choices.length).toBeGreaterThan(4);
    for (const [from, { Choices = [] }] of choices) {
      const labels = steps.filter((step) => step.from === from).flatMap(({ label }) => label.split('\n'));
      for (const rule of Choices) {
        const failure = (definition.States[rule.Next]?.Parameters as { name?: string } | undefined)?.name;
        expect(labels).toContain(failure ?? conditionText(rule, from));
      }
    }
  });

  test('say that the metrics are read of a completed job that names its model', () => {
    const [step] = steps.filter(({ label }) => label === 'Status = Completed and OutputModelArn is present');
    expect(definition.States[step?.to ?? '']?.Type).toBe('Task');
    expect(steps.map(({ label }) => label)).not.toContain('too often');
  });
});

describe('the picture of the tuning workflow', () => {
  const picture = workflowPicture(definition, 'tuning-workflow');

  test('has each failure once, in the state where it happens or on the arrow that it takes', () => {
    const names = Object.values(definition.States).flatMap(({ Type, Parameters }) =>
      Type === 'Pass' ? ((Parameters as { name?: string } | undefined)?.name ?? []) : [],
    );
    const shown = [
      ...picture.nodes.flatMap(({ lines }) => lines.map((line) => line.replace('✗ ', ''))),
      ...picture.edges.flatMap(({ label }) => label.split(', ')),
    ];
    expect(names.length).toBeGreaterThan(10);
    expect(shown).toEqual(expect.arrayContaining(names));
  });

  test('a state of an unknown type is an error', () => {
    const states = { Start: { Type: 'Parallel', Next: 'End' }, End: { Type: 'Succeed' } };
    expect(() => workflowPicture({ StartAt: 'Start', States: states }, 'x')).toThrow(
      expect.objectContaining({ code: 'PB-DIAGRAM-005' }),
    );
  });
});
