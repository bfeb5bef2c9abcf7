import { ec2Id } from '../../model/physical-ids';
import { withResource, withResources } from '../edit';
import type { Operator } from '../mutant';
import { onResources, resourcesOf } from '../resources';
import { many } from '../statements';
import { placeWords, valueWords } from '../words';

const GROUP = 'AWS::EC2::SecurityGroup';
const INGRESS = 'AWS::EC2::SecurityGroupIngress';
const HTTPS = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
const EVERYTHING = { IpProtocol: '-1', CidrIp: '0.0.0.0/0' };

/** An operator that adds a rule to every group. */
const ruleAdded = (kind: string, list: 'SecurityGroupEgress' | 'SecurityGroupIngress', rule: object): Operator =>
  onResources(kind, GROUP, ({ [list]: rules }) => [{ path: [list], to: [...many(rules), rule] }]);

/** An operator that changes each rule for traffic out, one at a time; a rule of which nothing is left goes. */
const ruleChanged = (kind: string, change: (rule: object) => object | undefined): Operator =>
  onResources(kind, GROUP, ({ SecurityGroupEgress }) =>
    many(SecurityGroupEgress).map((rule, index) => ({
      what: valueWords((rule as { readonly Description?: string }).Description),
      path: ['SecurityGroupEgress', index],
      to: change(rule as object),
    })),
  );

export const SECURITY_GROUPS: readonly Operator[] = [
  ruleAdded('egress to the internet', 'SecurityGroupEgress', { ...HTTPS, CidrIp: '0.0.0.0/0' }),
  ruleAdded('egress to the IPv6 internet', 'SecurityGroupEgress', { ...HTTPS, CidrIpv6: '::/0' }),
  ruleAdded('egress to a network beside ours', 'SecurityGroupEgress', { ...HTTPS, CidrIp: '192.168.0.0/16' }),
  ruleAdded('egress to another prefix list', 'SecurityGroupEgress', {
    ...HTTPS,
    DestinationPrefixListId: 'pl-02cd2c6b',
  }),
  ruleAdded('egress to everything', 'SecurityGroupEgress', EVERYTHING),
  ruleChanged('egress on every port', (rule) => ({ ...rule, IpProtocol: 'tcp', FromPort: 0, ToPort: 65_535 })),
  ruleChanged('egress by every protocol', (rule) => ({ ...rule, IpProtocol: '-1' })),
  ruleChanged('egress to another network', ({ ...rule }) => ({
    IpProtocol: (rule as { readonly IpProtocol?: string }).IpProtocol,
    FromPort: 443,
    ToPort: 443,
    CidrIp: '0.0.0.0/0',
  })),
  ruleChanged('egress rule removed', () => undefined),
  onResources('egress unsaid', GROUP, () => [{ path: ['SecurityGroupEgress'] }]),
  ruleAdded('ingress from the internet', 'SecurityGroupIngress', { ...HTTPS, CidrIp: '0.0.0.0/0' }),
  ruleAdded('ingress from the IPv6 internet', 'SecurityGroupIngress', { ...HTTPS, CidrIpv6: '::/0' }),
  ruleAdded('ingress from another group', 'SecurityGroupIngress', {
    ...HTTPS,
    SourceSecurityGroupId: ec2Id('sg', 'somebody else'),
  }),
  {
    kind: 'group reaches itself',
    changes: (subject) =>
      resourcesOf(subject, GROUP).map(({ at, stack, logicalId }) => {
        const GroupId = { 'Fn::GetAtt': [logicalId, 'GroupId'] };
        const rules = {
          ToItself: {
            Type: 'AWS::EC2::SecurityGroupEgress',
            Properties: { ...HTTPS, GroupId, DestinationSecurityGroupId: GroupId },
          },
          FromItself: { Type: INGRESS, Properties: { ...HTTPS, GroupId, SourceSecurityGroupId: GroupId } },
        };
        return { what: placeWords(at), at, templates: withResources(subject.templates, stack, rules) };
      }),
  },
  {
    kind: 'egress in a resource of its own',
    changes: (subject) =>
      resourcesOf(subject, GROUP).map(({ at, stack, logicalId }) => {
        const Properties = { ...EVERYTHING, GroupId: { 'Fn::GetAtt': [logicalId, 'GroupId'] } };
        const Egress = { Type: 'AWS::EC2::SecurityGroupEgress', Properties };
        return { what: '', at, templates: withResources(subject.templates, stack, { Egress }) };
      }),
  },
  onResources('ingress from anywhere', INGRESS, () => [
    { what: 'beside the group', path: ['CidrIp'], to: '0.0.0.0/0' },
    { what: 'a range', path: ['SourceSecurityGroupId'] },
    { what: 'another group', path: ['SourceSecurityGroupId'], to: ec2Id('sg', 'somebody else') },
  ]),
  onResources('ingress on every port', INGRESS, () => [
    { what: 'from 0', path: ['FromPort'], to: 0 },
    { what: 'to 65535', path: ['ToPort'], to: 65_535 },
    { what: 'by every protocol', path: ['IpProtocol'], to: '-1' },
  ]),
  {
    kind: 'ingress removed',
    changes: (subject) =>
      resourcesOf(subject, INGRESS).map(({ at, stack, logicalId }) => ({
        what: '',
        at,
        templates: withResource(subject.templates, stack, logicalId),
      })),
  },
];
