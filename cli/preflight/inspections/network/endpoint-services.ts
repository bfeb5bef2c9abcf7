import { DescribeVpcEndpointServicesCommand, type ServiceDetail } from '@aws-sdk/client-ec2';
import { endpointsToCreate } from '../../../../domain/deployment/endpoints';
import { callAws } from '../../../aws/call-aws';
import { subnetZones } from '../../account/subnet-zones';
import type { Inspection, PreflightContext } from '../../inspection';
import { fail, type InspectionResult, notApplicable, pass } from '../../inspection-result';

/** Inspects if every zone of the subnets offers an endpoint with endpoint policies for each plane, and a gateway for S3. */
export const ENDPOINT_SERVICES_INSPECTION: Inspection = {
  id: 'endpoint-services',
  title: 'endpoints',
  inspect: async (context) => {
    const { region } = context.config;
    const created = endpointsToCreate(context.config);
    if (created.length === 0) return [notApplicable('the row creates no endpoint')];
    const planes = created.filter((service) => service !== 's3');
    const gateways = created.filter((service) => service === 's3');
    const nameOf = (service: string) => `com.amazonaws.${region}.${service}`;
    const [zones, offered] = await Promise.all([
      subnetZones(context),
      services(context.clients, [...planes, ...gateways].map(nameOf)),
    ]);
    const inEach = planes.map((plane) => inspectPlane(plane, nameOf(plane), zones, offered, region));
    const isOffered = (name: string) =>
      offered.some((service) => service.ServiceName === nameOf(name) && isOf(service, 'Gateway'));
    const lacking = gateways
      .filter((name) => !isOffered(name))
      .map((name) => fail(`${region} has no gateway endpoint for S3`, endpointRemedy(nameOf(name), region)));
    const problems = [...inEach.flatMap((finding) => finding ?? []), ...lacking];
    if (problems.length > 0) return problems;
    const all = [...planes, ...gateways];
    return [pass(`${all.join(', ')} ${all.length > 1 ? 'are' : 'is'} offered in ${zones.join(' and ')}`)];
  },
};

function inspectPlane(
  plane: string,
  name: string,
  zones: readonly string[],
  offered: readonly ServiceDetail[],
  region: string,
): InspectionResult | undefined {
  const service = offered.find((candidate) => candidate.ServiceName === name && isOf(candidate, 'Interface'));
  if (!service) return fail(`${plane}: PrivateLink does not offer ${name}`, endpointRemedy(name, region));
  const missing = zones.filter((zone) => !service.AvailabilityZones?.includes(zone));
  if (missing.length > 0) {
    return fail(
      `${plane} offers no endpoint in ${missing.join(', ')}, a zone of the subnets`,
      endpointRemedy(name, region),
    );
  }
  if (service.VpcEndpointPolicySupported) return undefined;
  return fail(`${plane}: its endpoint supports no policy, and would allow every request`, endpointRemedy(name, region));
}

const endpointRemedy = (name: string, region: string) => ({
  say: 'Name subnets in zones that offer it (network: { vpcId, subnets }), or remove the plane from the row.',
  inspect: `aws ec2 describe-vpc-endpoint-services --region ${region} --service-names ${name} --query 'ServiceDetails[].AvailabilityZones'`,
});

const isOf = ({ ServiceType = [] }: ServiceDetail, type: 'Interface' | 'Gateway'): boolean =>
  ServiceType.some(({ ServiceType: one }) => one === type);

/** Uses a filter, because one unknown name would be an error for all. */
async function services(
  { ec2 }: PreflightContext['clients'],
  names: readonly string[],
): Promise<readonly ServiceDetail[]> {
  const Filters = [{ Name: 'service-name', Values: [...names] }];
  const { ServiceDetails = [] } = await callAws('ec2:DescribeVpcEndpointServices', () =>
    ec2.send(new DescribeVpcEndpointServicesCommand({ Filters })),
  );
  return ServiceDetails;
}
