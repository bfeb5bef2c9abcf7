import {
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  type EC2Client,
  paginateDescribeRouteTables,
  paginateDescribeSubnets,
  paginateDescribeVpcEndpoints,
  type Route,
  type RouteTable,
  type Subnet,
  type Vpc,
  type VpcEndpoint,
} from '@aws-sdk/client-ec2';
import { callAws, findInAws, listFromAws } from '../../aws/call-aws';

/** Looks up an existing VPC and what is in it. */
export class VpcLookup {
  constructor(
    private readonly client: EC2Client,
    private readonly vpcId: string,
  ) {}

  /** Undefined if the account does not see the VPC. @throws OperatorError */
  async vpc(): Promise<Vpc | undefined> {
    const answer = await findInAws(
      'ec2:DescribeVpcs',
      () => this.client.send(new DescribeVpcsCommand({ VpcIds: [this.vpcId] })),
      ['InvalidVpcID.NotFound'],
    );
    return answer?.Vpcs?.find(({ VpcId }) => VpcId === this.vpcId);
  }

  /** @throws OperatorError */
  async dns(): Promise<{ readonly support: boolean; readonly hostnames: boolean }> {
    const ask = (Attribute: 'enableDnsHostnames' | 'enableDnsSupport') =>
      callAws('ec2:DescribeVpcAttribute', () =>
        this.client.send(new DescribeVpcAttributeCommand({ VpcId: this.vpcId, Attribute })),
      );
    const [support, hostnames] = await Promise.all([ask('enableDnsSupport'), ask('enableDnsHostnames')]);
    return {
      support: support.EnableDnsSupport?.Value === true,
      hostnames: hostnames.EnableDnsHostnames?.Value === true,
    };
  }

  /** Undefined if the account does not see the subnet. @throws OperatorError */
  async subnet(subnetId: string): Promise<Subnet | undefined> {
    const answer = await findInAws(
      'ec2:DescribeSubnets',
      () => this.client.send(new DescribeSubnetsCommand({ SubnetIds: [subnetId] })),
      ['InvalidSubnetID.NotFound'],
    );
    return answer?.Subnets?.find(({ SubnetId }) => SubnetId === subnetId);
  }

  /** Subnets of the VPC that the account sees. @throws OperatorError */
  subnets(): Promise<readonly Subnet[]> {
    const pages = paginateDescribeSubnets({ client: this.client }, { Filters: this.inVpc });
    return listFromAws('ec2:DescribeSubnets', pages, ({ Subnets }) => Subnets);
  }

  /** Route tables of the VPC that the account sees. @throws OperatorError */
  routeTables(): Promise<readonly RouteTable[]> {
    const pages = paginateDescribeRouteTables({ client: this.client }, { Filters: this.inVpc });
    return listFromAws('ec2:DescribeRouteTables', pages, ({ RouteTables }) => RouteTables);
  }

  /** Endpoints in the VPC that the account sees. @throws OperatorError */
  endpoints(): Promise<readonly VpcEndpoint[]> {
    const pages = paginateDescribeVpcEndpoints({ client: this.client }, { Filters: this.inVpc });
    return listFromAws('ec2:DescribeVpcEndpoints', pages, ({ VpcEndpoints }) => VpcEndpoints);
  }

  private get inVpc() {
    return [{ Name: 'vpc-id', Values: [this.vpcId] }];
  }
}

/** Returns the route table of a subnet: its own, or the main one of the VPC. */
export function tableOf(subnetId: string, tables: readonly RouteTable[]): RouteTable | undefined {
  const associated = tables.find(({ Associations = [] }) => Associations.some((one) => one.SubnetId === subnetId));
  return associated ?? tables.find(({ Associations = [] }) => Associations.some(({ Main }) => Main));
}

/** Returns the routes to the internet, such as `0.0.0.0/0 → igw-1`. */
export const routesToInternet = ({ Routes = [] }: RouteTable): readonly string[] =>
  Routes.flatMap((route) => {
    const target = targetOf(route);
    return /^(eigw|igw|nat)-/.test(target) ? [`${destinationOf(route)} → ${target}`] : [];
  });

const targetOf = ({ EgressOnlyInternetGatewayId, GatewayId, NatGatewayId }: Route): string =>
  NatGatewayId ?? EgressOnlyInternetGatewayId ?? GatewayId ?? '';

const destinationOf = ({ DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId }: Route): string =>
  DestinationCidrBlock ?? DestinationIpv6CidrBlock ?? DestinationPrefixListId ?? 'an unknown destination';
