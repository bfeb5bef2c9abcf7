import type { DeploymentConfig } from '../../domain/deployment/deployment';
import type { Subnet } from './network';

/** Each subnet is in a zone of its own, and all are in the zones that the row names, if it names any. */
export function zones({ subnets }: { readonly subnets: readonly Subnet[] }, { network }: DeploymentConfig) {
  if ('vpcId' in network) return [];
  const named = network.availabilityZones;
  const found = subnets.map(({ at, properties: { AvailabilityZone, AvailabilityZoneId } }) => ({
    at,
    zone: [AvailabilityZone, AvailabilityZoneId].filter((zone) => zone !== undefined).join(' and '),
  }));
  return [
    ...found
      .filter(({ zone }, index) => found.findIndex((one) => one.zone === zone) !== index)
      .map(({ at, zone }) => `every subnet is in a zone of its own. But: ${at} is in ${zone}, as another is`),
    ...found
      .filter(({ zone }) => named && !named.includes(zone))
      .map(({ at, zone }) => `the subnets are in the zones of the row. But: ${at} is in ${zone || 'none'}`),
    ...(named ?? [])
      .filter((wanted) => !found.some(({ zone }) => zone === wanted))
      .map((wanted) => `every zone of the row has a subnet. But: ${wanted} has none`),
  ];
}
