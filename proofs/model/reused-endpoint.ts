import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { neededEndpoints, reusedEndpoint } from '../../domain/network/endpoints';
import { type Endpoint, FULL_ACCESS } from './system';

/** Returns the existing endpoint that the row names for a service, as open as an endpoint without a policy. */
export function reusedEndpointOf(config: DeploymentConfig, service: string): Endpoint | undefined {
  const { network } = config;
  const known = neededEndpoints(config).find((needed) => needed === service);
  const id = known && reusedEndpoint(config, known);
  if (id === undefined || !('vpcId' in network)) return undefined;
  const policy = { name: `policy of ${id}`, document: FULL_ACCESS };
  return { at: 'the row', id, service, vpc: network.vpcId, policy };
}
