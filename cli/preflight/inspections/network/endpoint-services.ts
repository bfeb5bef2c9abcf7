import { DescribeVpcEndpointServicesCommand, type ServiceDetail } from '@aws-sdk/client-ec2';
import { endpointsToCreate, type InterfaceService } from '../../../../domain/deployment/endpoints';
import { serviceName } from '../../../../domain/network/service-names';
import { callAws } from '../../../aws/call-aws';
import { type SubnetZones, subnetZones } from '../../account/subnet-zones';
import type { Inspection, PreflightContext } from '../../inspection';
import { fail, type InspectionResult, notApplicable, pass, type Remedy } from '../../inspection-result';
import { remedyOf } from './endpoint-remedy';

/** Inspects if every zone of the subnets offers an endpoint with endpoint policies for each plane, and a gateway for S3. */
export const ENDPOINT_SERVICES_INSPECTION: Inspection = {
  id: 'endpoint-services',
  title: 'endpoints',
  inspect: async (context) => {
    const { region } = context.config;
    const created = endpointsToCreate(context.config);
    if (created.length === 0) return [notApplicable('the row creates no endpoint')];
    const nameOf = (service: string) => serviceName(service, region);
    const [subnets, offered] = await Promise.all([
      subnetZones(context),
      services(context.clients, created.map(nameOf)),
    ]);
    const find = (service: string, type: EndpointType) =>
      offered.find((candidate) => candidate.ServiceName === nameOf(service) && isOf(candidate, type));
    const planes = created
      .filter((service) => service !== 's3')
      .map((plane): Plane => ({ plane, service: find(plane, 'Interface') }));
    const isGood = planes.every((plane) => problemOf(plane, subnets, nameOf(plane.plane)) === undefined);
    const remedy = isGood && subnets.unknown.length === 0 ? {} : await remedyOf(planes.map(zonesOf), subnets, context);
    const problems = [
      ...subnets.unknown.map((id) => fail(`${id} is not an Availability Zone of this account`, remedy)),
      ...planes.flatMap((plane) => inspectPlane(plane, subnets, nameOf(plane.plane), region, remedy)),
      ...(created.includes('s3') && !find('s3', 'Gateway')
        ? [fail(`${region} has no gateway endpoint for S3`, { say: 'Remove fineTuning from the row.' })]
        : []),
    ];
    if (problems.length > 0) return problems;
    const zones = subnets.zones.map(({ inRow }) => inRow).join(' and ');
    return [pass(`${created.join(', ')} ${created.length > 1 ? 'are' : 'is'} offered in ${zones}`)];
  },
};

interface Plane {
  readonly plane: InterfaceService;
  /** Undefined if PrivateLink does not offer it in the Region. */
  readonly service: ServiceDetail | undefined;
}

/** Zones in which an endpoint with a policy can be created for a plane. */
const zonesOf = ({ plane, service }: Plane) => ({
  plane,
  zones: service?.VpcEndpointPolicySupported ? (service.AvailabilityZones ?? []) : [],
});

function problemOf({ plane, service }: Plane, { zones }: SubnetZones, name: string): string | undefined {
  if (!service) return `${plane}: PrivateLink does not offer ${name}`;
  const missing = zones.filter((zone) => !service.AvailabilityZones?.includes(zone.name)).map(({ inRow }) => inRow);
  if (missing.length > 0) return `${plane} offers no endpoint in ${missing.join(', ')}, a zone of the subnets`;
  return service.VpcEndpointPolicySupported
    ? undefined
    : `${plane}: its endpoint supports no policy, and would allow every request`;
}

function inspectPlane(
  plane: Plane,
  subnets: SubnetZones,
  name: string,
  region: string,
  remedy: Remedy,
): readonly InspectionResult[] {
  const problem = problemOf(plane, subnets, name);
  const run = `aws ec2 describe-vpc-endpoint-services --region ${region} --service-names ${name} --query 'ServiceDetails[].AvailabilityZones'`;
  return problem === undefined ? [] : [fail(problem, { ...remedy, run })];
}

type EndpointType = 'Interface' | 'Gateway';

const isOf = ({ ServiceType = [] }: ServiceDetail, type: EndpointType): boolean =>
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
