import { formatCidr, overlaps, parseCidr } from '../network/cidr';
import { isObject, isText, type Place, problem, within } from './checker/checker';
import type { Problem } from './config-error';

/** Two rows of the table, the later one beside an earlier one. */
interface Pair {
  readonly earlier: Row;
  readonly later: Row;
}

interface Row {
  readonly name: string;
  readonly config: unknown;
  readonly place: Place;
}

/** What two deployments must not have in common, each said at the later one of the two. */
const CHECKS: readonly ((pair: Pair) => readonly Problem[])[] = [
  ({ earlier, later }) =>
    plain(earlier.name) === plain(later.name)
      ? [
          problem(
            later.place,
            later.name,
            `a name that differs from '${earlier.name}' in more than case and hyphens`,
            'rename one of the two: people will take one for the other',
          ),
        ]
      : [],
  ({ earlier, later }) => {
    const [short, long] = [earlier.name, later.name].sort((one, other) => one.length - other.length);
    if (short === long || !long?.startsWith(`${short}-`)) return [];
    const expected = `a name that does not begin with that of another deployment: '${long}' with '${short}-'`;
    const remedy = `rename one of the two: stacks of both begin with private-bedrock-${short}-`;
    return [problem(later.place, later.name, expected, remedy)];
  },
  ({ earlier, later }) => {
    const [one, other] = [cidrOf(earlier), cidrOf(later)];
    if (!one || !other || !overlaps(one, other)) return [];
    const place = within(within(later.place, 'network'), 'cidr');
    const expected = `a block beside that of '${earlier.name}', ${formatCidr(one)}`;
    return [
      problem(place, formatCidr(other), expected, 'choose another block: overlapping VPCs can never be connected'),
    ];
  },
  ({ earlier, later }) => {
    const vpc = network(later).vpcId;
    if (vpc === undefined || vpc !== network(earlier).vpcId) return [];
    const expected = `a VPC other than that of '${earlier.name}'`;
    const remedy = 'use another VPC: in one VPC only one endpoint for each plane can answer to its private DNS name';
    return [problem(within(within(later.place, 'network'), 'vpcId'), vpc, expected, remedy)];
  },
];

/** Every row beside every earlier one. */
export function checkNeighbours(rows: readonly Row[]): readonly Problem[] {
  return rows.flatMap((later, index) =>
    rows.slice(0, index).flatMap((earlier) => CHECKS.flatMap((check) => check({ earlier, later }))),
  );
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll('-', '');
}

function network({ config }: Row): Readonly<Record<string, unknown>> {
  return isObject(config) && isObject(config.network) ? config.network : {};
}

function cidrOf(row: Row) {
  const { cidr } = network(row);
  return isText(cidr) ? parseCidr(cidr) : undefined;
}
