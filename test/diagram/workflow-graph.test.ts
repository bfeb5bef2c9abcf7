import { type Definition, stepsOf } from '../../cli/diagram/workflow/workflow-graph';
import { defineWorkflow } from '../../lib/fine-tuning/workflow/definition';

const definition = defineWorkflow({
  partition: 'aws',
  functionArn: 'arn:aws:lambda:us-east-1:111122223333:function:tuning',
  tag: { Key: 'private-bedrock:deployment', Value: 'sandbox' },
}) as Definition;

describe('the picture of the tuning workflow', () => {
  const steps = stepsOf(definition);

  test('has every state that does something, each reached from the first', () => {
    const reached = new Set([definition.StartAt]);
    for (const state of reached) for (const { from, to } of steps) if (from === state) reached.add(to);
    const real = Object.entries(definition.States).filter(([, { Type }]) => Type !== 'Pass');
    expect([...reached].sort()).toEqual(real.map(([name]) => name).sort());
  });

  test('says where a failure leads, and under which condition the work goes on', () => {
    const label = (from: string, to: string) => steps.find((step) => step.from === from && step.to === to)?.label;
    expect(label('Look at the job', 'Did this execution start it?')).toBe('JobLost');
    expect(steps).toContainEqual({
      from: 'Stop the job',
      to: 'Tell of the failure',
      label: expect.stringContaining('JobLeft'),
    });
    expect(label('Is it fit?', 'Look for the job')).toBe('yes');
    expect(label('Look for the job', 'Start the job')).toBe('not found');
    expect(label('Is it active?', 'Ask the model')).toBe('Active');
    expect(label('Ask the model', 'Tell of the model')).toBe('');
  });
});
