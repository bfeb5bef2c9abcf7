import type { Stack } from 'aws-cdk-lib';
import { plannedLogging } from '../../domain/account/logging-setting';
import * as api from '../../lib';

/** Constructs of account settings, alone in a stack that is not ours, and what they are granted. */
export function accountConstructs(
  stack: Stack,
  accessLogs: api.AccessLogBucket,
  encryptionKey: api.CustomerManagedKey,
) {
  const promptKey = new api.PromptKey(stack, 'PromptKey', {
    ...{ alias: 'alias/theirs-prompts', logGroupPrefix: '/theirs-prompts', auditorRoleName: 'auditor' },
    ...{ encryptsInvocationLogs: true, trailName: 'theirs-audit' },
  });
  const places = new api.PromptLogs(stack, 'PromptLogs', {
    ...{ logGroupName: '/theirs-prompts/all', bucketPrefix: 'prompts', roleName: 'AmazonBedrock-theirs-logging' },
    ...{ encryptionKey: promptKey, accessLogs, retentionDays: 30 },
  });
  const setting = plannedLogging({ region: 'us-east-1', logging: {} }, stack.account) as api.LoggingSetting;
  const workflow = new api.SettingsWorkflow(stack, 'Settings', {
    ...{ stateMachineName: 'theirs-settings', roleName: 'theirs-settings', dataRetention: 'none' },
    logging: { setting, places },
  });
  const auditor = new api.AccountAuditor(stack, 'Auditor', { roleName: 'auditor' });
  const operator = new api.AccountOperator(stack, 'Operator', { roleName: 'operator' });
  const files = new api.AccessLogBucket(stack, 'EvaluationFiles');
  const trail = { trailName: 'theirs-audit', encryptionKey: promptKey, files, accessLogs };
  return {
    made: [
      ...[promptKey, places, workflow, auditor, operator],
      new api.AuditTrail(stack, 'Audit', { ...trail, audited: ['guardrails'] }),
      new api.DataEventTrail(stack, 'Events', {
        ...{ ...trail, encryptionKey, files: new api.AccessLogBucket(stack, 'EventFiles'), trailName: 'theirs-events' },
        selectors: [],
      }),
      new api.EnforcedGuardrail(stack, 'Enforced', {
        ...{ guardrail: 'abcdefghij12', version: '1', exceptModels: ['amazon.titan-embed-text-v2:0'] },
      }),
      new api.AccountBoundary(stack, 'AccountBoundary', {
        ...{ logging: { logGroupName: '/theirs-prompts/all', roleName: 'AmazonBedrock-theirs-logging' } },
        dataRetention: 'none',
        ...{ stateMachineName: 'theirs-settings', bucketArns: [places.bucket.literalArn], keyArn: promptKey.keyArn },
      }),
    ],
    grants: {
      readPrompts: places.grantRead(auditor.policy),
      passLogging: places.grantPass(operator.policy),
      decryptPrompts: promptKey.grantRead(auditor.policy),
      startSettings: workflow.grantStart(operator.policy),
      followSettings: workflow.grantFollow(operator.policy),
    },
  };
}
