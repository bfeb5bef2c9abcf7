import { isDeepStrictEqual } from 'node:util';
import { budgetActionProperties, budgetProperties } from '../../../lib/spend/budget-stop';
import { anomalyMonitorProperties, anomalySubscriptionProperties } from '../../../lib/spend/cost-anomalies';
import { STOPPED } from '../../decisions/parts/breaker';
import { ACCOUNT } from '../../model/physical-ids';
import { roleWords } from '../../model/role-words';
import { allOf, type Context, holds, isOneOf, type Setting, type Settings, tags } from '../setting';
import { asTemplate } from './alarms';

type Expected = (context: Context) => object | undefined;

const asExpected = (property: string, says: string, expected: Expected): Setting =>
  holds(says, (value, context) =>
    isDeepStrictEqual(
      value,
      (asTemplate(expected(context)) as Readonly<Record<string, unknown>> | undefined)?.[property],
    ),
  );

const budget: Expected = ({ config: { spend } }) => spend?.budget && budgetProperties(spend.budget);
const action: Expected = ({ config: { spend } }) => spend?.budget && budgetActionProperties(spend.budget);
const nameOf = ({ deployment }: Context): string => `private-bedrock-${deployment}`;

/** Names of the roles that can call a model or buy capacity. */
const stoppedRoles = ({ resolver }: Context): readonly string[] => {
  const roles = resolver.resources.filter(({ resource }) => resource.Type === 'AWS::IAM::Role');
  return roles.filter((role) => STOPPED.includes(roleWords(role))).map((role) => resolver.attributeOf(role, 'Ref'));
};

const NOTIFIED = 'the addresses of the row are notified of a budget at 50, 80 and 100 %, and of a forecast';
const ACTS =
  'at 100 % of a budget, AWS Budgets attaches the Deny policy of the breaker, by itself or approved as the row says';
const ANOMALIES = 'anomalies of any service of the account are notified to the addresses of the row';

const asSubscribed = (property: string): Setting =>
  asExpected(property, ANOMALIES, (context) => {
    const { anomaly } = context.config.spend ?? {};
    return anomaly && anomalySubscriptionProperties(nameOf(context), anomaly);
  });

const asMonitored = (property: string): Setting =>
  asExpected(property, ANOMALIES, (context) => anomalyMonitorProperties(nameOf(context)));

/** Requirements on the budget of a row, its action, and anomalies of costs. */
export const BUDGETS: Readonly<Record<string, Settings>> = {
  'AWS::Budgets::Budget': {
    Budget: asExpected(
      'Budget',
      'a budget has the limit of the row, without credits and refunds, of the account or of a tag',
      budget,
    ),
    NotificationsWithSubscribers: asExpected('NotificationsWithSubscribers', NOTIFIED, budget),
    ResourceTags: tags,
  },
  'AWS::Budgets::BudgetsAction': {
    ActionThreshold: asExpected('ActionThreshold', ACTS, action),
    ActionType: asExpected('ActionType', ACTS, action),
    ApprovalModel: asExpected('ApprovalModel', ACTS, action),
    BudgetName: holds('the action is that of the budget', isOneOf('AWS::Budgets::Budget', 'Ref')),
    Definition: holds(
      'the action of a budget attaches the Deny policy to every role that the breaker stops',
      (value, context) => {
        const { IamActionDefinition: iam } = value as Definition;
        const expected = {
          PolicyArn: `arn:aws:iam::${ACCOUNT}:policy/${nameOf(context)}-${context.config.region}-stop`,
          Roles: [...stoppedRoles(context)].sort(),
        };
        return isDeepStrictEqual(
          { ...(value as object), IamActionDefinition: { ...iam, Roles: [...(iam?.Roles ?? [])].sort() } },
          { IamActionDefinition: expected },
        );
      },
    ),
    ExecutionRoleArn: holds('AWS Budgets acts with its own role', (value, context) =>
      allOf(context, 'AWS::IAM::Role', 'Arn', '/Spend/BudgetRole').includes(String(value)),
    ),
    NotificationType: asExpected('NotificationType', ACTS, action),
    ResourceTags: tags,
    Subscribers: asExpected('Subscribers', NOTIFIED, action),
  },
  'AWS::CE::AnomalyMonitor': {
    MonitorDimension: asMonitored('MonitorDimension'),
    MonitorName: asMonitored('MonitorName'),
    MonitorType: asMonitored('MonitorType'),
    ResourceTags: tags,
  },
  'AWS::CE::AnomalySubscription': {
    Frequency: asSubscribed('Frequency'),
    MonitorArnList: holds(ANOMALIES, (value, context) =>
      [value].flat().every((one) => isOneOf('AWS::CE::AnomalyMonitor', 'MonitorArn')(one, context)),
    ),
    ResourceTags: tags,
    Subscribers: asSubscribed('Subscribers'),
    SubscriptionName: asSubscribed('SubscriptionName'),
    ThresholdExpression: asSubscribed('ThresholdExpression'),
  },
};

interface Definition {
  readonly IamActionDefinition?: { readonly Roles?: readonly string[] };
}
