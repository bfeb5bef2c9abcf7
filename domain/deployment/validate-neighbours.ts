import { formatCidr, overlaps, parseCidr } from '../network/cidr';
import type { Problem } from './config-error';
import { isList, isObject, isText, type Place, problem, within } from './validation';

/** Two rows of the table, an earlier and a later one. */
interface Pair {
  readonly earlier: Row;
  readonly later: Row;
}

interface Row {
  readonly name: string;
  readonly config: unknown;
  readonly place: Place;
}

/** Constraints between two deployments. Each is reported at the later one. */
const CONSTRAINTS: readonly ((pair: Pair) => readonly Problem[])[] = [
  ({ earlier, later }) =>
    plain(earlier.name) === plain(later.name)
      ? [
          problem('PB-CONFIG-011', later.place, {
            value: later.name,
            message: `differs from '${earlier.name}' only in case and hyphens`,
            remedy: 'Rename one of the two: people will confuse them.',
          }),
        ]
      : [],
  ({ earlier, later }) => {
    const [short, long] = [earlier.name, later.name].sort((one, other) => one.length - other.length);
    if (short === long || !long?.startsWith(`${short}-`)) return [];
    const message = `must not share the prefix '${short}-' with another deployment: '${long}' begins with it`;
    const remedy = `Rename one of the two: the stacks of both begin with private-bedrock-${short}-.`;
    return [problem('PB-CONFIG-012', later.place, { value: later.name, message, remedy })];
  },
  ({ earlier, later }) => {
    const [one, other] = [cidrOf(earlier), cidrOf(later)];
    if (!one || !other || !overlaps(one, other)) return [];
    const place = within(within(later.place, 'network'), 'cidr');
    const message = `overlaps ${formatCidr(one)}, the block of '${earlier.name}'`;
    const remedy = 'Choose another block: overlapping VPCs can never be connected.';
    return [problem('PB-CONFIG-013', place, { value: formatCidr(other), message, remedy })];
  },
  ({ earlier, later }) => {
    const vpc = network(later).vpcId;
    const both = created(later).filter((service) => created(earlier).includes(service));
    if (vpc === undefined || vpc !== network(earlier).vpcId || both.length === 0) return [];
    const message = `is also the VPC of '${earlier.name}', and both rows create an endpoint for ${both.join(', ')}`;
    const remedy =
      'Use another VPC, or name the endpoints of the other row under network.interfaceEndpoints and s3GatewayEndpointId: ' +
      'in one VPC only one endpoint per plane can have its private DNS name.';
    return [problem('PB-CONFIG-014', within(within(later.place, 'network'), 'vpcId'), { value: vpc, message, remedy })];
  },
];

/** Validates every row against every earlier one. */
export function validateNeighbours(rows: readonly Row[]): readonly Problem[] {
  return rows.flatMap((later, index) =>
    rows.slice(0, index).flatMap((earlier) => CONSTRAINTS.flatMap((constraint) => constraint({ earlier, later }))),
  );
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll('-', '');
}

function network({ config }: Row): Readonly<Record<string, unknown>> {
  return isObject(config) && isObject(config.network) ? config.network : {};
}

/** Rows of any kind come here: what is not as it should be is reported elsewhere. */
function created(row: Row): readonly unknown[] {
  const { planes, fineTuning } = isObject(row.config) ? row.config : {};
  const { interfaceEndpoints, s3GatewayEndpointId } = network(row);
  const reused = (isList(interfaceEndpoints) ? interfaceEndpoints : []).map((one) => isObject(one) && one.plane);
  return [
    ...(isList(planes) ? planes : ['bedrock-runtime']).filter((plane) => !reused.includes(plane as string)),
    ...(fineTuning !== undefined && s3GatewayEndpointId === undefined ? ['s3'] : []),
  ];
}

function cidrOf(row: Row) {
  const { cidr } = network(row);
  return isText(cidr) ? parseCidr(cidr) : undefined;
}
