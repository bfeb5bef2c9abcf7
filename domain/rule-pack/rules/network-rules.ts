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

/** Public addresses that an egress rule leads to. */
function publicIn(rule: unknown, stack: string, app: AppResources): readonly string[] {
  return [property(rule, 'CidrIp'), property(rule, 'CidrIpv6')]
    .filter((cidr) => cidr !== undefined)
    .map((cidr) => app.text(cidr, stack))
    .filter((cidr) => !isPrivate(cidr) && app.named(cidr)?.type !== 'AWS::EC2::VPC');
}

export const NETWORK_RULES: readonly Rule[] = [
  {
    id: 'NET1',
    info: 'A security group lets traffic out to public addresses.',
    why: 'Prompts, answers and training data leave by the first route that somebody adds.',
    remedy:
      'Write the rules into the group itself: to the group of the endpoints and to the prefix list of S3, on 443.',
    source:
      'Amazon VPC User Guide, "Security group rules": without a rule of your own, all outbound traffic is allowed',
    types: ['AWS::EC2::SecurityGroup', 'AWS::EC2::SecurityGroupEgress'],
    check: ({ type, properties, stack }, app) => {
      if (type === 'AWS::EC2::SecurityGroupEgress') {
        return publicIn(properties, stack, app).map((cidr) => `Egress::${cidr}`);
      }
      const rules = list(property(properties, 'SecurityGroupEgress'));
      // Made without one, the group begins with EC2's own rule, which allows everything, whatever is added to it later.
      if (rules.length === 0) return ['Egress::default'];
      return rules.flatMap((rule) => publicIn(rule, stack, app).map((cidr) => `Egress::${cidr}`));
    },
  },
  {
    id: 'NET2',
    info: 'The app makes a way out of its network.',
    why: 'A private network for models needs none: what has an endpoint is reached by it, and the rest is not to be reached.',
    remedy: 'Use VPC endpoints.',
    source: 'Amazon VPC User Guide, "Connect your VPC to other networks"',
    types: WAYS_OUT,
    check: () => unless(false),
  },
  {
    id: 'NET3',
    info: 'A route leads to every address.',
    why: 'A default route is how the internet is reached, whoever made the gateway that it names.',
    remedy: 'Leave it out: endpoints need no default route.',
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
