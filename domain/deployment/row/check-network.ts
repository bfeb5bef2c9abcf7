import { formatCidr, isPrivate, parseCidr } from '../../network/cidr';
import { S3_PREFIX_LISTS } from '../../network/s3-prefix-lists';
import {
  all,
  type Checker,
  expectThat,
  firstBroken,
  isObject,
  isText,
  listOf,
  noDuplicates,
  objectOf,
  problem,
  type Rule,
  within,
} from '../checker/checker';
import type { ExistingNetwork, ExistingSubnet, NewNetwork } from '../deployment';

const CIDR_RULES: readonly Rule<string>[] = [
  {
    holds: (cidr) => parseCidr(cidr) !== undefined,
    expected: 'an IPv4 block such as 10.0.0.0/24',
    remedy: 'write four numbers up to 255, a slash and a prefix length',
  },
  {
    holds: (cidr) => block(cidr).text === cidr,
    expected: 'the first address of the block',
    remedy: (cidr) => `write '${block(cidr).text}'`,
  },
  {
    holds: (cidr) => block(cidr).prefix >= 16 && block(cidr).prefix <= 26,
    expected: 'a block of /16 to /26: AWS takes no larger one, and two subnets with endpoints need as much',
    remedy: 'change the prefix length',
  },
  {
    holds: (cidr) => block(cidr).private,
    expected: 'a block within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 (RFC 1918)',
    remedy: 'choose a private range that nothing you connect to uses',
  },
];

const s3PrefixListId = resourceId('pl');

const newNetwork = objectOf(
  {
    cidr: expectThat(isText, 'an IPv4 block such as 10.0.0.0/24', 'write it as text', firstBroken(CIDR_RULES)),
    s3PrefixListId,
  } satisfies Record<keyof NewNetwork, Checker>,
  ['cidr'],
);

const availabilityZone = expectThat(
  isText,
  'an Availability Zone',
  'write it as text',
  firstBroken<string>([
    {
      holds: (zone, { region }) => (region === undefined ? /^[a-z0-9-]+[a-z]$/ : zoneOf(region)).test(zone),
      expected: (_, { region = '<region>' }) => `an Availability Zone of the deployment's Region, such as ${region}a`,
      remedy: 'write the name of the zone (us-east-1a), not its id (use1-az1); interface endpoints have no Local Zones',
    },
  ]),
);

const subnet = objectOf(
  {
    subnetId: resourceId('subnet'),
    availabilityZone,
    routeTableId: resourceId('rtb'),
  } satisfies Record<keyof ExistingSubnet, Checker>,
  ['subnetId', 'availabilityZone', 'routeTableId'],
);

const existingNetwork = objectOf(
  {
    vpcId: resourceId('vpc'),
    subnets: all(
      listOf(subnet, { min: 2, what: 'subnets' }),
      noDuplicates('name each subnet once', (item) => property(item, 'subnetId')),
      noDuplicates('name one subnet for each Availability Zone: an interface endpoint takes no more', (item) =>
        property(item, 'availabilityZone'),
      ),
    ),
    s3PrefixListId,
  } satisfies Record<keyof ExistingNetwork, Checker>,
  ['vpcId', 'subnets'],
);

/** `network` of a row: whichever of the two kinds its properties speak of. */
export const checkNetwork: Checker = (value, place) => {
  const isExisting = isObject(value) && ('vpcId' in value || 'subnets' in value);
  return all(isExisting ? existingNetwork : newNetwork, s3IsReachable)(value, place);
};

/** The security group of the functions names S3 by a prefix list, and no list is known for every Region. */
const s3IsReachable: Checker = (value, place) => {
  const { region } = place;
  if (!isObject(value) || value.s3PrefixListId !== undefined || region === undefined) return [];
  if (Object.hasOwn(S3_PREFIX_LISTS, region)) return [];
  const expected = `the AWS managed prefix list of S3 in ${region}, which lib/network/s3-prefix-lists.ts does not know`;
  const remedy = `look up com.amazonaws.${region}.s3 with 'aws ec2 describe-managed-prefix-lists' and write its id`;
  return [problem(within(place, 's3PrefixListId'), 'nothing', expected, remedy, false)];
};

/** Old ids have 8 hexadecimal digits, newer ones 17. */
function resourceId(kind: 'pl' | 'rtb' | 'subnet' | 'vpc'): Checker {
  const pattern = new RegExp(`^${kind}-([0-9a-f]{8}|[0-9a-f]{17})$`);
  return expectThat(
    (value): value is string => isText(value) && pattern.test(value),
    `an id such as ${kind}-0123456789abcdef0`,
    'copy the id, not the name or the ARN, from the VPC console',
  );
}

function zoneOf(region: string): RegExp {
  return new RegExp(`^${region}[a-z]$`);
}

function property(item: unknown, name: string): unknown {
  return isObject(item) ? item[name] : undefined;
}

function block(cidr: string): { readonly text: string; readonly prefix: number; readonly private: boolean } {
  const parsed = parseCidr(cidr);
  if (!parsed) return { text: '', prefix: 0, private: false };
  return { text: formatCidr(parsed), prefix: parsed.prefix, private: isPrivate(parsed) };
}
