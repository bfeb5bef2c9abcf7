import type { DeploymentConfig } from './deployment';
import { neededEndpoints, reusedEndpoint } from './endpoints';

/** Returns what the templates do not decide, if endpoints or the VPC belong to others. */
export function notProven(
  config: Pick<DeploymentConfig, 'fineTuning' | 'knowledge' | 'network' | 'planes'>,
): readonly string[] {
  const reused = neededEndpoints(config).flatMap((service) => {
    const id = reusedEndpoint(config, service);
    return id === undefined ? [] : [`${id} for ${service}`];
  });
  const owner = 'vpcId' in config.network ? config.network.ownerAccount : undefined;
  return [
    ...(reused.length > 0
      ? [
          `endpoints of others (${reused.join(', ')}). Their policies, security groups and DNS names are in no template. The ` +
            'proofs take them for open: what a role cannot do through them, its own policies, the boundary or the bucket ' +
            'deny. Not decided: that nobody else invokes another model through them, and that only principals of this ' +
            'account use them. `private-bedrock preflight` decides both on the real policies.',
        ]
      : []),
    ...(owner === undefined
      ? []
      : [`the flow logs of the VPC. Account ${owner} owns it, and only the owner can create them.`]),
  ];
}
