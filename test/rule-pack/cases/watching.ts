import { it, type Json, type Resources, type RuleCase, resource } from '../resource';

const ALARM = 'AWS::CloudWatch::Alarm';
const COMPOSITE = 'AWS::CloudWatch::CompositeAlarm';
const NOTHING: RuleCase['says'] = 'not-applicable';
const TOLD: Json = { AlarmActions: [{ Ref: 'Topic' }] };
const TOPIC: Resources = { Topic: resource('AWS::SNS::Topic') };
const ARN = { 'Fn::GetAtt': ['It', 'Arn'] };

/** A rule of EventBridge for the changes of an alarm. */
const heard = (source: string, resources: readonly unknown[]): Resources => ({
  Rule: resource('AWS::Events::Rule', {
    EventPattern: { source: [source], 'detail-type': ['CloudWatch Alarm State Change'], resources },
  }),
});

const GUARDRAIL: Resources = { Guardrail: resource('AWS::Bedrock::Guardrail') };
const trail = (...types: readonly string[]): Json => ({
  AdvancedEventSelectors: [
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: types },
      ],
    },
  ],
});
const BUDGET = 'AWS::Budgets::Budget';
const COST: Json = { Budget: { BudgetType: 'COST' } };
const action = (BudgetName: unknown): Resources => ({
  Action: resource('AWS::Budgets::BudgetsAction', { BudgetName }),
});
const TRAIL = 'AWS::CloudTrail::Trail';

const cases: readonly (readonly [RuleCase['rule'], string, RuleCase['says'], Resources])[] = [
  ['ALARM1', 'a topic', 'compliant', it(ALARM, TOLD, TOPIC)],
  ['ALARM1', 'a topic, for a composite alarm', 'compliant', it(COMPOSITE, TOLD, TOPIC)],
  ['ALARM1', 'nothing', [''], it(ALARM)],
  ['ALARM1', 'nothing, for a composite alarm', [''], it(COMPOSITE)],
  ['ALARM1', 'an empty list', [''], it(ALARM, { AlarmActions: [] })],
  ['ALARM1', 'only the end is told', [''], it(ALARM, { OKActions: [{ Ref: 'Topic' }] }, TOPIC)],
  ['ALARM1', 'actions that are turned off', [''], it(ALARM, { ...TOLD, ActionsEnabled: false }, TOPIC)],
  ['ALARM1', 'actions that are turned off, as text', [''], it(ALARM, { ...TOLD, ActionsEnabled: 'false' }, TOPIC)],
  ['ALARM1', 'actions that are turned on', 'compliant', it(ALARM, { ...TOLD, ActionsEnabled: true }, TOPIC)],
  ['ALARM1', 'a rule for its ARN', 'compliant', it(ALARM, {}, heard('aws.cloudwatch', [ARN]))],
  [
    'ALARM1',
    'a rule for its name',
    'compliant',
    it(
      ALARM,
      { AlarmName: 'spend' },
      heard('aws.cloudwatch', [{ 'Fn::Sub': 'arn:aws:cloudwatch:us-east-1:1:alarm:spend' }]),
    ),
  ],
  ['ALARM1', 'a rule for another alarm', [''], it(ALARM, { AlarmName: 'spend' }, heard('aws.cloudwatch', ['other']))],
  ['ALARM1', 'a rule for other events', [''], it(ALARM, {}, heard('aws.s3', [ARN]))],
  [
    'ALARM1',
    'a composite alarm that names it',
    'compliant',
    it(ALARM, {}, { All: resource(COMPOSITE, { AlarmRule: { 'Fn::Sub': `ALARM("\${It}")` }, ...TOLD }), ...TOPIC }),
  ],
  ['ALARM1', 'no alarm', NOTHING, it('AWS::SNS::Topic')],
  ['BUDGET1', 'an action', 'compliant', it(BUDGET, COST, action({ Ref: 'It' }))],
  [
    'BUDGET1',
    'an action by name',
    'compliant',
    it(BUDGET, { Budget: { BudgetType: 'COST', BudgetName: 'month' } }, action('month')),
  ],
  ['BUDGET1', 'e-mail alone', [''], it(BUDGET, COST)],
  ['BUDGET1', 'the action of another', [''], it(BUDGET, COST, action('another'))],
  [
    'BUDGET1',
    'a budget of savings plans',
    NOTHING,
    it(BUDGET, { Budget: { BudgetType: 'SAVINGS_PLANS_UTILIZATION' } }),
  ],
  ['BUDGET1', 'no budget', NOTHING, it('AWS::SNS::Topic')],
  ['TRAIL1', 'events of guardrails', 'compliant', it(TRAIL, trail('AWS::Bedrock::Guardrail'), GUARDRAIL)],
  ['TRAIL1', 'events of objects', [''], it(TRAIL, trail('AWS::S3::Object'), GUARDRAIL)],
  ['TRAIL1', 'management events only', [''], it(TRAIL, {}, GUARDRAIL)],
  [
    'TRAIL1',
    'another trail that records them',
    'compliant',
    it(TRAIL, {}, { ...GUARDRAIL, Audit: resource(TRAIL, trail('AWS::S3::Object', 'AWS::Bedrock::Guardrail')) }),
  ],
  ['TRAIL1', 'an app without a guardrail', NOTHING, it(TRAIL)],
];

export const WATCHING_CASES: readonly RuleCase[] = cases.map(([rule, of, says, resources]) => ({
  ...{ rule, of, says, resources },
}));
