import { type EC2Client, paginateDescribeVpcEndpoints, paginateDescribeVpcs } from '@aws-sdk/client-ec2';
import { endpointsToCreate } from '../../../../domain/deployment/endpoints';
import { listFromAws } from '../../../aws/call-aws';
import { quotaPage } from '../../account/console-pages';
import { serviceQuota } from '../../account/service-quota';
import { inspectEach } from '../../inspect-each';
import type { Inspection, PreflightContext } from '../../inspection';
import { fail, type InspectionResult, notApplicable, pass } from '../../inspection-result';

/** Quotas of Amazon VPC: "VPCs per Region" and "Interface VPC endpoints per VPC". */
const VPCS = 'L-F678F1CE';
const ENDPOINTS = 'L-29B6F2EB';

/** Inspects if the quotas allow the VPC of the row, and one interface endpoint for each plane. */
export const NETWORK_QUOTAS_INSPECTION: Inspection = {
  id: 'network-quotas',
  title: 'network quotas',
  inspect: (context) =>
    inspectEach<(context: PreflightContext) => Promise<readonly InspectionResult[]>>(
      'vpcId' in context.config.network ? [inspectEndpoints] : [inspectVpcs, inspectEndpoints],
      (inspect) => inspect(context),
    ),
};

async function inspectVpcs({ clients, config, stacks }: PreflightContext): Promise<readonly InspectionResult[]> {
  const [quota, used] = await Promise.all([serviceQuota(clients.quotas, 'vpc', VPCS), countVpcs(clients.ec2)]);
  if (used < quota) return [pass(`${used} of ${quota} VPCs are in use`)];
  if (await stacks.exists('Network'))
    return [pass(`${used} of ${quota} VPCs are in use, including the one of this row`)];
  return [quotaExceeded(`all ${quota} VPCs of the Region are in use`, VPCS, quota + 1, config.region)];
}

async function inspectEndpoints({ clients, config, stacks }: PreflightContext): Promise<readonly InspectionResult[]> {
  const { network, region } = config;
  const planes = endpointsToCreate(config).filter((service) => service !== 's3');
  if (planes.length === 0) return [notApplicable('the row creates no interface endpoint')];
  const vpcId = 'vpcId' in network ? network.vpcId : undefined;
  const [quota, used] = await Promise.all([
    serviceQuota(clients.quotas, 'vpc', ENDPOINTS),
    vpcId ? countEndpoints(clients.ec2, vpcId) : 0,
  ]);
  const where = vpcId ?? 'the new VPC';
  const wanted = used + planes.length;
  if (wanted <= quota) return [pass(`${where} has room for ${planes.length} more of ${quota} interface endpoints`)];
  if (await stacks.exists('Endpoints')) return [pass(`${where} contains the interface endpoints of this row already`)];
  return [
    quotaExceeded(
      `${where} would contain ${wanted} interface endpoints; the quota is ${quota}`,
      ENDPOINTS,
      wanted,
      region,
    ),
  ];
}

const quotaExceeded = (text: string, code: string, desired: number, region: string): InspectionResult =>
  fail(text, {
    say: 'Request an increase, or remove unused resources.',
    run: `aws service-quotas request-service-quota-increase --service-code vpc --quota-code ${code} --desired-value ${desired} --region ${region}`,
    open: quotaPage(region, 'vpc', code),
  });

const countVpcs = async (client: EC2Client): Promise<number> =>
  (await listFromAws('ec2:DescribeVpcs', paginateDescribeVpcs({ client }, {}), ({ Vpcs }) => Vpcs)).length;

async function countEndpoints(client: EC2Client, vpcId: string): Promise<number> {
  const Filters = [
    { Name: 'vpc-id', Values: [vpcId] },
    { Name: 'vpc-endpoint-type', Values: ['Interface'] },
  ];
  const pages = paginateDescribeVpcEndpoints({ client }, { Filters });
  return (await listFromAws('ec2:DescribeVpcEndpoints', pages, ({ VpcEndpoints }) => VpcEndpoints)).length;
}
