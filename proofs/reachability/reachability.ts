import { endpointsToCreate, neededEndpoints, reusedEndpoint, usesS3 } from '../../domain/deployment/endpoints';
import { s3PrefixListId } from '../../domain/network/s3-prefix-lists';
import { serviceOfName } from '../../domain/network/service-names';
import { systemOf } from '../model/system';
import type { Proof, Subject } from '../proof';
import { bundledApis } from './bundled-apis';
import { doors } from './doors';
import type { Endpoint, Network } from './network';
import { networkOf } from './read-network';
import { type Use, unused, unusedActions, usesOf } from './uses';
import { waysOut } from './ways-out';
import { zones } from './zones';

/** Decides the reach of everything: nothing leaves the VPC, functions reach the endpoints, and every endpoint is used. */
export const reachability: Proof = {
  name: 'reachability',
  broken: async (subject) => {
    const { network, s3, apis } = read(subject);
    return [
      ...waysOut(network),
      ...doors(network, s3),
      ...zones(network, subject.config),
      ...endpointsToCreate(subject.config)
        .filter((plane) => !doorTo(network, plane))
        .map((plane) => `every plane of the row has its endpoint. But: ${plane} has none`),
      ...reusedBy(subject)
        .filter(({ service }) => doorTo(network, service))
        .map(({ service }) => `no endpoint is made beside one that exists. But: ${service} has another`),
      ...apis.flatMap(({ at, api }) =>
        doorTo(network, api) || reusedBy(subject).some(({ service }) => service === api)
          ? []
          : [`every API that a function calls has an endpoint in its VPC. But: ${at} calls ${api}`],
      ),
      ...unused(
        subject,
        network.endpoints,
        apis.map(({ api }) => api),
      ),
      ...(await unusedActions(subject)),
    ];
  },
};

/** Reach of each caller, for the report. */
export interface Reach {
  readonly from: string;
  readonly to: readonly string[];
}

export function reachOf(subject: Subject): { readonly reach: readonly Reach[]; readonly uses: readonly Use[] } {
  const { network, apis } = read(subject);
  const doorsOf = (kind: 'gateway' | 'interface') =>
    network.endpoints.filter(({ isGateway }) => isGateway === (kind === 'gateway')).map(({ service }) => service);
  const all = [
    ...[...doorsOf('interface'), ...doorsOf('gateway')].map((service) => `\`${service}\` on 443`),
    ...reusedBy(subject).map(({ service, id }) => `\`${service}\` by \`${id}\`, which exists, on 443`),
  ];
  return {
    reach: [
      ...network.functions.map(({ at }) => ({ from: `function \`${at}\``, to: all })),
      ...(subject.config.fineTuning
        ? [{ from: 'interfaces of customization jobs, with the functions’ group', to: all }]
        : []),
      ...network.endpoints
        .filter(({ isGateway }) => !isGateway)
        .map(({ at }) => ({ from: `endpoint \`${at}\``, to: [] })),
    ],
    uses: usesOf(
      subject,
      network.endpoints,
      apis.map(({ api }) => api),
    ),
  };
}

function read({ templates, config }: Subject) {
  const network = networkOf(systemOf(templates).resolver, config);
  return {
    network,
    s3: usesS3(config) ? s3PrefixListId(config.region, config.network.s3PrefixListId) : undefined,
    apis: network.functions.flatMap(({ at }) =>
      bundledApis(`build/lambda/${folderOf(at)}/index.js`).map((api) => ({ at, api })),
    ),
  };
}

/** Folders of the functions for consultations, by the id of their construct. */
const SCRIBING: Readonly<Record<string, string>> = {
  CheckAudio: 'healthscribe-check',
  MakeDraft: 'healthscribe-draft',
  Purge: 'healthscribe-purge',
};

/** Returns the folder of a function's code: the unit `FineTuning` deploys build/lambda/fine-tuning. */
const folderOf = (at: string): string => {
  const [, unit = '', id = ''] = at.split('/');
  const construct = id.replace(/Function[0-9A-F]{8}$/, '');
  if (unit === 'Scribing') return SCRIBING[construct] ?? construct;
  // This unit has more than one function, each with the name of its folder.
  const name = unit === 'Asking' ? construct : unit;
  // The code of the knowledge function, with other operations switched on.
  if (name === 'Delegated') return 'knowledge';
  return name.replace(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase();
};

/** Endpoints that exist already, by service. */
export const reusedBy = ({ config }: Subject): readonly { readonly service: string; readonly id: string }[] =>
  neededEndpoints(config).flatMap((service) => {
    const id = reusedEndpoint(config, service);
    return id === undefined ? [] : [{ service, id }];
  });

const doorTo = ({ endpoints }: Network, api: string): Endpoint | undefined =>
  endpoints.find(({ service }) => serviceOfName(service) === api);
