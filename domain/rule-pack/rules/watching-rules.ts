import type { AppResources, Located } from '../../template/app-resources';
import { intrinsic, list, property } from '../../template/value';
import { type Rule, unless } from '../rule';

const ALARMS = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'];

/** Returns the texts in a value, resolved. */
function textsIn(value: unknown, stack: string, app: AppResources): readonly string[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null || intrinsic(value)) return [app.text(value, stack)];
  return Object.values(value).flatMap((one) => textsIn(one, stack, app));
}

/** Tells whether a rule of EventBridge or a composite alarm works with the changes of the alarm. */
function isHeard(alarm: Located, app: AppResources): boolean {
  const { properties, stack } = alarm;
  const name = property(properties, 'AlarmName');
  const own = name === undefined ? `<${alarm.at}` : app.text(name, stack);
  const names = (text: string) => text.includes(own) || text.includes(`<${alarm.at}`);
  const rules = app.ofType('AWS::Events::Rule').filter((rule) => {
    const texts = textsIn(property(rule.properties, 'EventPattern'), rule.stack, app);
    return texts.includes('aws.cloudwatch') && texts.some(names);
  });
  const composites = app
    .ofType('AWS::CloudWatch::CompositeAlarm')
    .filter(
      (other) =>
        other.at !== alarm.at && textsIn(property(other.properties, 'AlarmRule'), other.stack, app).some(names),
    );
  return rules.length + composites.length > 0;
}

const BUDGET = 'AWS::Budgets::Budget';
const GUARDRAIL = 'AWS::Bedrock::Guardrail';

/** Tells whether a trail records the evaluations of guardrails. */
const recordsGuardrails = (trail: Located, app: AppResources): boolean =>
  list(property(trail.properties, 'AdvancedEventSelectors')).some((selector) =>
    list(property(selector, 'FieldSelectors')).some(
      (field) =>
        app.given(property(field, 'Field'), trail.stack) === 'resources.type' &&
        textsIn(property(field, 'Equals'), trail.stack, app).includes(GUARDRAIL),
    ),
  );

export const WATCHING_RULES: readonly Rule[] = [
  {
    id: 'ALARM1',
    info: 'An alarm starts no action.',
    why: 'Its state changes in the console, and nobody is told.',
    remedy:
      'Set AlarmActions to a topic that people subscribe to, and leave ActionsEnabled out. A rule of EventBridge or a composite alarm that names the alarm is enough, too.',
    source: 'Amazon CloudWatch User Guide, "Using Amazon CloudWatch alarms", "Alarm actions"',
    types: ALARMS,
    check: (alarm, app) => {
      const { properties, stack } = alarm;
      const enabled = property(properties, 'ActionsEnabled');
      const isOff = enabled !== undefined && app.text(enabled, stack).toLowerCase() === 'false';
      const actions = list(property(properties, 'AlarmActions'));
      return unless((actions.length > 0 && !isOff) || isHeard(alarm, app));
    },
  },
  {
    id: 'BUDGET1',
    info: 'A budget of costs starts no action.',
    why: 'It sends e-mail about money that is spent. Whatever spends it goes on until somebody reads that.',
    remedy:
      'Add an AWS::Budgets::BudgetsAction with the name of the budget, which attaches a Deny policy to the roles that spend. If the budget is to inform and nothing more, acknowledge this finding.',
    source: 'AWS Cost Management User Guide, "Configuring AWS Budgets actions"',
    types: [BUDGET],
    check: ({ properties, stack, at }, app) => {
      const budget = property(properties, 'Budget');
      const type = property(budget, 'BudgetType');
      if (type !== undefined && app.text(type, stack) !== 'COST') return 'not-applicable';
      const name = property(budget, 'BudgetName');
      const own = name === undefined ? undefined : app.text(name, stack);
      return unless(
        app.ofType('AWS::Budgets::BudgetsAction').some((action) => {
          const of = app.text(property(action.properties, 'BudgetName'), action.stack);
          return of.includes(`<${at}`) || of === own;
        }),
      );
    },
  },
  {
    id: 'TRAIL1',
    info: 'No trail of the app records the evaluations of its guardrails.',
    why: 'CloudTrail records ApplyGuardrail, and evaluations within an invocation, only as data events. They say who was stopped by which policy, without any text: an audit that needs no copy of a prompt.',
    remedy: `Add an advanced event selector to one trail: \`eventCategory\` Data, \`resources.type\` ${GUARDRAIL}. CloudTrail bills data events. If a trail of the organization records them, acknowledge this finding and name it.`,
    source: 'Amazon Bedrock User Guide, "Monitor Amazon Bedrock API calls using CloudTrail", data events',
    types: ['AWS::CloudTrail::Trail'],
    check: (_, app) => {
      if (app.ofType(GUARDRAIL).length === 0) return 'not-applicable';
      return unless(app.ofType('AWS::CloudTrail::Trail').some((trail) => recordsGuardrails(trail, app)));
    },
  },
];
