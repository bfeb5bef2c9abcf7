import { Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { serviceTrust } from '../access/service-trust';
import type { Guardrail } from '../bedrock/guardrail';
import { acknowledge } from '../checks/acknowledge';
import { acknowledgeResource } from '../checks/acknowledge-resource';
import type { CustomizationRole } from './customization-role';
import type { TuningFunction } from './tuning-function';
import { workflowDefinition } from './workflow/definition';
import { EVENT_SOURCE } from './workflow/ends';
import type { WorkflowProps } from './workflow/workflow-props';

export interface TuningWorkflowProps {
  readonly stateMachineName: string;
  readonly roleName: string;
  /** Of what it makes; its value is the name of the deployment. */
  readonly tag: WorkflowProps['tag'];
  readonly tuning: TuningFunction;
  readonly customizationRole: CustomizationRole;
  /** Goes with the question that a new deployment is asked. @default - none */
  readonly guardrail?: Guardrail | undefined;
}

/**
 * From a manifest in S3 to a custom model that answers: docs/decisions/0008. What it does is in workflow/definition.ts, what
 * it may do is here.
 */
export class TuningWorkflow extends Construct {
  readonly stateMachine: sfn.CfnStateMachine;
  private readonly arn: string;

  constructor(scope: Construct, id: string, props: TuningWorkflowProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const { partition, region } = stack;
    this.arn = `arn:${partition}:states:${region}:${Aws.ACCOUNT_ID}:stateMachine:${props.stateMachineName}`;
    const role = this.role(props);
    const definition = workflowDefinition({
      partition,
      functionArn: props.tuning.function.functionArn,
      tag: props.tag,
      ...(props.guardrail && {
        guardrail: { id: props.guardrail.guardrailId, version: props.guardrail.newVersion(this) },
      }),
    });
    this.stateMachine = new sfn.CfnStateMachine(this, 'StateMachine', {
      stateMachineName: props.stateMachineName,
      stateMachineType: 'STANDARD',
      roleArn: role.roleArn,
      definitionString: stack.toJsonString(definition),
      tracingConfiguration: { enabled: true },
    });
    this.stateMachine.node.addDependency(role);
    acknowledge(this.stateMachine, {
      rule: 'AwsSolutions-SF1',
      reason:
        'Step Functions keeps the history of every execution for 90 days. To log it as well, the role would have to ' +
        'write resource policies of CloudWatch Logs for the whole account.',
    });
  }

  /** Start executions, and nothing else. */
  grantStart(grantee: iam.IGrantable): void {
    iam.Grant.addToPrincipal({ grantee, actions: ['states:StartExecution'], resourceArns: [this.arn] });
  }

  /** Look at executions: how they stand, by which states they went. Not stop one, which would leave its job running. */
  grantFollow(grantee: iam.IGrantable): void {
    const executions = `${this.arn.replace(':stateMachine:', ':execution:')}:*`;
    iam.Grant.addToPrincipal({
      grantee,
      actions: ['states:DescribeExecution', 'states:GetExecutionHistory'],
      resourceArns: [executions],
    });
    acknowledgeResource(
      grantee,
      executions,
      'An execution is named by what it trains: these are all of this workflow.',
    );
  }

  private role({ roleName, tuning, customizationRole, guardrail, tag }: TuningWorkflowProps): iam.Role {
    const role = new iam.Role(this, 'Role', {
      roleName,
      description: 'Execution role of the tuning workflow',
      assumedBy: serviceTrust('states.amazonaws.com', this.arn),
    });
    const policy = new iam.ManagedPolicy(role, 'Policy', {
      description: 'Check examples, train, deploy and ask custom models, tell what became of it',
      roles: [role],
      statements: this.statements(tag),
    });
    tuning.grantInvoke(policy);
    customizationRole.grantStartJobs(policy);
    customizationRole.grantFollowAndStopJobs(policy);
    guardrail?.grantApply(policy);
    guardrail?.grantDecrypt(policy);
    const { partition, region } = Stack.of(this);
    acknowledgeResource(
      policy,
      `arn:${partition}:bedrock:${region}:${Aws.ACCOUNT_ID}:custom-model-deployment/*`,
      'Bedrock names deployments itself: these are all of this account and Region.',
    );
    acknowledgeResource(policy, '*', 'X-Ray has no resource to name in what it is sent and asked.');
    return role;
  }

  private statements({ Key, Value }: WorkflowProps['tag']): iam.PolicyStatement[] {
    const { partition, region } = Stack.of(this);
    const ours = (service: string, resource: string) =>
      `arn:${partition}:${service}:${region}:${Aws.ACCOUNT_ID}:${resource}`;
    const deployments = [ours('bedrock', 'custom-model-deployment/*')];
    return [
      new iam.PolicyStatement({
        sid: 'DeployModels',
        actions: ['bedrock:CreateCustomModelDeployment'],
        resources: [ours('bedrock', 'custom-model/*')],
      }),
      new iam.PolicyStatement({
        sid: 'FollowDeployments',
        actions: ['bedrock:GetCustomModelDeployment', 'bedrock:InvokeModel'],
        resources: deployments,
      }),
      new iam.PolicyStatement({
        sid: 'DeleteOurs',
        actions: ['bedrock:DeleteCustomModelDeployment'],
        resources: deployments,
        conditions: { StringEquals: { [`aws:ResourceTag/${Key}`]: Value } },
      }),
      new iam.PolicyStatement({
        sid: 'TagDeployments',
        actions: ['bedrock:TagResource'],
        resources: deployments,
        conditions: { StringEquals: { [`aws:RequestTag/${Key}`]: Value } },
      }),
      new iam.PolicyStatement({
        sid: 'Tell',
        actions: ['events:PutEvents'],
        resources: [ours('events', 'event-bus/default')],
        // One call may send several events: each has to be of this source, and there has to be one.
        conditions: {
          'ForAllValues:StringEquals': { 'events:source': EVENT_SOURCE },
          Null: { 'events:source': 'false' },
        },
      }),
      new iam.PolicyStatement({
        sid: 'SendTraces',
        actions: [
          'xray:GetSamplingRules',
          'xray:GetSamplingTargets',
          'xray:PutTelemetryRecords',
          'xray:PutTraceSegments',
        ],
        resources: ['*'],
      }),
    ];
  }
}
