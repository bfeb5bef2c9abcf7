import { DescribeAvailabilityZonesCommand, type EC2Client, paginateDescribeSubnets } from '@aws-sdk/client-ec2';
import { callAws, listFromAws } from '../../aws/call-aws';
import type { PreflightContext } from '../inspection';

/** Number of zones that lib/network/isolated-vpc.ts uses. */
const ZONES = 2;

/**
 * Returns the Availability Zones of the row's subnets: those that it names, or the first two of `Fn::GetAZs`. That
 * function returns, in alphabetical order, the zones with a default subnet, or all zones if there is none.
 * Source: AWS CloudFormation User Guide, "Fn::GetAZs".
 */
export async function subnetZones({
  config: { network },
  clients: { ec2 },
}: PreflightContext): Promise<readonly string[]> {
  if ('subnets' in network) return [...new Set(network.subnets.map((subnet) => subnet.availabilityZone))];
  const Filters = [{ Name: 'default-for-az', Values: ['true'] }];
  const subnets = await listFromAws(
    'ec2:DescribeSubnets',
    paginateDescribeSubnets({ client: ec2 }, { Filters }),
    ({ Subnets }) => Subnets,
  );
  const withDefault = subnets.flatMap(({ AvailabilityZone }) => AvailabilityZone ?? []);
  const zones = withDefault.length > 0 ? withDefault : await allZones(ec2);
  return [...new Set(zones)].sort().slice(0, ZONES);
}

async function allZones(ec2: EC2Client): Promise<readonly string[]> {
  const Filters = [{ Name: 'zone-type', Values: ['availability-zone'] }];
  const { AvailabilityZones = [] } = await callAws('ec2:DescribeAvailabilityZones', () =>
    ec2.send(new DescribeAvailabilityZonesCommand({ Filters })),
  );
  return AvailabilityZones.flatMap(({ ZoneName }) => ZoneName ?? []);
}
