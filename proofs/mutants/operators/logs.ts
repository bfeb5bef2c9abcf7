import { ec2Id } from '../../model/physical-ids';
import { withResource } from '../edit';
import type { Operator } from '../mutant';
import { onResources, resourcesOf } from '../resources';

const GROUP = 'AWS::Logs::LogGroup';
const FLOW_LOG = 'AWS::EC2::FlowLog';

export const LOGS: readonly Operator[] = [
  onResources('log kept for ever', GROUP, () => [{ path: ['RetentionInDays'] }]),
  onResources('log kept for a day', GROUP, () => [{ path: ['RetentionInDays'], to: 1 }]),
  onResources('log group without a class of its own', GROUP, () => [
    { path: ['LogGroupClass'], to: 'INFREQUENT_ACCESS' },
  ]),
  {
    kind: 'flow log removed',
    changes: (subject) =>
      resourcesOf(subject, FLOW_LOG).map(({ at, stack, logicalId }) => ({
        what: '',
        at,
        templates: withResource(subject.templates, stack, logicalId),
      })),
  },
  onResources('flow log of some traffic', FLOW_LOG, () =>
    ['ACCEPT', 'REJECT'].map((to) => ({ what: to, path: ['TrafficType'], to })),
  ),
  onResources('flow log of something else', FLOW_LOG, () => [
    { what: 'another VPC', path: ['ResourceId'], to: ec2Id('vpc', 'somebody else') },
  ]),
  onResources('flow log into another group', FLOW_LOG, () => [{ path: ['LogGroupName'], to: '/somebody/elses' }]),
  onResources('flow log without addresses', FLOW_LOG, () => [{ path: ['LogFormat'], to: '$'.concat('{action}') }]),
];
