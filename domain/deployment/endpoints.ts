import type { BedrockPlane } from '../models/planes';
import { WORKBENCH_SERVICES, type WorkbenchService } from '../workbench/services';
import type { ExistingNetwork } from './config/existing-network';
import type { DeploymentConfig } from './deployment';

/** Service with an interface endpoint: a plane of Bedrock, or one that a workbench uses. */
export type InterfaceService = BedrockPlane | WorkbenchService;

/** Service with an endpoint: S3 by a gateway endpoint, every other one by an interface endpoint. */
export type EndpointService = InterfaceService | 's3';

export const isPlane = (service: EndpointService): service is BedrockPlane =>
  service !== 's3' && !isOfWorkbench(service);

export const isOfWorkbench = (service: EndpointService): service is WorkbenchService =>
  (WORKBENCH_SERVICES as readonly string[]).includes(service);

type Row = Pick<DeploymentConfig, 'fineTuning' | 'healthScribe' | 'knowledge' | 'network' | 'planes' | 'workbench'>;

/** Planes that the functions of a deployment call. */
export const calledPlanes = (hasKnowledge: boolean): readonly BedrockPlane[] =>
  hasKnowledge ? ['bedrock-agent-runtime', 'bedrock-runtime'] : ['bedrock-runtime'];

/** Returns the services that the row needs an interface endpoint for. */
export const neededInterfaces = (row: Omit<Row, 'network'>): readonly InterfaceService[] => [
  ...(row.planes ?? calledPlanes(row.knowledge !== undefined)),
  ...(row.workbench === undefined ? [] : WORKBENCH_SERVICES),
];

/** Returns the services that the row needs an endpoint for. */
export const neededEndpoints = (row: Row): readonly EndpointService[] => [
  ...neededInterfaces(row),
  ...(usesS3(row) ? (['s3'] as const) : []),
];

/** Tells whether something in the VPC reads or writes a bucket of the deployment. */
export const usesS3 = ({ fineTuning, healthScribe, knowledge }: Features): boolean =>
  [fineTuning, healthScribe, knowledge].some((feature) => feature !== undefined);

/** Features of a row that have a bucket, valid or not. */
type Features = Readonly<Partial<Record<'fineTuning' | 'healthScribe' | 'knowledge', unknown>>>;

/** Returns the id of the existing endpoint that the row names for a service. */
export function reusedEndpoint({ network }: Row, service: EndpointService): string | undefined {
  const { interfaceEndpoints = [], s3GatewayEndpointId } = existing(network);
  if (service === 's3') return s3GatewayEndpointId;
  return interfaceEndpoints.find(({ plane }) => plane === service)?.endpointId;
}

/** Returns the services that the deployment creates an endpoint for. */
export const endpointsToCreate = (row: Row): readonly EndpointService[] =>
  neededEndpoints(row).filter((service) => reusedEndpoint(row, service) === undefined);

/** Returns where the functions reach existing interface endpoints: security groups and CIDR blocks. */
export const endpointPeers = ({ network }: Row): readonly string[] => [
  ...new Set((existing(network).interfaceEndpoints ?? []).flatMap(({ peers }) => peers)),
];

const existing = (network: DeploymentConfig['network']): Partial<ExistingNetwork> =>
  'vpcId' in network ? network : {};
