import { Aws } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import {
  LOG_ACTIONS,
  OPEN_ACTION,
  STOP_ACTIONS,
  USE_ACTIONS,
  type WorkbenchService,
} from '../../domain/workbench/services';
import { notebookArn, notebookStreams } from './notebook-arn';

export interface WorkbenchEndpointsProps {
  readonly vpc: ec2.IVpc;
  readonly subnets: ec2.SubnetSelection;
  /**
   * Security group of the interface endpoints.
   *
   * @default - none: there is no service
   */
  readonly securityGroup?: ec2.ISecurityGroup | undefined;
  /** Services that get an interface endpoint. Each is billed by the hour and Availability Zone, used or not. */
  readonly services: readonly WorkbenchService[];
  readonly instanceName: string;
  readonly notebookRoleArn: string;
  readonly scientistRoleArn: string;
}

/**
 * Interface endpoints of a workbench, each for one notebook and two roles: the API that starts and stops it, the notebook that a
 * browser opens, and its logs.
 *
 * Source: Amazon SageMaker AI Developer Guide, "Connect to a Notebook Instance Through a VPC Interface Endpoint".
 *
 * @example
 * new WorkbenchEndpoints(stack, 'Workbench', {
 *   vpc,
 *   subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
 *   securityGroup: groups.endpoints,
 *   services: ['notebook', 'sagemaker.api'],
 *   instanceName: 'chat-workbench',
 *   notebookRoleArn: 'arn:aws:iam::111122223333:role/notebook',
 *   scientistRoleArn: 'arn:aws:iam::111122223333:role/scientist',
 * });
 */
export class WorkbenchEndpoints extends Construct {
  constructor(scope: Construct, id: string, props: WorkbenchEndpointsProps) {
    super(scope, id);
    const { securityGroup } = props;
    if (props.services.length > 0 && !securityGroup) throw new Error('Interface endpoints need a security group.');
    for (const service of props.services) {
      const endpoint = new ec2.InterfaceVpcEndpoint(this, IDS[service], {
        ...{ vpc: props.vpc, subnets: props.subnets, securityGroups: securityGroup ? [securityGroup] : [] },
        service: serviceOf(service),
        privateDnsEnabled: true,
        // `open` would add a rule that admits the whole VPC.
        open: false,
      });
      for (const statement of this.statements(service, props)) endpoint.addToPolicy(statement);
    }
  }

  private statements(service: WorkbenchService, props: WorkbenchEndpointsProps): readonly iam.PolicyStatement[] {
    const { instanceName, notebookRoleArn, scientistRoleArn } = props;
    const notebook = notebookArn(this, instanceName);
    switch (service) {
      case 'logs':
        return [allow('WriteItsLogs', LOG_ACTIONS, notebookStreams(this, instanceName), notebookRoleArn)];
      case 'notebook':
        return [allow('OpenOneNotebook', [OPEN_ACTION], notebook, scientistRoleArn)];
      case 'sagemaker.api':
        return [
          allow('UseOneNotebook', USE_ACTIONS, notebook, scientistRoleArn),
          allow('StopItself', STOP_ACTIONS, notebook, notebookRoleArn),
        ];
    }
  }
}

const IDS = { logs: 'Logs', notebook: 'Notebook', 'sagemaker.api': 'SagemakerApi' } as const;

const serviceOf = (service: WorkbenchService) =>
  service === 'notebook'
    ? ec2.InterfaceVpcEndpointAwsService.SAGEMAKER_NOTEBOOK
    : new ec2.InterfaceVpcEndpointAwsService(service);

/** The role is named, and with it its account. */
const allow = (sid: string, actions: readonly string[], resource: string, roleArn: string) =>
  new iam.PolicyStatement({
    sid,
    principals: [new iam.StarPrincipal()],
    actions: [...actions],
    resources: [resource],
    conditions: {
      ArnEquals: { 'aws:PrincipalArn': roleArn },
      StringEquals: { 'aws:PrincipalAccount': Aws.ACCOUNT_ID },
    },
  });
