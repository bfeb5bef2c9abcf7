import { BEDROCK_PLANES } from '../../../models/planes';
import { formatCidr, isPrivate, parseCidr } from '../../../network/cidr';
import { WORKBENCH_SERVICES } from '../../../workbench/services';
import type { ExistingEndpoint } from '../../config/existing-network';
import type { Problem } from '../../config-error';
import { calledPlanes, usesS3 } from '../../endpoints';
import { DUAL_STACK, isIpv6 } from '../../refused-features';
import {
  all,
  at,
  firstViolated,
  isList,
  isObject,
  isText,
  listOf,
  noDuplicates,
  objectOf,
  problem,
  text,
  type Validator,
  within,
} from '../../validation';
import { isResourceId, resourceId } from './resource-id';

const peer = text(
  'a security group or an IPv4 block',
  firstViolated<string>([
    { ...DUAL_STACK, holds: (value) => !isIpv6(value) },
    {
      code: 'PB-CONFIG-101',
      holds: (value) => isResourceId('sg', value) || isPrivateBlock(value),
      message: 'is neither the id of a security group nor a private IPv4 block',
      remedy: "Use the endpoint's security group (sg-…), or the block of its subnets, such as 10.100.0.0/24.",
    },
  ]),
);

const endpoint = objectOf(
  {
    plane: text('a plane of Bedrock', () => []),
    endpointId: resourceId('vpce'),
    peers: all(listOf(peer, { min: 1, max: 10, what: 'peers' }), noDuplicates('Name each peer once.')),
  } satisfies Record<keyof ExistingEndpoint, Validator>,
  ['plane', 'endpointId', 'peers'],
);

/** Validates `network.interfaceEndpoints` of a row by itself. */
export const validateInterfaceEndpoints: Validator = all(
  listOf(endpoint, { max: BEDROCK_PLANES.length + WORKBENCH_SERVICES.length, what: 'endpoints' }),
  noDuplicates('Name one endpoint for each plane.', (item) => (isObject(item) ? item.plane : undefined)),
);

/** Validates `network.ownerAccount` of a row. */
export const ownerAccount = text(
  'the id of an account',
  firstViolated<string>([
    {
      code: 'PB-CONFIG-102',
      holds: (value) => /^\d{12}$/.test(value),
      message: 'is not a 12-digit account id',
      remedy: (value) =>
        /^\d{4}-\d{4}-\d{4}$/.test(value)
          ? `Use '${value.replaceAll('-', '')}'.`
          : 'Copy OwnerId of the VPC, with leading zeros, in quotes.',
    },
  ]),
);

/** Validates the endpoints that exist against the planes and the features of the row. */
export const validateEndpointsOfRow: Validator = (row, place) => {
  if (!isObject(row) || !isObject(row.network)) return [];
  const planes = [
    ...(isList(row.planes) ? row.planes : calledPlanes(row.knowledge !== undefined)),
    ...(row.workbench === undefined ? [] : WORKBENCH_SERVICES),
  ];
  const { interfaceEndpoints = [], ownerAccount: owner, s3GatewayEndpointId, clientSecurityGroups } = row.network;
  if (!isList(interfaceEndpoints)) return [];
  const network = within(place, 'network');
  const list = within(network, 'interfaceEndpoints');
  const reused = interfaceEndpoints.map((item) => (isObject(item) ? item.plane : undefined));
  const strangers = reused.flatMap((plane, index): readonly Problem[] =>
    !isText(plane) || planes.includes(plane)
      ? []
      : [
          problem('PB-CONFIG-103', within(at(list, index), 'plane'), {
            value: plane,
            message: `is not a plane of the row, which has ${planes.join(', ')}`,
            remedy: 'Add it to planes, or remove this endpoint.',
          }),
        ],
  );
  const created = planes.filter((plane) => !reused.includes(plane));
  const cannotCreate = owner === undefined ? [] : created.map((plane) => withoutEndpoint(list, String(plane)));
  const lacksS3 = owner !== undefined && usesS3(row) && s3GatewayEndpointId === undefined;
  return [
    ...strangers,
    ...cannotCreate,
    ...(lacksS3 ? [withoutEndpoint(within(network, 's3GatewayEndpointId'), 's3')] : []),
    ...(isList(clientSecurityGroups) && clientSecurityGroups.length > 0 && created.length === 0
      ? [
          problem('PB-CONFIG-100', within(network, 'clientSecurityGroups'), {
            message: 'has no effect: every interface endpoint of the row exists already',
            remedy: 'Remove it, and admit the groups at the existing endpoints.',
          }),
        ]
      : []),
  ];
};

const withoutEndpoint = (place: Parameters<Validator>[1], service: string): Problem =>
  problem('PB-CONFIG-104', place, {
    message: `has no endpoint for ${service}, and only the owner of a shared VPC can create one`,
    remedy:
      'Ask the owner for an endpoint and name it here, or remove the plane, fine-tuning, knowledge, healthScribe or workbench from the row.',
  });

function isPrivateBlock(value: string): boolean {
  const block = parseCidr(value);
  return block !== undefined && formatCidr(block) === value && isPrivate(block);
}
