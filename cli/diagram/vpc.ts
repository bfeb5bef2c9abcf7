import { WAYS_OUT } from '../../domain/network/ways-out';
import type { Assembly } from '../../domain/template/assembly';
import type { Graph } from './graph';
import type { Scene } from './scene';

/** Returns the resources that connect a VPC with another network. */
export const waysOut = (scene: Scene) => scene.ofType(...WAYS_OUT, 'AWS::EC2::Route');

/** Returns the VPC in which the templates place endpoints and functions. */
export function vpcOf(scene: Scene, { deployments: [record] }: Assembly): Pick<Graph, 'vpc'> {
  const endpoints = scene.ofType('AWS::EC2::VPCEndpoint');
  const [made] = scene.ofType('AWS::EC2::VPC');
  const [id] = endpoints.map(({ resource, stack }) => scene.references.text(resource.Properties?.VpcId ?? '', stack));
  const network = record?.config.network;
  if (!made && network && 'vpcId' in network) {
    // Its routes are in no template.
    return { vpc: { name: network.vpcId, subnetCount: network.subnets.length, isIsolated: false } };
  }
  if (!made && id === undefined) return {};
  const subnets = endpoints.flatMap(({ resource, stack }) =>
    [resource.Properties?.SubnetIds ?? []].flat().map((subnet) => scene.references.text(subnet, stack)),
  );
  return {
    vpc: {
      name: made ? scene.references.text(made.resource.Properties?.CidrBlock ?? '', made.stack) : (id ?? ''),
      subnetCount: new Set(subnets).size,
      isIsolated: waysOut(scene).length === 0,
    },
  };
}
