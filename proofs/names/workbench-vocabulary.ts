import { neededInterfaces, reusedEndpoint } from '../../domain/deployment/endpoints';
import { OF_WORKBENCH, workbenchOf } from '../decisions/parts/workbench';
import type { World } from '../decisions/world';
import { ACCOUNT } from '../model/physical-ids';

/** Resources of a workbench that policies may name. */
export function workbenchResources(world: World): readonly string[] {
  const workbench = workbenchOf(world);
  return workbench ? [workbench.notebook, workbench.stream.replace('/jupyter.log', '/*')] : [];
}

/** Values of conditions about a workbench, by condition key in lower case. */
export function workbenchValues(world: World): Readonly<Record<string, readonly string[]>> {
  if (!workbenchOf(world)) return {};
  const { config, region, system } = world;
  return {
    'aws:principalarn': system.roles.filter(({ name }) => OF_WORKBENCH.includes(name)).map(({ arn }) => arn),
    'aws:sourcearn': [`arn:aws:sagemaker:${region}:${ACCOUNT}:*`],
    'aws:sourcevpce': neededInterfaces(config).flatMap((service) => reusedEndpoint(config, service) ?? []),
    'aws:viaawsservice': ['false'],
    'kms:viaservice': [`sagemaker.${region}.amazonaws.com`],
  };
}
