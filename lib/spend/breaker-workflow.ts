import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { acknowledgeResource } from '../checks/acknowledge';
import { RolePolicy } from '../iam/role-policy';
import { Workflow, type WorkflowNames } from '../workflow/workflow';
import { functionArns, roleArns, type SpendTargets } from './spend-targets';
import type { StopPolicy } from './stop-policy';
import { defineBreaker } from './workflow/definition';

export interface BreakerWorkflowProps extends WorkflowNames {
  /** Name of the deployment. */
  readonly deployment: string;
  readonly targets: SpendTargets;
  readonly stopPolicy: StopPolicy;
  /** Topic that is told what was stopped. */
  readonly topic: NotifiedTopic;
}

/** Topic with a grant for those who notify, such as `AlarmTopic`. */
export interface NotifiedTopic {
  readonly topicArn: string;
  grantNotify(grantee: iam.IGrantable): iam.Grant;
}

/**
 * State machine that stops every call of a model. Its role can attach the one Deny policy to these roles, set the concurrency
 * of these functions, and notify. It can detach nothing.
 *
 * @example
 * new BreakerWorkflow(stack, 'Breaker', {
 *   stateMachineName: 'chat-breaker',
 *   roleName: 'chat-breaker',
 *   deployment: 'chat',
 *   targets: { roles: [role], functions: [{ name: 'chat', reserved: 10 }] },
 *   stopPolicy: new StopPolicy(stack, 'Stop', { policyName: 'chat-stop' }),
 *   topic: alarmTopic,
 * });
 */
export class BreakerWorkflow extends Workflow {
  readonly stateMachine: sfn.CfnStateMachine;

  constructor(scope: Construct, id: string, props: BreakerWorkflowProps) {
    super(scope, id, props, 'breaker');
    const { targets, stopPolicy, topic, deployment } = props;
    const policy = new RolePolicy(this.role, 'Policy', {
      description: 'Stop the calls of models, and tell what was stopped',
      role: this.role,
      statements: [
        new iam.PolicyStatement({
          sid: 'AttachOneDeny',
          actions: ['iam:AttachRolePolicy'],
          resources: roleArns(targets),
          conditions: { ArnEquals: { 'iam:PolicyARN': stopPolicy.literalArn } },
        }),
        new iam.PolicyStatement({
          sid: 'StopFunctions',
          actions: ['lambda:PutFunctionConcurrency'],
          resources: functionArns(this, targets),
        }),
        this.traceStatement(),
      ],
    });
    topic.grantNotify(policy);
    acknowledgeResource(policy, '*', 'The four X-Ray actions support no resource.');
    this.stateMachine = this.makeStateMachine(
      defineBreaker({
        partition: Stack.of(this).partition,
        deployment,
        policyArn: stopPolicy.literalArn,
        roleNames: targets.roles.map(({ roleName }) => roleName),
        functionNames: targets.functions.map(({ name }) => name),
        topicArn: topic.topicArn,
      }),
    );
    // An execution before the policy exists would attach nothing.
    this.stateMachine.node.addDependency(stopPolicy);
  }

  /** Lets the grantee read what the executions have stopped, and why. */
  grantRead(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      ...{ grantee, actions: ['states:ListExecutions'], resourceArns: [this.stateMachine.ref] },
    }).combine(this.grantOnExecutions(grantee, 'states:GetExecutionHistory'));
  }
}
