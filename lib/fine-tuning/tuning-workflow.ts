import { ArnFormat, type CfnTag, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { Guardrail } from '../bedrock/guardrail';
import { acknowledge, acknowledgeResource } from '../checks/acknowledge';
import { RolePolicy } from '../iam/role-policy';
import { serviceTrust } from '../iam/service-trust';
import type { CustomizationRole } from './customization-role';
import type { TuningFunction } from './tuning-function';
import { defineWorkflow } from './workflow/definition';
import { workflowStatements } from './workflow-statements';

export interface TuningWorkflowProps {
  readonly stateMachineName: string;
  readonly roleName: string;
  /** Tag of everything that the workflow makes; its value is the name of the deployment. */
  readonly tag: CfnTag;
  readonly tuningFunction: TuningFunction;
  readonly customizationRole: CustomizationRole;
  /**
   * Guardrail of the test invocation of a new deployment.
   *
   * @default - no guardrail
   */
  readonly guardrail?: Guardrail | undefined;
}

/**
 * State machine that trains and deploys a custom model from a manifest in S3 (docs/decisions/0008), with its permissions.
 * Its states are in workflow/definition.ts.
 */
export class TuningWorkflow extends Construct {
  readonly stateMachine: sfn.CfnStateMachine;
  private readonly arn: string;

  constructor(scope: Construct, id: string, props: TuningWorkflowProps) {
    super(scope, id);
    const stack = Stack.of(this);
    this.arn = stack.formatArn({
      service: 'states',
      resource: 'stateMachine',
      resourceName: props.stateMachineName,
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
    const role = this.makeRole(props);
    const definition = defineWorkflow({
      partition: stack.partition,
      functionArn: props.tuningFunction.function.functionArn,
      tag: { Key: props.tag.key, Value: props.tag.value },
      ...(props.guardrail && {
        guardrail: { id: props.guardrail.guardrailId, version: props.guardrail.addVersion(this) },
      }),
    });
    // History and definition are under the key that Step Functions owns: they hold names, ARNs, counts and states, and no
    // example or answer. With our key, whoever starts or follows executions would need rights on it that AWS does not
    // document for EventBridge.
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
        'Step Functions keeps the history of every execution for 90 days. Logging it too would require permission to ' +
        'write resource policies of CloudWatch Logs for the whole account.',
    });
  }

  /** Lets the grantee start executions. */
  grantStart(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({ grantee, actions: ['states:StartExecution'], resourceArns: [this.arn] });
  }

  /** Lets the grantee read status and history of executions. Excludes stopping one, which would leave its job running. */
  grantFollow(grantee: iam.IGrantable): iam.Grant {
    const executions = `${this.arn.replace(':stateMachine:', ':execution:')}:*`;
    acknowledgeResource(grantee, executions, 'The pattern matches only the executions of one state machine.');
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['states:DescribeExecution', 'states:GetExecutionHistory'],
      resourceArns: [executions],
    });
  }

  private makeRole({ roleName, tuningFunction, customizationRole, guardrail, tag }: TuningWorkflowProps): iam.Role {
    const role = new iam.Role(this, 'Role', {
      roleName,
      description: 'Execution role of the tuning workflow',
      assumedBy: serviceTrust('states.amazonaws.com', this.arn),
    });
    const policy = new RolePolicy(role, 'Policy', {
      description: 'Check examples, train, deploy and ask custom models, tell what became of it',
      role,
      statements: workflowStatements(this, tag, customizationRole.customModelArns),
    });
    tuningFunction.grantInvoke(policy);
    customizationRole.grantStartJobs(policy);
    customizationRole.grantFollowAndStopJobs(policy);
    guardrail?.grantApply(policy);
    for (const models of customizationRole.customModelArns) {
      acknowledgeResource(policy, models, 'Bedrock chooses the ids of custom models; each must have the tag.');
    }
    acknowledgeResource(
      policy,
      Stack.of(this).formatArn({ service: 'bedrock', resource: 'custom-model-deployment', resourceName: '*' }),
      'Bedrock chooses the ids of deployments; the pattern matches only those of this account and Region.',
    );
    acknowledgeResource(policy, '*', 'The four X-Ray actions support no resource.');
    return role;
  }
}
