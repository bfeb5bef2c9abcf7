import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { validateDeployments } from '../../domain/deployment/validate-deployments';
import { InProcess } from './account/in-process';
import { ACCOUNT, endpointService, member } from './account/ready-account';
import type { Answers } from './account/scripted-account';
import { answered, type Call } from './account/wire';

let aws: InProcess;
beforeAll(async () => {
  aws = await InProcess.open();
});
afterAll(() => aws.account.close());

const REGION = 'us-east-1';
/** In this account `us-east-1a` is `use1-az6`, `us-east-1b` is `use1-az5`, and so on. */
const LETTERS = ['a', 'b', 'c', 'd'];
const nameOf = (letter: string) => `${REGION}${letter}`;
const idOf = (letter: string) => `use1-az${6 - LETTERS.indexOf(letter)}`;
const hex = (letter: string) => `0000000${letter}`;

const ROW = {
  region: REGION,
  models: ['amazon.nova-lite-v1:0'],
  network: { cidr: '10.0.0.0/24' },
} as const satisfies DeploymentConfig;

const existing = (zones: readonly string[]): DeploymentConfig => ({
  ...ROW,
  network: {
    vpcId: 'vpc-00000000',
    subnets: zones.map((availabilityZone, index) => {
      const letter = LETTERS[index] ?? '';
      return { subnetId: `subnet-${hex(letter)}`, availabilityZone, routeTableId: `rtb-${hex(letter)}` };
    }),
  },
});

const item = (content: string) => member('item', content);

/** The VPC has a subnet in each zone; those of `public` have a route to the internet. */
function account(offered: Readonly<Record<string, readonly string[]>>, isPublic: readonly string[] = []): Answers {
  const subnet = (letter: string) =>
    item(
      member('subnetId', `subnet-${hex(letter)}`) +
        member('vpcId', 'vpc-00000000') +
        member('availabilityZone', nameOf(letter)) +
        member('availabilityZoneId', idOf(letter)),
    );
  const table = (letter: string) =>
    item(
      member('routeTableId', `rtb-${hex(letter)}`) +
        member('associationSet', item(member('subnetId', `subnet-${hex(letter)}`))) +
        member(
          'routeSet',
          isPublic.includes(letter)
            ? item(member('destinationCidrBlock', '0.0.0.0/0') + member('gatewayId', 'igw-1'))
            : '',
        ),
    );
  return {
    'ec2:DescribeVpcs': answered(member('vpcSet', item(member('vpcId', 'vpc-00000000') + member('ownerId', ACCOUNT)))),
    'ec2:DescribeVpcAttribute': ({ fields }) => answered(member(String(fields.Attribute), member('value', 'true'))),
    'ec2:DescribeAvailabilityZones': answered(
      member(
        'availabilityZoneInfo',
        LETTERS.map((letter) => item(member('zoneName', nameOf(letter)) + member('zoneId', idOf(letter)))).join(''),
      ),
    ),
    'ec2:DescribeSubnets': ({ fields }: Call) => {
      const [id] = Object.entries(fields).flatMap(([name, value]) => (name === 'SubnetId.1' ? [String(value)] : []));
      const shown = LETTERS.filter((letter) => id === undefined || id === `subnet-${hex(letter)}`);
      return answered(member('subnetSet', shown.map(subnet).join('')));
    },
    'ec2:DescribeRouteTables': answered(member('routeTableSet', LETTERS.map(table).join(''))),
    'ec2:DescribeVpcEndpointServices': answered(
      member(
        'serviceDetailSet',
        Object.entries(offered)
          .map(([plane, letters]) => endpointService(`com.amazonaws.${REGION}.${plane}`, letters.map(nameOf)))
          .join(''),
      ),
    ),
  };
}

/** The row with what the remedy says to write in it. */
function obeyed(row: DeploymentConfig, say: string): DeploymentConfig {
  const [, part] = /^Write in the row: (.*)$/.exec(say) ?? [];
  if (part === undefined) throw new Error(`nothing to write in the row: ${say}`);
  return { ...row, ...(new Function(`return { ${part} }`)() as Partial<DeploymentConfig>) };
}

const found = async (answers: Answers, row: DeploymentConfig) => {
  const lines = [
    ...(await aws.found('endpoint-services', answers, row)),
    ...(await aws.found('existing-vpc', answers, row)),
  ].filter(({ notApplicable }) => !notApplicable);
  return {
    bad: lines.filter(({ status }) => status !== 'pass').map(({ status, text }) => `${status} ${text}`),
    says: [...new Set(lines.flatMap(({ remedy }) => remedy?.say ?? []))],
  };
};

const IN_ALL = { 'bedrock-runtime': LETTERS };

test.each<readonly [string, DeploymentConfig, Answers]>([
  [
    'zones by name',
    { ...ROW, network: { cidr: '10.0.0.0/24', availabilityZones: ['us-east-1a', 'us-east-1c'] } },
    account(IN_ALL),
  ],
  [
    'zones by id',
    { ...ROW, network: { cidr: '10.0.0.0/24', availabilityZones: ['use1-az6', 'use1-az3'] } },
    account(IN_ALL),
  ],
  ['subnets by the ids of their zones', existing(['use1-az6', 'use1-az5']), account(IN_ALL)],
])('%s are inspected, and fit', async (_, row, answers) => {
  expect(await found(answers, row)).toEqual({ bad: [], says: [] });
});

test('a subnet in another zone than its id says is a fail', async () => {
  const { bad } = await found(account(IN_ALL), existing(['use1-az5', 'use1-az6']));
  expect(bad).toEqual([
    'fail subnet-0000000a: its Availability Zone is use1-az6, and the row says use1-az5',
    'fail subnet-0000000b: its Availability Zone is use1-az5, and the row says use1-az6',
  ]);
});

const zoned = (...availabilityZones: string[]): DeploymentConfig => ({
  ...ROW,
  network: { cidr: '10.0.0.0/24', availabilityZones },
});
const planes = (row: DeploymentConfig, ...others: NonNullable<DeploymentConfig['planes']>): DeploymentConfig => ({
  ...row,
  planes: [...others, 'bedrock-runtime'],
});

/** Rows that do not fit, and the text that the remedy prints. */
test.each<readonly [string, DeploymentConfig, Answers, string]>([
  [
    'no zone in the row',
    ROW,
    account({ 'bedrock-runtime': ['b', 'c', 'd'] }),
    "network: { cidr: '10.0.0.0/24', availabilityZones: [ 'us-east-1b', 'us-east-1c' ] }",
  ],
  [
    'zones by name',
    zoned('us-east-1d', 'us-east-1a'),
    account({ 'bedrock-runtime': ['b', 'c', 'd'] }),
    "network: { cidr: '10.0.0.0/24', availabilityZones: [ 'us-east-1d', 'us-east-1b' ] }",
  ],
  [
    'zones by id',
    zoned('use1-az6', 'use1-az3', 'use1-az4'),
    account({ 'bedrock-runtime': ['b', 'c', 'd'] }),
    "network: { cidr: '10.0.0.0/24', availabilityZones: [ 'use1-az3', 'use1-az4', 'use1-az5' ] }",
  ],
  [
    'an id that this account lacks',
    zoned('use1-az6', 'use1-az1'),
    account(IN_ALL),
    "network: { cidr: '10.0.0.0/24', availabilityZones: [ 'use1-az6', 'use1-az5' ] }",
  ],
  [
    'planes that are offered in different zones',
    planes(zoned('us-east-1a', 'us-east-1b'), 'bedrock'),
    account({ bedrock: ['a', 'c', 'd'], 'bedrock-runtime': ['b', 'c', 'd'] }),
    "network: { cidr: '10.0.0.0/24', availabilityZones: [ 'us-east-1c', 'us-east-1d' ] }",
  ],
  [
    'a plane that one zone offers',
    planes(zoned('us-east-1a', 'us-east-1b'), 'bedrock', 'bedrock-agent'),
    account({ ...IN_ALL, bedrock: LETTERS, 'bedrock-agent': ['a'] }),
    "planes: [ 'bedrock', 'bedrock-runtime' ]",
  ],
  [
    'a plane that no zone offers, beside one in other zones',
    planes(zoned('us-east-1a', 'us-east-1b'), 'bedrock'),
    account({ 'bedrock-runtime': ['a', 'd'] }),
    "planes: [ 'bedrock-runtime' ], network: { cidr: '10.0.0.0/24', availabilityZones: [ 'us-east-1a', 'us-east-1d' ] }",
  ],
  [
    'an existing VPC with subnets elsewhere',
    existing(['us-east-1a', 'us-east-1b']),
    account({ 'bedrock-runtime': ['b', 'c', 'd'] }, ['c']),
    "network: { vpcId: 'vpc-00000000', subnets: [ { subnetId: 'subnet-0000000b', availabilityZone: 'us-east-1b', routeTableId: 'rtb-0000000b' }, { subnetId: 'subnet-0000000d', availabilityZone: 'us-east-1d', routeTableId: 'rtb-0000000d' } ] }",
  ],
  [
    'an existing VPC whose row has the ids of zones',
    existing(['use1-az6', 'use1-az5']),
    account({ 'bedrock-runtime': ['b', 'c'] }),
    "network: { vpcId: 'vpc-00000000', subnets: [ { subnetId: 'subnet-0000000b', availabilityZone: 'use1-az5', routeTableId: 'rtb-0000000b' }, { subnetId: 'subnet-0000000c', availabilityZone: 'use1-az4', routeTableId: 'rtb-0000000c' } ] }",
  ],
])('%s: the remedy is a part of a row, and accepted when obeyed', async (_, row, answers, part) => {
  const before = await found(answers, row);
  expect(before.bad).not.toEqual([]);
  expect(before.says).toEqual([`Write in the row: ${part}`]);
  const changed = obeyed(row, before.says[0] ?? '');
  expect(validateDeployments({ row: changed }, new Date('2026-11-27'))).toEqual([]);
  expect(await found(answers, changed)).toEqual({ bad: [], says: [] });
});

test.each<readonly [string, DeploymentConfig, Answers, RegExp]>([
  ['one zone offers bedrock-runtime', ROW, account({ 'bedrock-runtime': ['a'] }), /^Use another Region, or existing/],
  ['PrivateLink lacks bedrock-runtime', ROW, account({}), /^Use another Region, or existing/],
  [
    'a VPC whose other subnets are public',
    existing(['us-east-1a', 'us-east-1b']),
    account({ 'bedrock-runtime': ['b', 'c', 'd'] }, ['c', 'd']),
    /^Create subnets in at least two of us-east-1b, us-east-1c, us-east-1d, and name them under network.subnets/,
  ],
])('%s: the remedy says what to do instead', async (_, row, answers, says) => {
  const { bad, ...found_ } = await found(answers, row);
  expect(bad).not.toEqual([]);
  expect(found_.says).toEqual([expect.stringMatching(says)]);
});
