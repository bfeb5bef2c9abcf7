import { CfnOutput, Duration } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { type WorkbenchConfig, workbenchSettings } from '../../domain/deployment/config/workbench-config';
import { endpointPeers, neededInterfaces, reusedEndpoint } from '../../domain/deployment/endpoints';
import { sessionHoursOf, trustOf } from '../../domain/deployment/personas';
import { PREFIXES } from '../../domain/fine-tuning/prefixes';
import type { InvocableModel } from '../../domain/models/invocable-model';
import { s3PrefixListId } from '../../domain/network/s3-prefix-lists';
import type { Guardrail } from '../bedrock/guardrail';
import { acknowledge } from '../checks/acknowledge';
import type { KnowledgeBase } from '../knowledge/knowledge-base';
import type { PrivateNetwork } from '../network/private-network';
import type { FineTuningBucket } from '../storage/fine-tuning-bucket';
import { WorkbenchBoundary } from '../workbench/boundary/workbench-boundary';
import { WorkbenchDenyPolicies } from '../workbench/boundary/workbench-deny-policies';
import { Notebook } from '../workbench/notebook';
import { NotebookRole } from '../workbench/notebook-role';
import { Scientist } from '../workbench/scientist';
import type { WorkbenchDoors } from '../workbench/workbench-doors';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

export interface WorkbenchStackProps extends DeploymentProps {
  readonly key: kms.IKey;
  readonly network: PrivateNetwork;
  readonly models: readonly InvocableModel[];
  /** @default - no guardrail */
  readonly guardrail?: Guardrail | undefined;
  /** @default - no datasets */
  readonly bucket?: FineTuningBucket | undefined;
  /** @default - no passages */
  readonly base?: KnowledgeBase | undefined;
  readonly workbench: WorkbenchConfig;
}

/** Notebook that reaches the models of the row, its role, and the person who uses it. */
export class WorkbenchStack extends DeploymentStack {
  /** Limits of the roles of this stack: their boundary, or policies if the organization has a boundary. */
  readonly limits: WorkbenchBoundary | WorkbenchDenyPolicies;
  readonly notebookRole: NotebookRole;

  constructor(scope: Construct, id: string, props: WorkbenchStackProps) {
    super(scope, id, props, {
      description: 'Private Bedrock: a notebook that calls the models, and the person who uses it',
      holdsData: true,
    });
    const { config, key, models, guardrail, network } = props;
    const settings = workbenchSettings(props.workbench);
    const bucket = settings.readsDatasets ? props.bucket : undefined;
    const instanceName = this.names.workbench;
    const doors = this.doors(props);
    this.notebookRole = new NotebookRole(this, 'NotebookRole', {
      ...{ roleName: this.names.notebookRole, instanceName, models, guardrail, encryptionKey: key, doors },
    });
    const base = settings.findsPassages ? props.base : undefined;
    bucket?.grantReadDataset(this.notebookRole.policy);
    base?.grantRetrieve(this.notebookRole.policy);
    const notebook = new Notebook(this, 'Notebook', {
      ...{ ...settings, instanceName, region: config.region, role: this.notebookRole, encryptionKey: key },
      ...{ vpc: network.vpc, subnets: network.subnets, endpointSecurityGroup: network.endpointSecurityGroup },
      endpointPeers: endpointPeers(config),
      s3PrefixListId: bucket && s3PrefixListId(config.region, config.network.s3PrefixListId),
    });
    // The notebook starts when it is made: with its permissions, which SageMaker checks then.
    notebook.node.addDependency(this.notebookRole);
    const Limits = config.permissionsBoundary ? WorkbenchDenyPolicies : WorkbenchBoundary;
    this.limits = new Limits(this, 'WorkbenchBoundary', {
      ...{ instanceName, models, guardrail: guardrail?.applied, encryptionKey: key },
      notebookRoleName: this.names.notebookRole,
      knowledgeBaseArn: base?.knowledgeBase.attrKnowledgeBaseArn,
      datasets: bucket && { bucketArn: bucket.literalArn, objects: `${bucket.literalArn}/${PREFIXES.datasets}*` },
    });
    const scientist = this.makeScientist(props, doors);
    new CfnOutput(this, 'scientistRoleArn', { value: scientist.roleArn });
    new CfnOutput(this, 'NotebookName', { value: instanceName });
  }

  private makeScientist({ config, key }: WorkbenchStackProps, doors: WorkbenchDoors): Scientist {
    const hours = sessionHoursOf(config, 'scientist');
    const scientist = new Scientist(this, 'Scientist', {
      ...{ roleName: this.names.scientistRole, instanceName: this.names.workbench, encryptionKey: key, doors },
      trustedPrincipals: trustOf(config, 'scientist'),
      maxSessionDuration: Duration.hours(hours),
    });
    if (hours > 1) {
      acknowledge(scientist, {
        rule: 'PrivateBedrock-IAM2',
        reason: `The row allows sessions of up to ${hours} hours with sessionHours, which is 1 if the row does not set it.`,
      });
    }
    return scientist;
  }

  /** The VPC of the row; for endpoints that exist, which may be in a hub, their ids. */
  private doors({ config, network }: WorkbenchStackProps): WorkbenchDoors {
    const reused = neededInterfaces(config).map((service) => reusedEndpoint(config, service));
    return { vpcId: network.vpc.vpcId, endpointIds: reused.filter((endpointId) => endpointId !== undefined) };
  }
}
