import { DescribeAvailabilityZonesCommand, DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import type { PreflightContext } from '../inspection';
import { ask } from './ask';

/** As many as lib/network/isolated-vpc.ts takes. */
const TAKEN = 2;

/**
 * The Availability Zones of the row's subnets: those that it names, or the first two of `Fn::GetAZs`, which answers in
 * alphabetical order the zones with a default subnet, and all zones where there is none.
 * Source: AWS CloudFormation User Guide, "Fn::GetAZs".
 */
export async function zonesOf({ config: { network }, clients: { ec2 } }: PreflightContext): Promise<readonly string[]> {
  if ('subnets' in network) return [...new Set(network.subnets.map((subnet) => subnet.availabilityZone))];
  const Filters = [{ Name: 'default-for-az', Values: ['true'] }];
  const { Subnets = [] } = await ask('ec2:DescribeSubnets', () => ec2.send(new DescribeSubnetsCommand({ Filters })));
  const withDefault = Subnets.flatMap(({ AvailabilityZone }) => AvailabilityZone ?? []);
  const zones = withDefault.length > 0 ? withDefault : await allZones(ec2);
  return [...new Set(zones)].sort().slice(0, TAKEN);
}

async function allZones(ec2: PreflightContext['clients']['ec2']): Promise<readonly string[]> {
  const Filters = [{ Name: 'zone-type', Values: ['availability-zone'] }];
  const { AvailabilityZones = [] } = await ask('ec2:DescribeAvailabilityZones', () =>
    ec2.send(new DescribeAvailabilityZonesCommand({ Filters })),
  );
  return AvailabilityZones.flatMap(({ ZoneName }) => ZoneName ?? []);
}
