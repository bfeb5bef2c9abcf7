import { DescribeVpcEndpointsCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { ask, eachSettled } from '../account/ask';
import { quotaPage } from '../account/pages';
import { quotaOf } from '../account/service-quota';
import { type Finding, fail, pass } from '../finding';
import type { Check, PreflightContext } from '../inspection';

/** Amazon VPC's quotas "VPCs per Region" and "Interface VPC endpoints per VPC". */
const VPCS = 'L-F678F1CE';
const ENDPOINTS = 'L-29B6F2EB';

/** Whether there is room for the VPC of the row, and in it for one interface endpoint a plane. */
export const NETWORK_QUOTAS_CHECK: Check = {
  id: 'network-quotas',
  title: 'network quotas',
  run: (context) =>
    eachSettled<(context: PreflightContext) => Promise<readonly Finding[]>>(
      'vpcId' in context.config.network ? [endpointRoom] : [vpcRoom, endpointRoom],
      (find) => find(context),
    ),
};

async function vpcRoom({ clients, config, stacks }: PreflightContext): Promise<readonly Finding[]> {
  const [quota, used] = await Promise.all([quotaOf(clients.quotas, 'vpc', VPCS), countVpcs(clients.ec2)]);
  if (used < quota) return [pass(`${used} of ${quota} VPCs are in use`)];
  if (await stacks.exists('Network')) return [pass(`${used} of ${quota} VPCs are in use, with the one of this row`)];
  return [tooFew(`all ${quota} VPCs of the Region are in use`, VPCS, quota + 1, config.region)];
}

async function endpointRoom({ clients, config, stacks }: PreflightContext): Promise<readonly Finding[]> {
  const { network, planes = ['bedrock-runtime'], region } = config;
  const vpcId = 'vpcId' in network ? network.vpcId : undefined;
  const [quota, used] = await Promise.all([
    quotaOf(clients.quotas, 'vpc', ENDPOINTS),
    vpcId ? countEndpoints(clients.ec2, vpcId) : 0,
  ]);
  const where = vpcId ?? 'the new VPC';
  const wanted = used + planes.length;
  if (wanted <= quota) return [pass(`${where} has room for ${planes.length} more of ${quota} interface endpoints`)];
  if (await stacks.exists('Endpoints')) return [pass(`${where} holds the interface endpoints of this row already`)];
  return [tooFew(`${where} would hold ${wanted} interface endpoints, and may ${quota}`, ENDPOINTS, wanted, region)];
}

const tooFew = (text: string, code: string, desired: number, region: string): Finding =>
  fail(text, {
    say: 'Ask for more, or remove what nobody uses.',
    run: `aws service-quotas request-service-quota-increase --service-code vpc --quota-code ${code} --desired-value ${desired} --region ${region}`,
    open: quotaPage(region, 'vpc', code),
  });

async function countVpcs(ec2: PreflightContext['clients']['ec2']): Promise<number> {
  let count = 0;
  let NextToken: string | undefined;
  do {
    const page = await ask('ec2:DescribeVpcs', () => ec2.send(new DescribeVpcsCommand({ NextToken })));
    count += page.Vpcs?.length ?? 0;
    NextToken = page.NextToken;
  } while (NextToken);
  return count;
}

async function countEndpoints(ec2: PreflightContext['clients']['ec2'], vpcId: string): Promise<number> {
  const Filters = [
    { Name: 'vpc-id', Values: [vpcId] },
    { Name: 'vpc-endpoint-type', Values: ['Interface'] },
  ];
  let count = 0;
  let NextToken: string | undefined;
  do {
    const command = new DescribeVpcEndpointsCommand({ Filters, NextToken });
    const page = await ask('ec2:DescribeVpcEndpoints', () => ec2.send(command));
    count += page.VpcEndpoints?.length ?? 0;
    NextToken = page.NextToken;
  } while (NextToken);
  return count;
}
