import { paginateListSubscriptionsByTopic } from '@aws-sdk/client-sns';
import { listFromAws } from '../../aws/call-aws';
import type { Inspection } from '../inspection';
import { fail, notApplicable, pass, skip, warn } from '../inspection-result';

/** State of a subscription whose link nobody has opened, in place of an ARN. */
const PENDING = 'PendingConfirmation';

/** Inspects whether somebody is told of alarms: AWS sends none to an address that has not confirmed. */
export const SUBSCRIBERS_INSPECTION: Inspection = {
  id: 'alarm-subscribers',
  title: 'subscribers',
  inspect: async ({ clients: { sns }, caller, config: { observability, region }, names, stacks }) => {
    if (!observability) return [notApplicable('no alarms in the row')];
    const { emails = [] } = observability;
    if (!(await stacks.exists('Observability'))) {
      const links = emails.length > 0 ? `AWS sends a link to ${emails.join(', ')} with the deployment` : undefined;
      return [
        skip(links ? `${links}; nobody is told of an alarm before it is opened` : 'the row names no e-mail address', {
          say: links
            ? 'Open each link, then run preflight again.'
            : 'Add observability.emails, or subscribe to the topic.',
        }),
      ];
    }
    const topicArn = `arn:aws:sns:${region}:${caller.account}:${names.alarmTopic}`;
    const found = await listFromAws(
      'sns:ListSubscriptionsByTopic',
      paginateListSubscriptionsByTopic({ client: sns }, { TopicArn: topicArn }),
      ({ Subscriptions = [] }) => Subscriptions,
    );
    const waiting = found.filter(({ SubscriptionArn }) => SubscriptionArn === PENDING).map(({ Endpoint }) => Endpoint);
    const confirmed = found.filter(({ SubscriptionArn }) => SubscriptionArn?.startsWith('arn:'));
    if (confirmed.length === 0) {
      return [
        fail(`nobody is told of an alarm: ${names.alarmTopic} has no confirmed subscriber`, {
          say:
            waiting.length > 0
              ? `Open the link that AWS has sent to ${waiting.join(', ')}.`
              : 'Add observability.emails to the row and deploy it, or subscribe a chat or a pager to the topic.',
        }),
      ];
    }
    return [
      pass(`${names.alarmTopic} has ${confirmed.length} confirmed`),
      ...(waiting.length > 0
        ? [warn(`not confirmed: ${waiting.join(', ')}`, { say: 'Open the link that AWS has sent to each address.' })]
        : []),
    ];
  },
};
