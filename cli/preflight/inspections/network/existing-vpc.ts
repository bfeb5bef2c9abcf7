import type { RouteTable } from '@aws-sdk/client-ec2';
import type { ExistingNetwork, ExistingSubnet } from '../../../../domain/deployment/config/existing-network';
import { endpointsToCreate } from '../../../../domain/deployment/endpoints';
import { isZoneId } from '../../../../domain/network/zones';
import { routesToInternet, tableOf, VpcLookup } from '../../account/vpc-lookup';
import { inspectEach } from '../../inspect-each';
import type { Inspection, PreflightContext } from '../../inspection';
import { fail, type InspectionResult, notApplicable, pass, warn } from '../../inspection-result';

interface Subject {
  readonly context: PreflightContext;
  readonly network: ExistingNetwork;
  readonly lookup: VpcLookup;
}

/** Inspects if an existing VPC is as the row says, and if the endpoints can be created in it. */
export const EXISTING_VPC_INSPECTION: Inspection = {
  id: 'existing-vpc',
  title: 'existing VPC',
  inspect: async (context) => {
    const { network } = context.config;
    if (!('vpcId' in network)) return [notApplicable('the row makes its own VPC')];
    const subject = { context, network, lookup: new VpcLookup(context.clients.ec2, network.vpcId) };
    const vpc = await subject.lookup.vpc();
    if (!vpc) {
      const say = 'Check the id, the Region of the row and the account, or create the VPC first.';
      return [fail(`${network.vpcId} is not a VPC that this account sees in ${context.config.region}`, { say })];
    }
    const creates = endpointsToCreate(context.config).length > 0;
    const inspections = [inspectDns, inspectSubnets, ...(creates ? [inspectEndpoints] : [])];
    return [...inspectOwner(subject, vpc.OwnerId), ...(await inspectEach(inspections, (inspect) => inspect(subject)))];
  },
};

/** Source: Amazon VPC User Guide, "Responsibilities and permissions for owners and participants". */
function inspectOwner({ context, network }: Subject, owner: string | undefined): readonly InspectionResult[] {
  const { ownerAccount = context.caller.account } = network;
  const whose = owner === context.caller.account ? 'this account' : `account ${owner}`;
  if (owner === ownerAccount) return [pass(`${network.vpcId} belongs to ${whose}, as the row says`)];
  return [
    fail(`${network.vpcId} belongs to ${whose}, and only its owner can create endpoints and flow logs in it`, {
      say:
        owner === context.caller.account
          ? 'Remove network.ownerAccount from the row.'
          : `Set network.ownerAccount: '${owner}' in the row, and name the owner's endpoints. Or use a VPC of this account.`,
    }),
  ];
}

/** Private DNS names work only with both. Source: AWS PrivateLink Guide, "Private DNS". */
async function inspectDns({ network: { vpcId }, context, lookup }: Subject): Promise<readonly InspectionResult[]> {
  const { support, hostnames } = await lookup.dns();
  const missing = [
    ...(support ? [] : [['enableDnsSupport', 'enable-dns-support'] as const]),
    ...(hostnames ? [] : [['enableDnsHostnames', 'enable-dns-hostnames'] as const]),
  ];
  if (missing.length === 0) return [pass(`${vpcId} resolves the private DNS names of endpoints`)];
  return missing.map(([attribute, flag]) =>
    fail(`${attribute} of ${vpcId} is off: the names of AWS services would not lead to the endpoints`, {
      run: `aws ec2 modify-vpc-attribute --region ${context.config.region} --vpc-id ${vpcId} --${flag} Value=true`,
    }),
  );
}

async function inspectSubnets(subject: Subject): Promise<readonly InspectionResult[]> {
  const tables = await subject.lookup.routeTables();
  const results = await inspectEach(subject.network.subnets, (subnet) => inspectSubnet(subnet, tables, subject));
  return results.length > 0 ? results : [pass('the subnets and their route tables are as in the row')];
}

async function inspectSubnet(
  { subnetId, availabilityZone, routeTableId }: ExistingSubnet,
  tables: readonly RouteTable[],
  { network: { vpcId }, lookup }: Subject,
): Promise<readonly InspectionResult[]> {
  const subnet = await lookup.subnet(subnetId);
  if (!subnet) return [fail(`${subnetId} is not a subnet that this account sees`, { say: `Check ${IN_ROW}.` })];
  const table = tableOf(subnetId, tables);
  const differences = [
    [subnet.VpcId, vpcId, 'VPC'],
    [
      isZoneId(availabilityZone) ? subnet.AvailabilityZoneId : subnet.AvailabilityZone,
      availabilityZone,
      'Availability Zone',
    ],
    [table?.RouteTableId, routeTableId, 'route table'],
  ].filter(([real, inRow]) => real !== inRow);
  const routes = table ? routesToInternet(table) : [];
  return [
    ...differences.map(([real, inRow, what]) =>
      fail(`${subnetId}: its ${what} is ${real ?? 'not visible'}, and the row says ${inRow}`, {
        say: `Correct ${IN_ROW}.`,
      }),
    ),
    ...(routes.length > 0
      ? [
          warn(`${subnetId} has a route to the internet: ${routes.join(', ')}. The security groups do not allow it`, {
            say: 'Use subnets without such a route, so that no other security group opens a way out.',
          }),
        ]
      : []),
  ];
}

const IN_ROW = 'network.subnets of the row';

/**
 * Inspects if other endpoints are in the way. In a VPC one endpoint per service has the private DNS name, and in a route
 * table one gateway endpoint has the route to S3: if the stack exists, they are its own.
 */
async function inspectEndpoints(subject: Subject): Promise<readonly InspectionResult[]> {
  const { context, network, lookup } = subject;
  const { region } = context.config;
  const created = endpointsToCreate(context.config);
  const [endpoints, exists] = await Promise.all([lookup.endpoints(), context.stacks.exists('Endpoints')]);
  if (exists) return [pass(`${network.vpcId} contains the endpoints of this row already`)];
  const isFor = (service: string) => (endpoint: (typeof endpoints)[number]) =>
    endpoint.ServiceName === `com.amazonaws.${region}.${service}`;
  const tables = network.subnets.map(({ routeTableId }) => routeTableId);
  const named = created
    .filter((service) => service !== 's3')
    .flatMap((plane) =>
      endpoints
        .filter(isFor(plane))
        .filter(({ PrivateDnsEnabled }) => PrivateDnsEnabled)
        .map(({ VpcEndpointId }) =>
          fail(
            `${network.vpcId} has ${VpcEndpointId} with the private DNS name of ${plane}: a second one cannot have it`,
            {
              say: 'Name it under network.interfaceEndpoints of the row, or turn its private DNS off if nobody needs it.',
            },
          ),
        ),
    );
  const routed = (created.includes('s3') ? endpoints : [])
    .filter(isFor('s3'))
    .flatMap(({ VpcEndpointId, RouteTableIds = [] }) =>
      RouteTableIds.filter((table) => tables.includes(table)).map((table) =>
        fail(`${table} has a route to S3 already, by ${VpcEndpointId}: a second one cannot be added`, {
          say: `Set network.s3GatewayEndpointId: '${VpcEndpointId}' in the row, or remove the route table from it if nobody needs it.`,
        }),
      ),
    );
  const problems = [...named, ...routed];
  return problems.length > 0 ? problems : [pass(`no other endpoint of ${network.vpcId} is in the way`)];
}
