import { DescribeVpcEndpointServicesCommand, type ServiceDetail } from '@aws-sdk/client-ec2';
import { ask } from '../account/ask';
import { zonesOf } from '../account/zones';
import { type Finding, fail, pass } from '../finding';
import type { Check, PreflightContext } from '../inspection';

/** Whether PrivateLink has each plane in every zone of the subnets, with endpoint policies, and S3 has its gateway. */
export const ENDPOINT_SERVICES_CHECK: Check = {
  id: 'endpoint-services',
  title: 'endpoints',
  run: async (context) => {
    const { planes = ['bedrock-runtime'], region } = context.config;
    const nameOf = (service: string) => `com.amazonaws.${region}.${service}`;
    const [zones, offered] = await Promise.all([
      zonesOf(context),
      services(context.clients, [...planes, 's3'].map(nameOf)),
    ]);
    const inEach = planes.map((plane) => planeFinding(plane, nameOf(plane), zones, offered, region));
    const gateway = offered.some((service) => service.ServiceName === nameOf('s3') && isOf(service, 'Gateway'));
    const s3 = gateway ? [] : [fail(`${region} has no gateway endpoint for S3`, elsewhere(nameOf('s3'), region))];
    const problems = [...inEach.flatMap((finding) => finding ?? []), ...s3];
    return problems.length > 0
      ? problems
      : [pass(`${[...planes, 's3'].join(', ')} ${planes.length > 0 ? 'are' : 'is'} offered in ${zones.join(' and ')}`)];
  },
};

function planeFinding(
  plane: string,
  name: string,
  zones: readonly string[],
  offered: readonly ServiceDetail[],
  region: string,
): Finding | undefined {
  const service = offered.find((candidate) => candidate.ServiceName === name && isOf(candidate, 'Interface'));
  if (!service) return fail(`${plane}: PrivateLink does not offer ${name}`, elsewhere(name, region));
  const missing = zones.filter((zone) => !service.AvailabilityZones?.includes(zone));
  if (missing.length > 0) {
    return fail(`${plane} has no endpoint in ${missing.join(', ')}, where the subnets are`, elsewhere(name, region));
  }
  if (service.VpcEndpointPolicySupported) return undefined;
  return fail(`${plane}: its endpoint takes no policy, and so would let everything through`, elsewhere(name, region));
}

const elsewhere = (name: string, region: string) => ({
  say: 'Name subnets in zones that have it (network: { vpcId, subnets }), or leave the plane out of the row.',
  run: `aws ec2 describe-vpc-endpoint-services --region ${region} --service-names ${name} --query 'ServiceDetails[].AvailabilityZones'`,
});

const isOf = ({ ServiceType = [] }: ServiceDetail, type: 'Interface' | 'Gateway'): boolean =>
  ServiceType.some(({ ServiceType: one }) => one === type);

/** By filter and not by name: an unknown name would be an error for all of them. */
async function services(
  { ec2 }: PreflightContext['clients'],
  names: readonly string[],
): Promise<readonly ServiceDetail[]> {
  const Filters = [{ Name: 'service-name', Values: [...names] }];
  const { ServiceDetails = [] } = await ask('ec2:DescribeVpcEndpointServices', () =>
    ec2.send(new DescribeVpcEndpointServicesCommand({ Filters })),
  );
  return ServiceDetails;
}
