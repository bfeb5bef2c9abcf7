import { CfnOutput, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { type AccountConfig, DEFAULT_RETENTION_DAYS } from '../../domain/account/account-config';
import { AccountNames } from '../../domain/account/account-names';
import { plannedLogging } from '../../domain/account/logging-setting';
import { AccountBoundary } from '../account/account-boundary';
import { AccountAuditor, AccountOperator } from '../account/account-roles';
import { AuditTrail } from '../account/audit-trail';
import { EnforcedGuardrail } from '../account/enforced-guardrail';
import { PromptKey } from '../account/prompt-key';
import { PromptLogs } from '../account/prompt-logs';
import { READ_SETTINGS, SettingsWorkflow } from '../account/settings-workflow';
import { acknowledgeResource } from '../checks/acknowledge';
import { AccessLogBucket } from '../storage/access-log-bucket';

/** Settings of Amazon Bedrock in one account and Region, with the places of copies of prompts and of audit events. */
export class AccountStack extends Stack {
  /** Boundary of the roles, if there are any; an organization can have one instead. */
  readonly limits: AccountBoundary | undefined;
  private readonly names: AccountNames;

  constructor(
    scope: Construct,
    id: string,
    private readonly config: AccountConfig,
  ) {
    const names = new AccountNames(config.region);
    super(scope, id, {
      stackName: names.stack,
      description: 'Private Bedrock: settings of the account, copies of prompts, audit events',
      env: { region: config.region },
      terminationProtection: config.keepData ?? false,
    });
    this.names = names;
    const { keepData = false, enforcedGuardrail } = config;
    const key = config.logging || config.audit ? this.makeKey() : undefined;
    const accessLogs = key && new AccessLogBucket(this, 'AccessLogs', { keepData });
    const promptLogs = key && accessLogs && this.makePromptLogs(key, accessLogs);
    const files = key && accessLogs && this.makeTrail(key, accessLogs);
    if (enforcedGuardrail) new EnforcedGuardrail(this, 'EnforcedGuardrail', enforcedGuardrail);
    this.makeWorkflow(promptLogs);
    if (key) this.makeAuditor(key, promptLogs, files);
    this.limits = this.makeBoundary(key, promptLogs, files);
  }

  /** Returns the only partition whose Regions the configuration supports; the CDK would load the facts of all Regions. */
  override get partition(): string {
    return 'aws';
  }

  private makeKey(): PromptKey {
    const { logging, audit, keepData = false } = this.config;
    return new PromptKey(this, 'Key', {
      alias: this.names.keyAlias,
      logGroupPrefix: logging && this.names.logGroups,
      auditorRoleName: this.names.auditorRole,
      encryptsInvocationLogs: logging !== undefined,
      trailName: audit && this.names.trail,
      keepData,
    });
  }

  private makePromptLogs(encryptionKey: PromptKey, accessLogs: AccessLogBucket): PromptLogs | undefined {
    const { logging, keepData = false } = this.config;
    if (!logging) return undefined;
    const promptLogs = new PromptLogs(this, 'PromptLogs', {
      logGroupName: this.names.promptLogGroup,
      bucketPrefix: this.names.promptBucketPrefix,
      roleName: this.names.loggingRole,
      retentionDays: logging.retentionDays ?? DEFAULT_RETENTION_DAYS,
      ...{ encryptionKey, accessLogs, keepData },
    });
    new CfnOutput(this, 'PromptLogGroupName', { value: promptLogs.logGroup.logGroupName });
    new CfnOutput(this, 'PromptBucketName', { value: promptLogs.bucket.bucketName });
    return promptLogs;
  }

  private makeTrail(encryptionKey: PromptKey, accessLogs: AccessLogBucket): AccessLogBucket | undefined {
    const { audit, keepData = false } = this.config;
    if (!audit) return undefined;
    const files = new AccessLogBucket(this, 'AuditFiles', { keepData });
    new AuditTrail(this, 'Audit', {
      ...{ trailName: this.names.trail, encryptionKey, files, accessLogs, audited: audit },
    });
    new CfnOutput(this, 'AuditFilesBucketName', { value: files.bucketName });
    return files;
  }

  private makeWorkflow(places: PromptLogs | undefined): void {
    const { dataRetention, trustedPrincipals } = this.config;
    const setting = plannedLogging(this.config, this.account);
    if (!setting && !dataRetention) return;
    const workflow = new SettingsWorkflow(this, 'Settings', {
      stateMachineName: this.names.stateMachine,
      roleName: this.names.stateMachineRole,
      logging: setting && places && { setting, places },
      dataRetention,
    });
    const operator = new AccountOperator(this, 'Operator', {
      roleName: this.names.operatorRole,
      ...(trustedPrincipals && { trustedPrincipals }),
    });
    workflow.grantStart(operator.policy);
    workflow.grantFollow(operator.policy);
    operator.policy.addStatements(
      new iam.PolicyStatement({
        sid: 'ReadSettings',
        actions: [...READ_SETTINGS],
        resources: ['*'],
      }),
    );
    acknowledgeResource(operator.policy, '*', 'The settings of an account support no resource.');
    new CfnOutput(this, 'SettingsWorkflowArn', { value: workflow.stateMachine.ref });
  }

  private makeAuditor(key: PromptKey, promptLogs: PromptLogs | undefined, files: AccessLogBucket | undefined): void {
    const { auditors, trustedPrincipals = undefined } = this.config;
    const trusted = auditors ?? trustedPrincipals;
    const auditor = new AccountAuditor(this, 'Auditor', {
      roleName: this.names.auditorRole,
      ...(trusted && { trustedPrincipals: trusted }),
    });
    promptLogs?.grantRead(auditor.policy);
    if (files) {
      const objects = files.arnForObjects('*');
      auditor.policy.addStatements(
        new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [objects] }),
        new iam.PolicyStatement({ actions: ['s3:ListBucket'], resources: [files.bucketArn] }),
      );
      acknowledgeResource(auditor.policy, objects, 'The pattern matches the objects of one bucket.');
      key.grantRead(auditor.policy);
    }
  }

  private makeBoundary(
    key: PromptKey | undefined,
    promptLogs: PromptLogs | undefined,
    files: AccessLogBucket | undefined,
  ): AccountBoundary | undefined {
    const { names } = this;
    const { logging, dataRetention } = this.config;
    const hasWorkflow = logging !== undefined || dataRetention !== undefined;
    if (!key && !hasWorkflow) return undefined;
    return new AccountBoundary(this, 'Boundary', {
      logging: logging && { logGroupName: names.promptLogGroup, roleName: names.loggingRole },
      dataRetention,
      stateMachineName: hasWorkflow ? names.stateMachine : undefined,
      bucketArns: [promptLogs?.bucket.bucketArn, files?.bucketArn].filter((arn) => arn !== undefined),
      keyArn: key?.keyArn,
    });
  }
}
