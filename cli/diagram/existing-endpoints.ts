import { isPlane, neededEndpoints, reusedEndpoint } from '../../domain/deployment/endpoints';
import { PLANE_ACTIONS } from '../../domain/network/plane-actions';
import type { Assembly } from '../../domain/template/assembly';
import type { GraphNode } from './graph';

/** Endpoint of others that the row names: it is in no template, and so outside every stack and the frame of the VPC. */
export interface ExistingEndpoint {
  readonly node: GraphNode;
  /** True if the endpoint leads to the service of one of these actions. */
  readonly serves: (actions: readonly string[]) => boolean;
}

/** Services by the names that they have in actions. */
const IAM_SERVICES = { logs: 'logs', notebook: 'sagemaker', s3: 's3', 'sagemaker.api': 'sagemaker' } as const;

export const existingEndpoints = ({ deployments }: Assembly): readonly ExistingEndpoint[] =>
  deployments.flatMap(({ config }) =>
    neededEndpoints(config).flatMap((service): readonly ExistingEndpoint[] => {
      const endpointId = reusedEndpoint(config, service);
      if (endpointId === undefined) return [];
      const kind = service === 's3' ? 'gateway' : 'interface';
      const label = `${service}\n${kind} endpoint of others\n${endpointId}`;
      const isServed = (action: string) =>
        isPlane(service)
          ? (PLANE_ACTIONS[service] as readonly string[]).includes(action)
          : action.startsWith(`${IAM_SERVICES[service]}:`);
      return [
        {
          node: { id: endpointId.replace(/\W/g, '_'), label, kind: 'endpoint' },
          serves: (actions) => actions.some(isServed),
        },
      ];
    }),
  );
