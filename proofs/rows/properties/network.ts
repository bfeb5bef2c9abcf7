import fc from 'fast-check';
import type { ExistingNetwork } from '../../../domain/deployment/config/existing-network';
import type { NewNetwork } from '../../../domain/deployment/config/new-network';
import type { DeploymentConfig } from '../../../domain/deployment/deployment';
import { calledPlanes, neededInterfaces } from '../../../domain/deployment/endpoints';
import { BEDROCK_PLANES } from '../../../domain/models/planes';
import { planesIn } from '../../../domain/models/regions';
import { formatCidr, isPrivate, parseCidr } from '../../../domain/network/cidr';
import { S3_PREFIX_LISTS } from '../../../domain/network/s3-prefix-lists';
import { zoneId } from '../../../domain/network/zones';
import { WORKBENCH_SERVICES } from '../../../domain/workbench/services';
import { accountId, optional, type PropertyRows, resourceId } from '../property';

/** A new VPC or an existing one. */
export const network: PropertyRows<'network'> = (region) =>
  fc.oneof(
    fc
      .tuple(withPrefixList<Pick<NewNetwork, 'cidr' | 's3PrefixListId'>>(region, { cidr }), optional(zones(region)))
      .map(([own, availabilityZones]): NewNetwork => ({ ...own, ...(availabilityZones && { availabilityZones }) })),
    fc
      .tuple(
        withPrefixList<ExistingNetwork>(region, { vpcId: resourceId('vpc'), subnets: subnets(region) }),
        optional(fc.uniqueArray(resourceId('sg'), { maxLength: 3 })),
        optional(reused),
      )
      .map(([existing, clientSecurityGroups, endpoints]) => ({
        ...existing,
        ...(clientSecurityGroups && { clientSecurityGroups }),
        ...endpoints,
      })),
  );

type Arbitraries<T> = { [K in keyof T]: fc.Arbitrary<T[K]> };

/** The prefix list of S3 is given where the table has none, and may be given elsewhere. */
function withPrefixList<T extends Pick<NewNetwork, 'cidr' | 's3PrefixListId'> | ExistingNetwork>(
  region: string,
  properties: Arbitraries<Omit<T, 's3PrefixListId'>>,
): fc.Arbitrary<T> {
  const list = Object.hasOwn(S3_PREFIX_LISTS, region) ? optional(resourceId('pl')) : resourceId('pl');
  return fc
    .tuple(fc.record(properties as Arbitraries<object>), list)
    .map(([own, s3PrefixListId]) => ({ ...own, ...(s3PrefixListId !== undefined && { s3PrefixListId }) }) as T);
}

const endpointId = resourceId('vpce');

const cidr = fc
  .tuple(fc.constantFrom('10', '172.16', '172.31', '192.168'), fc.ipV4(), fc.integer({ min: 16, max: 26 }))
  .map(([range, address, prefix]) => {
    const octets = [...range.split('.'), ...address.split('.')].slice(0, 4);
    return parseCidr(`${octets.join('.')}/${prefix}`);
  })
  .filter((block) => block !== undefined)
  .filter(isPrivate)
  .map(formatCidr);

const peers = fc.uniqueArray(fc.oneof(resourceId('sg'), cidr), { minLength: 1, maxLength: 3 });

const INTERFACES = [...BEDROCK_PLANES, ...WORKBENCH_SERVICES];

/** Endpoints that exist, for each plane or some of them. In a shared VPC for each of them. */
const reused = fc
  .tuple(
    fc.tuple(...INTERFACES.map((plane) => fc.record({ plane: fc.constant(plane), endpointId, peers }))),
    fc.subarray([...INTERFACES]),
    endpointId,
    fc.constantFrom('some', 'all', 'shared'),
    accountId,
  )
  .map(([all, some, s3GatewayEndpointId, kind, ownerAccount]) => ({
    interfaceEndpoints: kind === 'some' ? all.filter(({ plane }) => some.includes(plane)) : all,
    ...(kind === 'some' ? {} : { s3GatewayEndpointId }),
    ...(kind === 'shared' && { ownerAccount }),
  }));

/** Planes that a row names include those that its functions call. */
export const planesOfRow = ({ planes, knowledge }: DeploymentConfig): Partial<DeploymentConfig> =>
  planes && knowledge ? { planes: [...new Set([...planes, ...calledPlanes(true)])] } : {};

/** Leaves out the endpoints of planes that the row lacks, and clients of endpoints that it does not create. */
export function networkOfRow(row: DeploymentConfig): Partial<DeploymentConfig> {
  const { network } = row;
  const needed = neededInterfaces({ ...row, ...planesOfRow(row) });
  if (!('vpcId' in network)) return {};
  const { interfaceEndpoints, clientSecurityGroups, ...others } = network;
  const kept = interfaceEndpoints?.filter(({ plane }) => needed.includes(plane));
  const isOwn = needed.length > (kept?.length ?? 0);
  return {
    network: {
      ...others,
      ...(kept && { interfaceEndpoints: kept }),
      ...(isOwn && clientSecurityGroups && { clientSecurityGroups }),
    },
  };
}

/** Zones by name or by id. */
const zones = (region: string) =>
  fc.oneof(
    fc.subarray(
      ['a', 'b', 'c', 'd'].map((letter) => `${region}${letter}`),
      { minLength: 2 },
    ),
    fc.subarray(
      [1, 2, 3, 4].map((number) => zoneId(region, number)),
      { minLength: 2 },
    ),
  );

const subnets = (region: string) =>
  fc
    .tuple(
      zones(region),
      fc.uniqueArray(resourceId('subnet'), { minLength: 4, maxLength: 4 }),
      fc.uniqueArray(resourceId('rtb'), { minLength: 1, maxLength: 4 }),
    )
    .map(([inZones, ids, tables]) =>
      inZones.map((availabilityZone, index) => ({
        subnetId: ids[index] as string,
        availabilityZone,
        routeTableId: tables[index % tables.length] as string,
      })),
    );

/** Every set of planes with the one that the inference function calls. */
export const planes: PropertyRows<'planes'> = (region) =>
  optional(
    fc
      .subarray(planesIn(region).filter((plane) => plane !== 'bedrock-runtime'))
      .map((others) => [...others, 'bedrock-runtime' as const]),
  );
