import type { DeploymentConfig } from '../deployment/deployment';

/**
 * Returns the construct id of everything that belongs to one network and cannot move to another: `Cidr10x0x0x0x24` or
 * `Vpc0123456789abcdef0`.
 */
export const networkId = (network: DeploymentConfig['network']): string =>
  'cidr' in network ? `Cidr${network.cidr.replaceAll(/[./]/g, 'x')}` : `Vpc${network.vpcId.replace(/^vpc-/, '')}`;
