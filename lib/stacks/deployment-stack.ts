import { Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { Names } from '../../domain/deployment/names/names';
import { DEPLOYMENT_TAG } from '../../domain/deployment/names/tags';

/** Properties of every stack of a deployment. */
export interface DeploymentProps {
  /** Name of the row in the table of deployments. */
  readonly deployment: string;
  /** The row. */
  readonly config: DeploymentConfig;
}

/** Stack of a deployment: named after it, in its Region, in the account of the credentials. */
export abstract class DeploymentStack extends Stack {
  protected readonly names: Names;

  /** @param options.holdsData turns on termination protection if the deployment keeps data */
  constructor(
    scope: Construct,
    id: string,
    { deployment, config }: DeploymentProps,
    { description, holdsData = false }: { readonly description: string; readonly holdsData?: boolean },
  ) {
    const names = new Names(deployment, config.region);
    super(scope, id, {
      stackName: names.stack(id),
      description,
      env: { region: config.region },
      // Tags of the stack itself, by which `plan` finds the stacks of a deployment.
      tags: { [DEPLOYMENT_TAG]: deployment },
      terminationProtection: holdsData && (config.keepData ?? false),
    });
    this.names = names;
    Tags.of(this).add(DEPLOYMENT_TAG, deployment);
  }

  /** Returns the only partition whose Regions the configuration supports; the CDK would load the facts of all Regions. */
  override get partition(): string {
    return 'aws';
  }
}
