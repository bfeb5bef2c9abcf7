import { Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { DEPLOYMENT_TAG, Names } from '../../domain/deployment/names';

/** What every stack of a deployment is given: which one it is. */
export interface DeploymentProps {
  /** Name of the row in the table of deployments. */
  readonly deployment: string;
  readonly config: DeploymentConfig;
}

/** A unit of a deployment: named after it, in its Region, in whichever account the credentials name. */
export abstract class DeploymentStack extends Stack {
  protected readonly names: Names;

  /** @param options.holdsData the stack must not be deleted by mistake, where the deployment keeps data */
  constructor(
    scope: Construct,
    id: string,
    { deployment, config }: DeploymentProps,
    { description, holdsData = false }: { readonly description: string; readonly holdsData?: boolean },
  ) {
    const names = new Names(deployment);
    super(scope, id, {
      stackName: names.stack(id),
      description,
      env: { region: config.region },
      terminationProtection: holdsData && (config.keepData ?? false),
    });
    this.names = names;
    Tags.of(this).add(DEPLOYMENT_TAG, deployment);
  }

  /** The configuration knows Regions of this partition alone; the CDK would load the facts of all Regions to say the same. */
  override get partition(): string {
    return 'aws';
  }
}
