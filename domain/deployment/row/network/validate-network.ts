import { formatCidr, isPrivate, parseCidr } from '../../../network/cidr';
import { S3_PREFIX_LISTS } from '../../../network/s3-prefix-lists';
import { isZoneId, isZoneOf, zoneId } from '../../../network/zones';
import type { ExistingNetwork, ExistingSubnet } from '../../config/existing-network';
import type { NewNetwork } from '../../config/new-network';
import { usesS3 } from '../../endpoints';
import { DUAL_STACK, isIpv6 } from '../../refused-features';
import {
  all,
  type Constraint,
  firstViolated,
  isList,
  isObject,
  isText,
  listOf,
  noDuplicates,
  objectOf,
  problem,
  text,
  type Validator,
  within,
} from '../../validation';
import { resourceId } from './resource-id';
import { ownerAccount, validateInterfaceEndpoints } from './validate-existing-endpoints';

const CIDR_CONSTRAINTS: readonly Constraint<string>[] = [
  { ...DUAL_STACK, holds: (cidr) => !isIpv6(cidr) },
  {
    code: 'PB-CONFIG-070',
    holds: (cidr) => parseCidr(cidr) !== undefined,
    message: 'is not an IPv4 block such as 10.0.0.0/24',
    remedy: 'Write four numbers up to 255, a slash and a prefix length.',
  },
  {
    code: 'PB-CONFIG-073',
    holds: (cidr) => block(ofPossibleSize(cidr)).private,
    message: 'is not within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 (RFC 1918)',
    remedy: 'Choose a private range that no connected network uses.',
  },
  {
    code: 'PB-CONFIG-071',
    holds: (cidr) => block(cidr).text === cidr,
    message: 'does not begin with the first address of the block',
    remedy: (cidr) => `Use '${ofPossibleSize(cidr)}'.`,
  },
  {
    code: 'PB-CONFIG-072',
    holds: (cidr) => block(cidr).prefix >= 16 && block(cidr).prefix <= 26,
    message: 'is not a block of /16 to /26, the largest of a VPC and the smallest for two subnets with endpoints',
    remedy: (cidr) => `Use '${ofPossibleSize(cidr)}'.`,
  },
];

const s3PrefixListId = resourceId('pl');

const availabilityZone = text(
  'an Availability Zone',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-074',
      holds: (zone, { region }) => region === undefined || isZoneOf(region, zone),
      message: 'is not an Availability Zone of the deployment',
      remedy: (_, { region = '' }) =>
        `Use the name or the id of a zone, such as '${region}a' or '${zoneId(region, 1)}'. Interface endpoints do not support Local Zones.`,
    },
  ]),
);

/** A name and an id can be the same zone, and no account is known here that would tell. */
const oneKindOfZone =
  (zoneOf: (item: unknown) => unknown): Validator =>
  (value, place) => {
    const { region = '' } = place;
    const zones = (isList(value) ? value.map(zoneOf).filter(isText) : []).filter((zone) => isZoneOf(region, zone));
    const ids = zones.filter(isZoneId);
    if (ids.length === 0 || ids.length === zones.length) return [];
    const message = `names zones in two ways: ${zones.join(', ')}`;
    const remedy = 'Name all zones by name or all by id: a name and an id can be the same zone.';
    return [problem('PB-CONFIG-105', place, { message, remedy })];
  };

const newNetwork = objectOf(
  {
    cidr: text('an IPv4 block such as 10.0.0.0/24', firstViolated(CIDR_CONSTRAINTS)),
    // The smallest VPC, a /26, has room for four subnets of the smallest size.
    availabilityZones: all(
      listOf(availabilityZone, { min: 2, max: 4, what: 'zones' }),
      noDuplicates('Name each zone once.'),
      oneKindOfZone((zone) => zone),
    ),
    s3PrefixListId,
  } satisfies Record<keyof NewNetwork, Validator>,
  ['cidr'],
);

const subnet = objectOf(
  {
    subnetId: resourceId('subnet'),
    availabilityZone,
    routeTableId: resourceId('rtb'),
  } satisfies Record<keyof ExistingSubnet, Validator>,
  ['subnetId', 'availabilityZone', 'routeTableId'],
);

/** Quota of inbound rules of a security group is 60 by default; the functions need one. */
const MOST_CLIENTS = 50;

const existingNetwork = objectOf(
  {
    vpcId: resourceId('vpc'),
    subnets: all(
      listOf(subnet, { min: 2, what: 'subnets' }),
      noDuplicates('Name each subnet once.', (item) => property(item, 'subnetId')),
      noDuplicates('Name one subnet for each Availability Zone: an interface endpoint takes no more.', (item) =>
        property(item, 'availabilityZone'),
      ),
      oneKindOfZone((item) => property(item, 'availabilityZone')),
    ),
    s3PrefixListId,
    clientSecurityGroups: all(
      listOf(resourceId('sg'), { max: MOST_CLIENTS, what: 'security groups' }),
      noDuplicates('Name each security group once.'),
    ),
    interfaceEndpoints: validateInterfaceEndpoints,
    s3GatewayEndpointId: resourceId('vpce'),
    ownerAccount,
  } satisfies Record<keyof ExistingNetwork, Validator>,
  ['vpcId', 'subnets'],
);

/** Validates `network` of a row, as the kind that its properties belong to. */
export const validateNetwork: Validator = (value, place) => {
  const isExisting = isObject(value) && ('vpcId' in value || 'subnets' in value);
  return (isExisting ? existingNetwork : newNetwork)(value, place);
};

/** Jobs and functions reach S3 by a rule for its prefix list, and no list is known for every Region. */
export const validateS3IsReachable: Validator = (row, place) => {
  const { region } = place;
  if (!isObject(row) || !isObject(row.network) || region === undefined) return [];
  if (!usesS3(row)) return [];
  if (row.network.s3PrefixListId !== undefined || Object.hasOwn(S3_PREFIX_LISTS, region)) return [];
  const message = `is missing, and domain/network/s3-prefix-lists.ts has no prefix list for ${region}`;
  const remedy = `Find com.amazonaws.${region}.s3 with 'aws ec2 describe-managed-prefix-lists' and add its id.`;
  return [problem('PB-CONFIG-075', within(within(place, 'network'), 's3PrefixListId'), { message, remedy })];
};

function property(item: unknown, name: string): unknown {
  return isObject(item) ? item[name] : undefined;
}

/** Returns the block with the nearest prefix length that a VPC of ours can have. */
function ofPossibleSize(cidr: string): string {
  const [address, prefix] = cidr.split('/');
  return block(`${address}/${Math.min(Math.max(Number(prefix), 16), 26)}`).text;
}

function block(cidr: string): { readonly text: string; readonly prefix: number; readonly private: boolean } {
  const parsed = parseCidr(cidr);
  if (!parsed) return { text: '', prefix: 0, private: false };
  return { text: formatCidr(parsed), prefix: parsed.prefix, private: isPrivate(parsed) };
}
