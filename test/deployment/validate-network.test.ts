import fc from 'fast-check';
import { formatCidr, isPrivate, overlaps, parseCidr } from '../../domain/network/cidr';
import { EXISTING, type Failing, REUSED, remediesOf, SUBNETS } from './rows';

const [FIRST, SECOND] = SUBNETS;
const subnets = (...changes: readonly Readonly<Record<string, unknown>>[]) => ({
  network: { ...EXISTING, subnets: changes.map((change, index) => ({ ...SUBNETS[index], ...change })) },
});

const FAILING: readonly Failing[] = [
  ['no CIDR', { network: { cidr: '10.0.0.0' } }, 'network.cidr', 'prefix length'],
  ['an octet of 256', { network: { cidr: '10.0.256.0/24' } }, 'network.cidr', 'up to 255'],
  ['an IPv6 block', { network: { cidr: 'fd00::/24' } }, 'network.cidr', 'four numbers'],
  ['a leading zero', { network: { cidr: '10.0.00.0/24' } }, 'network.cidr', "'10.0.0.0/24'"],
  ['host bits', { network: { cidr: '10.0.0.129/25' } }, 'network.cidr', "'10.0.0.128/25'"],
  ['a block too large', { network: { cidr: '10.0.0.0/15' } }, 'network.cidr', 'prefix length'],
  ['a block too small', { network: { cidr: '10.0.0.0/27' } }, 'network.cidr', 'prefix length'],
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
    'a zone by its id',
    subnets({ availabilityZone: 'use1-az1' }, {}),
    'network.subnets[0].availabilityZone',
    'use1-az1',
  ],
  [
    'a Local Zone',
    subnets({ availabilityZone: 'us-east-1-bos-1a' }, {}),
    'network.subnets[0].availabilityZone',
    'Local Zones',
  ],
  [
    'a subnet of one property',
    { network: { ...EXISTING, subnets: [FIRST, { ...SECOND, routeTableId: undefined }] } },
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

describe('CIDR blocks', () => {
  const octet = fc.integer({ min: 0, max: 255 });
  const address = fc.tuple(octet, octet, octet, octet);
  const prefix = fc.integer({ min: 0, max: 32 });
  const written = fc.tuple(address, prefix).map(([octets, length]) => `${octets.join('.')}/${length}`);

  test('are read, and written without their host bits', () => {
    fc.assert(
      fc.property(written, (text) => {
        const block = parseCidr(text);
        const again = block && parseCidr(formatCidr(block));
        expect(block).toBeDefined();
        expect(again).toEqual(block);
      }),
    );
  });

  test('overlap each other or lie apart, whichever is asked first', () => {
    fc.assert(
      fc.property(written, written, (one, other) => {
        const [a, b] = [parseCidr(one), parseCidr(other)];
        if (a && b) {
          expect(overlaps(a, b)).toBe(overlaps(b, a));
          expect(overlaps(a, a)).toBe(true);
        }
      }),
    );
  });

  test.each([
    ['10.0.0.0/24', '10.0.0.128/25', true],
    ['10.0.0.0/24', '10.0.1.0/24', false],
    ['255.255.255.255/32', '0.0.0.0/0', true],
  ])('%s and %s: %p', (one, other, expected) => {
    const [a, b] = [parseCidr(one), parseCidr(other)];
    expect(a && b && overlaps(a, b)).toBe(expected);
  });

  test.each([
    ['10.255.0.0/16', true],
    ['11.0.0.0/16', false],
    ['172.16.0.0/12', true],
    ['172.16.0.0/11', false],
    ['192.168.0.0/16', true],
    ['0.0.0.0/0', false],
  ])('%s is private: %p', (text, expected) => {
    const block = parseCidr(text);
    expect(block && isPrivate(block)).toBe(expected);
  });

  test.each(['', '10.0.0.0/', '10.0.0.0/33', '10.0.0/24', ' 10.0.0.0/24', '10.0.0.0/24 ', '-1.0.0.0/24'])(
    '%p is none',
    (text) => {
      expect(parseCidr(text)).toBeUndefined();
    },
  );
});
