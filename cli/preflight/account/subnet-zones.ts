import { DescribeAvailabilityZonesCommand, type EC2Client, paginateDescribeSubnets } from '@aws-sdk/client-ec2';
import { isZoneId } from '../../../domain/network/zones';
import { callAws, listFromAws } from '../../aws/call-aws';
import type { PreflightContext } from '../inspection';

/** Number of zones of a new VPC whose row names none. */
const ZONES = 2;

/** Availability Zone of this account. */
export interface Zone {
  readonly name: string;
  /** As in the row: the name, or the id if the row names zones by id. */
  readonly inRow: string;
}

/** Availability Zones of the row's subnets, and how to write others in the row. */
export interface SubnetZones {
  readonly zones: readonly Zone[];
  /** Ids of the row that are no zones of this account. */
  readonly unknown: readonly string[];
  /** Writes the name of a zone as the row writes zones: by name or by id. */
  readonly written: (name: string) => string;
}

/**
 * Returns the Availability Zones of the row's subnets: those that it names, or the first two of `Fn::GetAZs`. That
 * function returns, in alphabetical order, the zones with a default subnet, or all zones if there is none.
 * Source: AWS CloudFormation User Guide, "Fn::GetAZs".
 */
export async function subnetZones(context: PreflightContext): Promise<SubnetZones> {
  const { ec2 } = context.clients;
  const inRow = zonesOfRow(context);
  if (!inRow?.some(isZoneId)) {
    const names = inRow ?? (await firstZones(ec2));
    return { zones: names.map((name) => ({ name, inRow: name })), unknown: [], written: (name) => name };
  }
  const all = await allZones(ec2);
  const zones = inRow.flatMap((id) => {
    const name = all.find(({ ZoneId }) => ZoneId === id)?.ZoneName;
    return name === undefined ? [] : [{ name, inRow: id }];
  });
  return {
    zones,
    unknown: inRow.filter((id) => !all.some(({ ZoneId }) => ZoneId === id)),
    written: (name) => all.find(({ ZoneName }) => ZoneName === name)?.ZoneId ?? name,
  };
}

/** Undefined if the row leaves the zones to CloudFormation. */
function zonesOfRow({ config: { network } }: PreflightContext): readonly string[] | undefined {
  if ('subnets' in network) return [...new Set(network.subnets.map((subnet) => subnet.availabilityZone))];
  return network.availabilityZones;
}

async function firstZones(client: EC2Client): Promise<readonly string[]> {
  const Filters = [{ Name: 'default-for-az', Values: ['true'] }];
  const subnets = await listFromAws(
    'ec2:DescribeSubnets',
    paginateDescribeSubnets({ client }, { Filters }),
    ({ Subnets }) => Subnets,
  );
  const withDefault = subnets.flatMap(({ AvailabilityZone }) => AvailabilityZone ?? []);
  const zones =
    withDefault.length > 0 ? withDefault : (await allZones(client)).flatMap(({ ZoneName }) => ZoneName ?? []);
  return [...new Set(zones)].sort().slice(0, ZONES);
}

async function allZones(client: EC2Client) {
  const Filters = [{ Name: 'zone-type', Values: ['availability-zone'] }];
  const { AvailabilityZones = [] } = await callAws('ec2:DescribeAvailabilityZones', () =>
    client.send(new DescribeAvailabilityZonesCommand({ Filters })),
  );
  return AvailabilityZones;
}
