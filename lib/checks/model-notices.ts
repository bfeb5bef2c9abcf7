import { Annotations, CfnRule, Fn, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { formatProblem } from '../../domain/deployment/config-error';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { type Notice, noticesOf } from '../../domain/deployment/notices';

/**
 * Adds the notices of a row to its first stack: each as a warning of `cdk synth`, and an error also as a rule of the
 * template, with which CloudFormation refuses to create or update the stack. The CDK would stop `cdk diff` at an error of
 * its own, and `diff` is needed to replace the model.
 *
 * @param today ISO day
 *
 * @example
 * const deployment = new PrivateBedrock(app, 'chat', rows.chat);
 * addModelNotices(deployment, 'chat', rows.chat, '2026-11-27');
 */
export function addModelNotices(scope: IConstruct, deployment: string, config: DeploymentConfig, today: string): void {
  const stack = scope.node.findAll().find(Stack.isStack);
  if (!stack) return;
  const notices = noticesOf(deployment, config, today);
  for (const notice of notices) {
    const refused = notice.level === 'error' ? ' CloudFormation refuses to deploy this row.' : '';
    Annotations.of(stack).addWarningV2(
      `${notice.code}-${notice.path.replaceAll(/\W+/g, '-')}`,
      `${formatProblem(notice)}${refused}`,
    );
  }
  const errors = notices.filter(({ level }) => level === 'error');
  if (errors.length > 0) refuseDeployment(stack, errors);
}

/**
 * Makes the rule that never holds. A rule must ask about a parameter: this one asks, as the CDK's own rule
 * CheckBootstrapVersion does, about the version of the bootstrap stack, which is a number.
 */
function refuseDeployment(stack: Stack, errors: readonly Notice[]): void {
  new CfnRule(stack, 'ModelsCanBeInvoked', {
    assertions: [
      {
        assert: Fn.conditionContains(['never'], Fn.ref('BootstrapVersion')),
        assertDescription: errors.map(formatProblem).join(' '),
      },
    ],
  });
}
