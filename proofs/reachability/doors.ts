import type { Acl, AclEntry, Endpoint, Group, Interfaces, Network, Rule } from './network';

/** Reach of the interfaces in the VPC, in both directions: by security groups, network ACLs and endpoints. */
export function doors(network: Network, s3PrefixList: string | undefined): readonly string[] {
  const { functions, notebooks, endpoints } = network;
  const gateways = endpoints.filter(({ isGateway }) => isGateway);
  const interfaces = endpoints.filter(({ isGateway }) => !isGateway);
  return [
    ...functions.flatMap((one) => inNetwork(one, 'function', network)),
    ...notebooks.flatMap((one) => inNetwork(one, 'notebook', network)),
    ...interfaces.flatMap((one) => inNetwork(one, 'endpoint', network)),
    ...interfaces.flatMap((one) => reached(one, network)),
    ...gateways.flatMap((one) => routed(one, network)),
    ...groups(network, s3PrefixList),
    ...network.acls.flatMap(({ at, subnets, entries }) => (subnets.length > 0 ? acl({ at, subnets, entries }) : [])),
  ];
}

function inNetwork(
  { at, subnets, groups: own, isDualStack }: Interfaces,
  what: string,
  network: Network,
): readonly string[] {
  const known = network.subnets.map(({ id }) => id);
  const strangers = own.filter((id) => !network.groups.some((group) => group.id === id));
  return [
    ...(subnets.length > 0
      ? []
      : [`every ${what} stands in the VPC. But: ${at} stands outside, with the internet before it`]),
    ...subnets
      .filter((id) => !known.includes(id))
      .map((id) => `every ${what} stands in our subnets. But: ${at} stands in ${id}`),
    ...(own.length === 0 ? [`no interface is a member of the default security group. But: ${at} is`] : []),
    ...strangers.map((id) => `every ${what} has a security group of these templates. But: ${at} has ${id}`),
    ...(isDualStack ? [`no interface speaks IPv6. But: ${at} does`] : []),
  ];
}

const isHttps = ({ protocol, from, to }: Rule) => protocol === 'tcp' && from === 443 && to === 443;

/** An interface endpoint: by each function, on 443, in both directions of the groups, by its own name, in each zone. */
function reached(endpoint: Endpoint, { functions, notebooks, groups: all, vpc }: Network): readonly string[] {
  const { at, service, groups: own, hasPrivateDns, subnets } = endpoint;
  const callers = [...functions, ...notebooks];
  const closed = callers.filter((one) => !opens(one.groups, own, all));
  const far = callers.flatMap((one) => one.subnets).filter((id) => !subnets.includes(id));
  return [
    ...(endpoint.vpc === vpc ? [] : [`every endpoint is in our VPC. But: ${at} is in ${endpoint.vpc}`]),
    ...(service.startsWith('com.amazonaws.vpce.')
      ? [`every endpoint leads to AWS. But: ${at} leads to ${service}`]
      : []),
    ...(hasPrivateDns ? [] : [`the name of a service leads to its endpoint. But: private DNS is off in ${at}`]),
    ...closed.map((one) => `functions and notebooks reach the endpoints on 443. But: ${one.at} does not reach ${at}`),
    ...(far.length > 0
      ? [
          `an endpoint has an interface in every subnet of a function or notebook. But: ${at} has none in ${far.join(', ')}`,
        ]
      : []),
  ];
}

/** Some group of the one lets out to some group of the other, which lets it in. */
function opens(from: readonly string[], to: readonly string[], all: readonly Group[]): boolean {
  const of = (ids: readonly string[]) => all.filter(({ id }) => ids.includes(id));
  const leads = (rules: readonly Rule[], ids: readonly string[]) =>
    rules.some((rule) => isHttps(rule) && ids.includes(rule.peer));
  return of(from).some(({ egress }) => leads(egress, to)) && of(to).some(({ ingress }) => leads(ingress, from));
}

/** A gateway endpoint: in the route tables of all subnets with interfaces, and in no other. */
function routed({ at, routeTables, vpc }: Endpoint, network: Network): readonly string[] {
  const wanted = [...new Set(network.subnets.flatMap(({ routeTable }) => routeTable ?? []))].sort();
  const isThere = JSON.stringify([...routeTables].sort()) === JSON.stringify(wanted);
  return [
    ...(vpc === network.vpc ? [] : [`every endpoint is in our VPC. But: ${at} is in ${vpc}`]),
    ...(isThere
      ? []
      : [
          `the S3 endpoint is in the route table of every subnet, and in no other. But: ${at} is in ${routeTables.join(', ') || 'none'}`,
        ]),
  ];
}

/** A rule that matches no packet, whose presence keeps EC2's own away: lib/network/private-security-groups.ts. */
const reachesNothing = ({ protocol, from, peer }: Rule) =>
  protocol === 'icmp' && from === 252 && peer === '255.255.255.255/32';

function groups(network: Network, s3PrefixList: string | undefined): readonly string[] {
  const { functions, notebooks, endpoints } = network;
  const s3 = s3PrefixList === undefined ? [] : [s3PrefixList];
  const groupsOf = (interfaces: readonly Interfaces[]) => new Set(interfaces.flatMap((one) => one.groups));
  const reachS3 = groupsOf([...functions, ...(network.notebooksReadS3 ? notebooks : [])]);
  const ofCallers = groupsOf([...functions, ...notebooks]);
  const ofEndpoints = groupsOf(endpoints);
  return network.groups.flatMap((group) => {
    const { at, id } = group;
    const needed = {
      s3: reachS3.has(id) ? s3 : [],
      peers: ofCallers.has(id) ? network.endpointPeers : [],
      clients: ofEndpoints.has(id) ? network.clients : [],
    };
    const out = ofCallers.has(id) ? [...ofEndpoints, ...needed.peers, ...needed.s3] : [];
    const inside = ofEndpoints.has(id) ? [...ofCallers, ...needed.clients] : [];
    return [
      ...(group.vpc === network.vpc ? [] : [`every security group is in our VPC. But: ${at} is in ${group.vpc}`]),
      ...(ofCallers.has(id) && ofEndpoints.has(id)
        ? [`functions and endpoints share no security group. But: they share ${at}`]
        : []),
      ...missingRules(group, needed),
      ...openRules(group, out, inside),
    ];
  });
}

/** Rules that lead to others than these peers, or in from others. */
function openRules(
  { at, egress, ingress }: Group,
  out: readonly string[],
  inside: readonly string[],
): readonly string[] {
  const isOpen = (rule: Rule, peers: readonly string[]) => !(isHttps(rule) && peers.includes(rule.peer));
  return [
    ...egress
      .filter((rule) => !reachesNothing(rule) && isOpen(rule, out))
      .map(
        (rule) =>
          `functions reach endpoints and S3 on 443, endpoints reach nothing. But: ${at} lets out to ${words(rule)}`,
      ),
    ...ingress
      .filter((rule) => isOpen(rule, inside))
      .map(
        (rule) =>
          `endpoints are reached by functions and clients of the row on 443, and functions by nobody. But: ${at} lets in ${words(rule)}`,
      ),
  ];
}

/** Rules that a group must have, by the peers that they are for. */
interface NeededRules {
  readonly s3: readonly string[];
  readonly peers: readonly string[];
  readonly clients: readonly string[];
}

function missingRules({ at, egress, ingress }: Group, { s3, peers, clients }: NeededRules): readonly string[] {
  const lacking = (rules: readonly Rule[], wanted: readonly string[]) =>
    wanted.filter((peer) => !rules.some((rule) => isHttps(rule) && rule.peer === peer));
  return [
    ...lacking(egress, s3).map(
      () =>
        `functions, customization jobs and notebooks with datasets reach the S3 endpoint on 443. But: ${at} has no rule for it`,
    ),
    ...lacking(egress, peers).map(
      (peer) =>
        `functions and notebooks reach the existing endpoints of the row on 443. But: ${at} has no rule for ${peer}`,
    ),
    ...lacking(ingress, clients).map(
      (client) => `every client of the row reaches the endpoints on 443. But: ${at} does not let in ${client}`,
    ),
  ];
}

const words = ({ protocol, from, to, peer, words: rule }: Rule) => `${peer}, ${protocol} ${from}–${to}, by ${rule}`;

/** A network ACL of ours must let through what the groups let through, and its answers; where it leads, routes decide. */
function acl({ at, entries }: Acl): readonly string[] {
  const needed = [
    { isEgress: true, from: 443, to: 443 },
    { isEgress: false, from: 1024, to: 65_535 },
    { isEgress: false, from: 443, to: 443 },
    { isEgress: true, from: 1024, to: 65_535 },
  ];
  return needed
    .filter((ports) => !lets(entries, ports))
    .map(
      ({ isEgress, from, to }) =>
        `network ACLs let requests to the endpoints and their answers pass. But: ${at} stops ports ${from}–${to} ${isEgress ? 'out' : 'in'}`,
    );
}

/** The first entry, by number, that touches these ports decides; one that holds a part of them only is taken for a stop. */
function lets(
  entries: readonly AclEntry[],
  ports: { readonly isEgress: boolean; readonly from: number; readonly to: number },
): boolean {
  const first = entries.find(
    ({ isEgress, protocol, from, to }) =>
      isEgress === ports.isEgress && ['-1', '6'].includes(protocol) && from <= ports.to && to >= ports.from,
  );
  return first?.allows === true && first.cidr === '0.0.0.0/0' && first.from <= ports.from && first.to >= ports.to;
}
