import { EXISTING, type Failing, REUSED, remediesOf, SUBNETS } from './rows';

const [FIRST, SECOND] = SUBNETS;
const subnets = (...changes: readonly Readonly<Record<string, unknown>>[]) => ({
  network: { ...EXISTING, subnets: changes.map((change, index) => ({ ...SUBNETS[index], ...change })) },
});

const zones = (...availabilityZones: readonly unknown[]) => ({
  network: { cidr: '10.0.0.0/24', availabilityZones },
});

const FAILING: readonly Failing[] = [
  ['no CIDR', { network: { cidr: '10.0.0.0' } }, 'network.cidr', 'prefix length'],
  ['an octet of 256', { network: { cidr: '10.0.256.0/24' } }, 'network.cidr', 'up to 255'],
  ['an IPv6 block', { network: { cidr: 'fd00::/24' } }, 'network.cidr', 'IPv4 addresses only'],
  [
    'an endpoint at an IPv6 address',
    { network: { ...EXISTING, interfaceEndpoints: [{ ...REUSED.interfaceEndpoints[0], peers: ['2600:1f18::/56'] }] } },
    'network.interfaceEndpoints[0].peers[0]',
    'IPv4 addresses only',
  ],
  ['a leading zero', { network: { cidr: '10.0.00.0/24' } }, 'network.cidr', "'10.0.0.0/24'"],
  ['host bits', { network: { cidr: '10.0.0.129/25' } }, 'network.cidr', "'10.0.0.128/25'"],
  ['a block too large', { network: { cidr: '10.0.0.0/15' } }, 'network.cidr', "Use '10.0.0.0/16'"],
  ['a block too small', { network: { cidr: '10.0.0.0/27' } }, 'network.cidr', "Use '10.0.0.0/26'"],
  ['a public block', { network: { cidr: '8.8.8.0/24' } }, 'network.cidr', 'private range'],
  ['a block beside a private range', { network: { cidr: '172.32.0.0/16' } }, 'network.cidr', 'private range'],
  ['a CIDR that is a number', { network: { cidr: 10 } }, 'network.cidr', 'as text'],
  ['an empty network', { network: {} }, 'network.cidr', "Add 'cidr'"],
  ['a network of both kinds', { network: { ...EXISTING, cidr: '10.0.0.0/24' } }, 'network.cidr', 'Remove it'],
  [
    'a prefix list by name',
    { network: { cidr: '10.0.0.0/24', s3PrefixListId: 's3' } },
    'network.s3PrefixListId',
    'Copy the id',
  ],
  [
    'an existing endpoint without where it is',
    { network: { ...EXISTING, interfaceEndpoints: [{ ...REUSED.interfaceEndpoints[0], peers: [] }] } },
    'network.interfaceEndpoints[0].peers',
    'Add peers',
  ],
  [
    'a plane with two endpoints',
    { network: { ...EXISTING, interfaceEndpoints: [...REUSED.interfaceEndpoints, ...REUSED.interfaceEndpoints] } },
    'network.interfaceEndpoints[1]',
    'one endpoint for each plane',
  ],
  [
    'an endpoint by its DNS name',
    { network: { ...EXISTING, interfaceEndpoints: [{ ...REUSED.interfaceEndpoints[0], endpointId: 'hub' }] } },
    'network.interfaceEndpoints[0].endpointId',
    'Copy the id',
  ],
  [
    'the internet as the place of an endpoint',
    { network: { ...EXISTING, interfaceEndpoints: [{ ...REUSED.interfaceEndpoints[0], peers: ['0.0.0.0/0'] }] } },
    'network.interfaceEndpoints[0].peers[0]',
    'the block of its subnets',
  ],
  [
    'a shared VPC that lacks an endpoint for S3',
    {
      network: { ...EXISTING, ...REUSED, ownerAccount: '111122223333' },
      fineTuning: { baseModels: ['amazon.nova-lite-v1:0'] },
    },
    'network.s3GatewayEndpointId',
    'Ask the owner',
  ],
  [
    'a client by name',
    { network: { ...EXISTING, clientSecurityGroups: ['bastion'] } },
    'network.clientSecurityGroups[0]',
    'Copy the id',
  ],
  [
    'a client twice',
    { network: { ...EXISTING, clientSecurityGroups: ['sg-01234567', 'sg-01234567'] } },
    'network.clientSecurityGroups[1]',
    'Name each security group once',
  ],
  [
    'more clients than a security group has rules',
    { network: { ...EXISTING, clientSecurityGroups: Array.from({ length: 51 }, (_, i) => `sg-${i + 10_000_000}`) } },
    'network.clientSecurityGroups',
    'Remove 1',
  ],
  ['a malformed VPC id', { network: { ...EXISTING, vpcId: 'vpc-1' } }, 'network.vpcId', 'Copy the id'],
  ['a VPC without subnets', { network: { vpcId: EXISTING.vpcId } }, 'network.subnets', "Add 'subnets'"],
  ['one subnet', subnets({}), 'network.subnets', 'Add'],
  ['a malformed subnet id', subnets({ subnetId: 'sn-1' }, {}), 'network.subnets[0].subnetId', 'Copy the id'],
  [
    'a malformed route table id',
    subnets({}, { routeTableId: 'main' }),
    'network.subnets[1].routeTableId',
    'Copy the id',
  ],
  ['a subnet twice', subnets({}, { subnetId: FIRST?.subnetId }), 'network.subnets[1]', 'each subnet once'],
  [
    'a zone twice',
    subnets({}, { availabilityZone: FIRST?.availabilityZone }),
    'network.subnets[1]',
    'each Availability Zone',
  ],
  [
    'a zone of another Region',
    subnets({ availabilityZone: 'us-west-2a' }, {}),
    'network.subnets[0].availabilityZone',
    'us-east-1a',
  ],
  [
    'one zone by its id, the other by its name',
    subnets({ availabilityZone: 'use1-az1' }, {}),
    'network.subnets',
    'all by id',
  ],
  ['one zone', zones('us-east-1a'), 'network.availabilityZones', 'Add zones'],
  [
    'more zones than a small VPC has room for',
    zones(...[1, 2, 3, 4, 5].map((number) => `use1-az${number}`)),
    'network.availabilityZones',
    'Remove 1',
  ],
  ['the same zone twice', zones('use1-az1', 'use1-az1'), 'network.availabilityZones[1]', 'each zone once'],
  ['zones in two ways', zones('use1-az1', 'us-east-1b'), 'network.availabilityZones', 'all by id'],
  ['a zone id of another Region', zones('use2-az1', 'use1-az1'), 'network.availabilityZones[0]', "'use1-az1'"],
  ['a Local Zone by its id', zones('use1-bos1-az1', 'use1-az1'), 'network.availabilityZones[0]', 'Local Zones'],
  ['a zone that is a number', zones(1, 'use1-az1'), 'network.availabilityZones[0]', 'in quotes'],
  [
    'zones beside an existing VPC',
    { network: { ...EXISTING, availabilityZones: ['us-east-1a', 'us-east-1b'] } },
    'network.availabilityZones',
    'Remove it',
  ],
  [
    'a Local Zone',
    subnets({ availabilityZone: 'us-east-1-bos-1a' }, {}),
    'network.subnets[0].availabilityZone',
    'Local Zones',
  ],
  [
    'a subnet of one property',
    { network: { ...EXISTING, subnets: [FIRST, { ...SECOND, routeTableId: '' }] } },
    'network.subnets[1].routeTableId',
    'Copy the id',
  ],
];

test.each(FAILING)('%s is one problem, with a remedy', (_, changes, path, remedy) => {
  expect(remediesOf(changes)).toEqual([[path, expect.stringContaining(remedy)]]);
});

describe('a Region whose prefix list is not known', () => {
  const far = { region: 'eu-north-1', network: { cidr: '10.0.0.0/24' } };

  test('needs it for fine-tuning', () => {
    const remedies = remediesOf({ ...far, fineTuning: { baseModels: ['amazon.nova-lite-v1:0'] } });
    expect(remedies).toContainEqual(['network.s3PrefixListId', expect.stringContaining('com.amazonaws.eu-north-1.s3')]);
  });

  test('needs none without fine-tuning, which nothing but S3 is for', () => {
    expect(remediesOf(far)).toEqual([]);
  });
});
