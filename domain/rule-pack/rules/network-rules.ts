import { WAYS_OUT } from '../../network/ways-out';
import type { AppResources } from '../../template/app-resources';
import { list, property } from '../../template/value';
import { type Rule, unless } from '../rule';

/** Private ranges, each with the widest prefix that stays inside: RFC 1918, RFC 4193; and the CDK's rule that matches nobody. */
const PRIVATE: readonly (readonly [beginning: RegExp, prefix: number])[] = [
  [/^10\./, 8],
  [/^172\.(1[6-9]|2\d|3[01])\./, 12],
  [/^192\.168\./, 16],
  [/^f[cd]/i, 7],
  [/^255\.255\.255\.255\//, 32],
];

function isPrivate(cidr: string): boolean {
  const prefix = Number(cidr.split('/')[1] ?? Number.NaN);
  return PRIVATE.some(([beginning, least]) => beginning.test(cidr) && prefix >= least);
}

/** Public address ranges that an egress rule allows. */
function publicIn(rule: unknown, stack: string, app: AppResources): readonly string[] {
  return [property(rule, 'CidrIp'), property(rule, 'CidrIpv6')]
    .filter((cidr) => cidr !== undefined)
    .map((cidr) => app.text(cidr, stack))
    .filter((cidr) => !isPrivate(cidr) && app.named(cidr)?.type !== 'AWS::EC2::VPC');
}

export const NETWORK_RULES: readonly Rule[] = [
  {
    id: 'NET1',
    info: 'A security group allows egress to public IP addresses.',
    why: 'As soon as a route to the internet exists, prompts, answers and training data can leave the VPC.',
    remedy:
      'Define the egress rules inside the security group: port 443 to the security group of the endpoints and to the S3 prefix list.',
    source:
      'Amazon VPC User Guide, "Security group rules": without a rule of your own, all outbound traffic is allowed',
    types: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupEgress'],
    check: ({ type, properties, stack }, app) => {
      if (type === 'AWS::EC2::SecurityGroupEgress') {
        return publicIn(properties, stack, app).map((cidr) => `Egress::${cidr}`);
      }
      const rules = list(property(properties, 'SecurityGroupEgress'));
      // Without an egress rule of its own, EC2 gives the group a rule that allows everything.
      if (rules.length === 0) return ['Egress::default'];
      return rules.flatMap((rule) => publicIn(rule, stack, app).map((cidr) => `Egress::${cidr}`));
    },
  },
  {
    id: 'NET2',
    info: 'The app creates a route out of its VPC.',
    why: 'A private VPC reaches AWS services through VPC endpoints. A gateway, peering or transit attachment lets data leave the VPC.',
    remedy: 'Remove the resource and use VPC endpoints.',
    source: 'Amazon VPC User Guide, "Connect your VPC to other networks"',
    types: WAYS_OUT,
    check: () => unless(false),
  },
  {
    id: 'NET3',
    info: 'A route table has a default route.',
    why: 'A default route sends traffic for any address to its target, even if another app created that gateway.',
    remedy: 'Remove the route. VPC endpoints need no default route.',
    source: 'Amazon VPC User Guide, "Configure route tables"',
    types: ['AWS::EC2::Route'],
    check: ({ properties, stack }, app) =>
      unless(
        ![property(properties, 'DestinationCidrBlock'), property(properties, 'DestinationIpv6CidrBlock')]
          .filter((cidr) => cidr !== undefined)
          .some((cidr) => /\/[0-7]$/.test(app.text(cidr, stack))),
      ),
  },
];
