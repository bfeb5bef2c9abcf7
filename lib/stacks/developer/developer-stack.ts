import { Aws, CfnOutput, Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type DeveloperConfig, developerSettings } from '../../../domain/deployment/config/developer-config';
import { DEVELOPER_PREFIXES, developerNames } from '../../../domain/deployment/names/developer-names';
import { bucketName } from '../../../domain/deployment/names/names';
import { sessionHoursOf, trustOf } from '../../../domain/deployment/personas';
import { acknowledge } from '../../checks/acknowledge';
import { DeveloperBoundary } from '../../developer/developer-boundary';
import { DeveloperBucket } from '../../developer/developer-bucket';
import { DeveloperDenyPolicies } from '../../developer/developer-deny-policies';
import { DeveloperKey } from '../../developer/developer-key';
import { DeveloperAuditor, DeveloperReportReader } from '../../developer/developer-roles';
import { AccessLogBucket } from '../../storage/access-log-bucket';
import { type DeploymentProps, DeploymentStack } from '../deployment-stack';

export interface DeveloperStackProps extends DeploymentProps {
  readonly developer: DeveloperConfig;
}

/** Logs of Amazon Q Developer and Kiro: their key, a bucket for prompts and one for usage reports, and the readers of each. */
export class DeveloperStack extends DeploymentStack {
  /** Limits of the roles of this stack: their boundary, or policies if the organization has a boundary. */
  readonly limits: DeveloperBoundary | DeveloperDenyPolicies;

  constructor(scope: Construct, id: string, props: DeveloperStackProps) {
    super(scope, id, props, {
      description: 'Private Bedrock: prompt logs and usage reports of Amazon Q Developer and Kiro',
      holdsData: true,
    });
    const names = developerNames(this.names);
    const { config } = props;
    const { keepData = false } = config;
    const { promptDays, reportDays } = developerSettings(props.developer);
    const encryptionKey = new DeveloperKey(this, 'DeveloperKey', {
      alias: names.keyAlias,
      auditorRoleName: names.auditorRole,
      reportReaderRoleName: names.reportReaderRole,
      reportBucketName: bucketName(names.reportBucket, Aws.ACCOUNT_ID, config.region),
      keepData,
    });
    const accessLogs = new AccessLogBucket(this, 'DeveloperAccessLogs', { keepData });
    const prompts = new DeveloperBucket(this, 'Prompts', {
      ...{ encryptionKey, accessLogs, keepData },
      namePrefix: names.promptBucket,
      prefix: DEVELOPER_PREFIXES.prompts,
      readerRoleName: names.auditorRole,
      expiration: Duration.days(promptDays),
    });
    const reports = new DeveloperBucket(this, 'Reports', {
      ...{ encryptionKey, accessLogs, keepData },
      namePrefix: names.reportBucket,
      prefix: DEVELOPER_PREFIXES.reports,
      readerRoleName: names.reportReaderRole,
      expiration: Duration.days(reportDays),
    });
    const auditor = new DeveloperAuditor(this, 'Auditor', {
      ...this.sessionOf(props, 'auditor'),
      roleName: names.auditorRole,
    });
    const reportReader = new DeveloperReportReader(this, 'ReportReader', {
      ...this.sessionOf(props, 'reportReader'),
      roleName: names.reportReaderRole,
    });
    const longest = Math.max(...(['auditor', 'reportReader'] as const).map((one) => sessionHoursOf(config, one)));
    if (longest > 1) {
      acknowledge(this, {
        rule: 'PrivateBedrock-IAM2',
        reason: `The row allows sessions of up to ${longest} hours with sessionHours, which is 1 if the row does not set it.`,
      });
    }
    prompts.grantRead(auditor.policy);
    reports.grantRead(reportReader.policy);
    const Limits = config.permissionsBoundary ? DeveloperDenyPolicies : DeveloperBoundary;
    this.limits = new Limits(this, 'DeveloperBoundary', {
      ...{ encryptionKey, bucketArns: [prompts.literalArn, reports.literalArn] },
    });
    new CfnOutput(this, 'PromptLocation', { value: `s3://${prompts.bucketName}/${DEVELOPER_PREFIXES.prompts}/` });
    new CfnOutput(this, 'ReportLocation', { value: `s3://${reports.bucketName}/${DEVELOPER_PREFIXES.reports}/` });
    new CfnOutput(this, 'DeveloperKeyArn', { value: encryptionKey.keyArn });
    new CfnOutput(this, 'auditorRoleArn', { value: auditor.roleArn });
    new CfnOutput(this, 'reportReaderRoleArn', { value: reportReader.roleArn });
  }

  private sessionOf({ config }: DeveloperStackProps, persona: 'auditor' | 'reportReader') {
    return {
      trustedPrincipals: trustOf(config, persona),
      maxSessionDuration: Duration.hours(sessionHoursOf(config, persona)),
    };
  }
}
