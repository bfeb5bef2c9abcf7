import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatRecords, RECORDS_FILE } from '../../domain/deployment/deployment-record';
import { DEPLOYMENTS } from '../../lib/config/deployments';
import { type Answer, cost } from '../support/cost-run';
import { handMadeAssembly } from '../support/hand-made-assembly';

/** An assembly with a workflow that starts jobs of HealthScribe, in one deployment for each price of a minute. */
function clinics(prices: Readonly<Record<string, number | undefined>>): string {
  const StateMachine = {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { DefinitionString: '{"Resource":"arn:aws:states:::aws-sdk:transcribe:startMedicalScribeJob"}' },
  };
  const names = Object.keys(prices);
  const folder = handMadeAssembly(Object.fromEntries(names.map((name) => [`${name}/Scribing`, { StateMachine }])));
  const records = names.map((name) => {
    const pricePerMinute = prices[name];
    const healthScribe = pricePerMinute === undefined ? {} : { pricePerMinute };
    return { name, path: name, config: { ...DEPLOYMENTS.sandbox, healthScribe } };
  });
  writeFileSync(join(folder, RECORDS_FILE), formatRecords(records));
  return folder;
}

test('recordings cost what the row says of a minute, and states and events by the table', async () => {
  const flags = [
    '--deployment',
    'east',
    'north',
    'south',
    '--consultations',
    '200',
    '--consultation-minutes',
    '12',
    '--consultation-steps',
    '50',
  ];
  const { stdout } = await cost('--app', clinics({ east: 0.1, north: 0.25, south: undefined }), '--json', ...flags);
  const { estimates } = JSON.parse(stdout) as Answer;
  const usd = (stack: string, what: string) =>
    estimates.flatMap(({ lines }) => lines).find((line) => line.stack === `${stack}/Scribing` && line.what === what)
      ?.usd;
  expect(usd('east', 'minutes of audio')).toBeCloseTo(240, 9);
  expect(usd('north', 'minutes of audio')).toBeCloseTo(600, 9);
  expect(usd('south', 'minutes of audio')).toBeUndefined();
  for (const stack of ['east', 'north', 'south']) {
    expect(usd(stack, 'states of the workflow')).toBeCloseTo(0.25, 9); // 10,000 × 0.025 per thousand
    expect(usd(stack, 'events about draft and end')).toBeCloseTo(0.0004, 9);
    expect(usd(stack, 'notices of the topic')).toBeCloseTo(0.0002, 9); // 400 × 0.50 per million
  }
  const unpriced = estimates.flatMap((one) => one.unpriced).filter(({ what }) => what.startsWith('minutes of audio'));
  expect(unpriced).toHaveLength(1);
  expect(unpriced[0]?.what).toContain('pricePerMinute');
});

test('the trail of patient data costs by its events, and the purging workflow by its states', async () => {
  const Trail = {
    Type: 'AWS::CloudTrail::Trail',
    Properties: {
      AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] }],
    },
  };
  const Purging = {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { DefinitionString: '{"Resource":"arn:aws:states:::aws-sdk:transcribe:deleteMedicalScribeJob"}' },
  };
  const folder = handMadeAssembly({ 'east/Consultations': { Trail }, 'east/Scribing': { Purging } });
  writeFileSync(
    join(folder, RECORDS_FILE),
    formatRecords([{ name: 'east', path: 'east', config: { ...DEPLOYMENTS.sandbox, healthScribe: {} } }]),
  );
  const { stdout } = await cost('--app', folder, '--json', '--consultations', '20000', '--consultation-events', '50');
  const [estimate] = (JSON.parse(stdout) as Answer).estimates;
  const usd = (what: string) => estimate?.lines.find((line) => line.what === what)?.usd;
  expect(usd('data events')).toBeCloseTo(1, 9); // 1,000,000 × 0.10 per 100,000
  expect(usd('states of the workflow')).toBeCloseTo(0.08, 9); // 200 stopped × 16 × 0.025 per thousand
  expect(estimate?.unpriced).toEqual([]);
});

test.each([
  ['management events', [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }]],
  ['no selector', undefined],
])('a trail of %s has no price here', async (_, AdvancedEventSelectors) => {
  const Trail = { Type: 'AWS::CloudTrail::Trail', Properties: { AdvancedEventSelectors } };
  const { stdout } = await cost('--app', handMadeAssembly({ 'east/Consultations': { Trail } }), '--json');
  const [estimate] = (JSON.parse(stdout) as Answer).estimates;
  expect(estimate?.unpriced).toEqual([expect.objectContaining({ what: 'a trail of other events than data events' })]);
});
