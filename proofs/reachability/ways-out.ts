import { cidrBlock } from './cidr-block';
import type { Network, Subnet, Vpc } from './network';

/** No path leads out of the VPC: to an internet gateway, a NAT, a peer, another network, by IPv4 or IPv6. */
export function waysOut({ vpc, vpcs, subnets, waysOut: found }: Network): readonly string[] {
  return [
    ...found.map((way) => `nothing leads out of the VPC. But: ${way}`),
    ...vpcs.flatMap(ofVpc),
    ...subnets.flatMap((subnet) => ofSubnet(subnet, vpc)),
  ];
}

function ofVpc({ at, properties }: Vpc): readonly string[] {
  const { CidrBlock, EnableDnsSupport, EnableDnsHostnames } = properties;
  return [
    ...(cidrBlock(String(CidrBlock))?.isPrivate
      ? []
      : [`the VPC has private addresses (RFC 1918). But: ${at} has ${CidrBlock}`]),
    // Source: AWS PrivateLink Guide, "Private DNS": both, or the name of a service leads to its public addresses.
    ...(EnableDnsSupport === true && EnableDnsHostnames === true
      ? []
      : [`names of AWS services lead to our endpoints. But: DNS is off in ${at}`]),
  ];
}

function ofSubnet({ at, vpc, routeTable, properties }: Subnet, ours: string): readonly string[] {
  const { MapPublicIpOnLaunch, AssignIpv6AddressOnCreation, Ipv6CidrBlock, Ipv6Native } = properties;
  const isIpv6 = AssignIpv6AddressOnCreation === true || Ipv6CidrBlock !== undefined || Ipv6Native === true;
  return [
    ...(vpc === ours ? [] : [`every subnet is in our VPC. But: ${at} is in ${vpc}`]),
    ...(routeTable === undefined
      ? [`every subnet has a route table of ours. But: ${at} falls back to the main table`]
      : []),
    ...(MapPublicIpOnLaunch === true ? [`no interface gets a public address. But: ${at} gives one`] : []),
    ...(isIpv6 ? [`no subnet speaks IPv6. But: ${at} does`] : []),
  ];
}
