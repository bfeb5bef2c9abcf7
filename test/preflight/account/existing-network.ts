import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import { ACCOUNT, member, REGION } from './ready-account';
import type { Answers } from './scripted-account';
import { answered, type Call } from './wire';

const item = (fields: Readonly<Record<string, string>>): string =>
  member(
    'item',
    Object.entries(fields)
      .map(([name, content]) => member(name, content))
      .join(''),
  );

/** Zones by the last letter of the ids of subnets and route tables: `subnet-b` is in us-east-1b and has `rtb-b`. */
const LETTERS = ['b', 'c'];

/** A row in `vpc-ours`. */
export const EXISTING_ROW = {
  region: REGION,
  models: ['amazon.nova-lite-v1:0'],
  network: {
    vpcId: 'vpc-ours',
    subnets: LETTERS.map((letter) => ({
      subnetId: `subnet-${letter}`,
      availabilityZone: `${REGION}${letter}`,
      routeTableId: `rtb-${letter}`,
    })),
  },
} as const satisfies DeploymentConfig;

const ROUTE_LOCAL = { destinationCidrBlock: '10.0.0.0/16', gatewayId: 'local' };

export const vpcOf = (ownerId: string) => answered(member('vpcSet', item({ vpcId: 'vpc-ours', ownerId })));

export const subnetWith =
  (changes: Readonly<Record<string, string>> = {}) =>
  ({ fields }: Call) => {
    const id = String(fields['SubnetId.1']);
    const own = { subnetId: id, vpcId: 'vpc-ours', availabilityZone: `${REGION}${id.at(-1)}`, ...changes };
    return answered(member('subnetSet', item(own)));
  };

/** @param routes of `rtb-b`, beside the local one */
export const routeTables = (...routes: Readonly<Record<string, string>>[]) =>
  answered(
    member(
      'routeTableSet',
      [
        item({ routeTableId: 'rtb-main', vpcId: 'vpc-ours', associationSet: item({ main: 'true' }) }),
        ...LETTERS.map((letter) =>
          item({
            routeTableId: `rtb-${letter}`,
            vpcId: 'vpc-ours',
            associationSet: item({ subnetId: `subnet-${letter}`, main: 'false' }),
            routeSet: [ROUTE_LOCAL, ...(letter === 'b' ? routes : [])].map(item).join(''),
          }),
        ),
      ].join(''),
    ),
  );

export const endpoints = (...list: Readonly<Record<string, string>>[]) =>
  answered(member('vpcEndpointSet', list.map(item).join('')));

/** Answers about `vpc-ours`, which is ready. */
export const EXISTING_VPC: Answers = {
  'ec2:DescribeVpcs': vpcOf(ACCOUNT),
  'ec2:DescribeVpcAttribute': ({ fields }) => answered(member(String(fields.Attribute), member('value', 'true'))),
  'ec2:DescribeSubnets': subnetWith(),
  'ec2:DescribeRouteTables': routeTables(),
};
