import { inspect } from 'node:util';
import type { ExistingNetwork, ExistingSubnet } from '../../../../domain/deployment/config/existing-network';
import type { NewNetwork } from '../../../../domain/deployment/config/new-network';
import type { DeploymentConfig } from '../../../../domain/deployment/deployment';
import { calledPlanes, type InterfaceService, isPlane } from '../../../../domain/deployment/endpoints';
import type { SubnetZones } from '../../account/subnet-zones';
import { routesToInternet, tableOf, VpcLookup } from '../../account/vpc-lookup';
import type { PreflightContext } from '../../inspection';
import type { Remedy } from '../../inspection-result';

/** Plane of the row, and the zones in which it can have an endpoint. */
export interface OfferedPlane {
  readonly plane: InterfaceService;
  /** Names of zones. */
  readonly zones: readonly string[];
}

/** Zones that a row has at least. */
const FEWEST = 2;

/**
 * Says what to write in the row so that each plane has an endpoint in each zone: zones that offer all planes, or fewer
 * planes. What it prints is part of a valid row, to paste.
 */
export async function remedyOf(
  planes: readonly OfferedPlane[],
  subnets: SubnetZones,
  context: PreflightContext,
): Promise<Remedy> {
  const { network, knowledge, planes: ofRow = planes.map(({ plane }) => plane).filter(isPlane) } = context.config;
  const offered = planes.filter(({ zones }) => zones.length >= FEWEST);
  const zones = zonesOfAll(offered);
  const called = calledPlanes(knowledge !== undefined).filter((name) => planes.some(({ plane }) => plane === name));
  if (!called.every((name) => offered.some(({ plane }) => plane === name)) || zones.length < FEWEST) {
    return { say: 'Use another Region, or existing endpoints (network.interfaceEndpoints).' };
  }
  const dropped = planes.filter((plane) => !offered.includes(plane)).map(({ plane }) => plane);
  if (!dropped.every(isPlane)) {
    return { say: 'Remove workbench from the row, or use existing endpoints (network.interfaceEndpoints).' };
  }
  const fewer: Partial<DeploymentConfig> =
    dropped.length > 0 ? { planes: ofRow.filter((plane) => !dropped.includes(plane)) } : {};
  const isFitting = subnets.unknown.length === 0 && subnets.zones.every(({ name }) => zones.includes(name));
  if (isFitting) return { say: `Write in the row: ${written(fewer)}` };
  const found =
    'vpcId' in network ? await otherSubnets(network, zones, subnets, context) : newZones(network, zones, subnets);
  if (found) return { say: `Write in the row: ${written({ ...fewer, network: found })}` };
  const names = zones.map(subnets.written).join(', ');
  return { say: `Create subnets in at least two of ${names}, and name them under network.subnets of the row.` };
}

const written = (part: Partial<DeploymentConfig>) =>
  inspect(part, { compact: true, depth: null, maxArrayLength: null, breakLength: Number.POSITIVE_INFINITY }).slice(
    2,
    -2,
  );

const zonesOfAll = ([first, ...others]: readonly OfferedPlane[]): readonly string[] =>
  [...(first?.zones ?? [])].filter((zone) => others.every(({ zones }) => zones.includes(zone))).sort();

/** Keeps the zones of the row that fit, and as many as it has. */
function newZones(network: NewNetwork, zones: readonly string[], subnets: SubnetZones): NewNetwork {
  const count = network.availabilityZones?.length ?? FEWEST;
  return { ...network, availabilityZones: ownFirst(zones, subnets).slice(0, count).map(subnets.written) };
}

const ownFirst = (zones: readonly string[], subnets: SubnetZones): readonly string[] => {
  const own = subnets.zones.map(({ name }) => name).filter((name) => zones.includes(name));
  return [...new Set([...own, ...zones])];
};

/**
 * Keeps the subnets of the row that fit, and adds others of the VPC without a route to the internet, as many as it had.
 * Undefined if the VPC has too few.
 */
async function otherSubnets(
  network: ExistingNetwork,
  zones: readonly string[],
  subnets: SubnetZones,
  { clients }: PreflightContext,
): Promise<ExistingNetwork | undefined> {
  const lookup = new VpcLookup(clients.ec2, network.vpcId);
  const [all, tables] = await Promise.all([lookup.subnets(), lookup.routeTables()]);
  const ofRow = network.subnets.map(({ subnetId }) => subnetId);
  const found = ownFirst(zones, subnets).flatMap((zone): readonly ExistingSubnet[] => {
    const [best] = all
      .filter(({ AvailabilityZone }) => AvailabilityZone === zone)
      .flatMap(({ SubnetId: subnetId = '' }) => {
        const table = tableOf(subnetId, tables);
        const isOwn = ofRow.includes(subnetId);
        if (!table?.RouteTableId || (!isOwn && routesToInternet(table).length > 0)) return [];
        return [{ isOwn, subnetId, routeTableId: table.RouteTableId }];
      })
      .sort((one, other) => Number(other.isOwn) - Number(one.isOwn));
    if (!best) return [];
    return [{ subnetId: best.subnetId, availabilityZone: subnets.written(zone), routeTableId: best.routeTableId }];
  });
  return found.length < FEWEST ? undefined : { ...network, subnets: found.slice(0, network.subnets.length) };
}
