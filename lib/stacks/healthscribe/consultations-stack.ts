import { ArnFormat, CfnOutput } from 'aws-cdk-lib';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { type HealthScribeConfig, healthScribeSettings } from '../../../domain/deployment/config/health-scribe-config';
import { SCRIBE_FUNCTIONS } from '../../../domain/deployment/names/units';
import { ClinicalBoundary } from '../../healthscribe/boundary/clinical-boundary';
import { ClinicalDenyPolicies } from '../../healthscribe/boundary/clinical-deny-policies';
import { DataAccessRole } from '../../healthscribe/data-access-role';
import { PatientBucket } from '../../healthscribe/patient-bucket';
import { PatientKey } from '../../healthscribe/patient-key';
import { PatientTrail } from '../../healthscribe/patient-trail';
import { PurgeRecordsBucket } from '../../healthscribe/purge-records-bucket';
import { SignedNotesBucket } from '../../healthscribe/signed-notes-bucket';
import type { PrivateNetwork } from '../../network/private-network';
import { AccessLogBucket } from '../../storage/access-log-bucket';
import { type DeploymentProps, DeploymentStack } from '../deployment-stack';

export interface ConsultationsStackProps extends DeploymentProps {
  /** Key of purge records, notices and logs, which have no patient data. */
  readonly key: kms.IKey;
  readonly network: PrivateNetwork;
  readonly healthScribe: HealthScribeConfig;
}

/** Patient data: its key, its buckets, the role with which HealthScribe reaches it, and the limits of all roles that do. */
export class ConsultationsStack extends DeploymentStack {
  readonly patientKey: PatientKey;
  readonly patients: PatientBucket;
  /** Undefined if the row keeps no signed notes. */
  readonly signedNotes: SignedNotesBucket | undefined;
  readonly purges: PurgeRecordsBucket;
  readonly dataAccess: DataAccessRole;
  /** Limits of the roles that work with patient data: their boundary, or policies if the organization has a boundary. */
  readonly limits: ClinicalBoundary | ClinicalDenyPolicies;

  constructor(scope: Construct, id: string, props: ConsultationsStackProps) {
    super(scope, id, props, {
      description: 'Private Bedrock: patient data, its key, and the role of HealthScribe',
      holdsData: true,
    });
    const { names } = this;
    const { keepData, permissionsBoundary } = props.config;
    const { keepSignedNotes, vpcOnly, dataEvents } = healthScribeSettings(props.healthScribe);
    const draftRole = names.scribeFunctionRole('make-draft');
    const checkRole = names.scribeFunctionRole('check-audio');
    const readers = [names.dataAccessRole, checkRole, draftRole, names.clinicianRole];
    const recordsRole = keepSignedNotes ? [names.recordsRole] : [];
    this.patientKey = new PatientKey(this, 'PatientKey', {
      alias: names.patientKeyAlias,
      // Executions are exempt: the role of the purging workflow uses the key for nothing else.
      roleNames: [...readers, names.scribingRole, ...recordsRole],
      stateMachineArns: { scribing: this.machineArn(names.scribing), purging: this.machineArn(names.purging) },
      keepData,
    });
    const accessLogs = new AccessLogBucket(this, 'ConsultationsAccessLogs', { keepData });
    const onlyNetwork = (...exemptRoleNames: string[]) =>
      vpcOnly ? { vpc: props.network.vpc, exemptRoleNames } : undefined;
    const clinical = { encryptionKey: this.patientKey, accessLogs, keepData };
    this.patients = new PatientBucket(this, 'Patients', {
      ...clinical,
      namePrefix: names.patientBucket,
      roleNames: readers,
      headerless: [names.dataAccessRole],
      onlyNetwork: onlyNetwork(names.dataAccessRole),
    });
    this.signedNotes = keepSignedNotes
      ? new SignedNotesBucket(this, 'SignedNotes', {
          ...clinical,
          namePrefix: names.signedNotesBucket,
          roleNames: [draftRole, names.clinicianRole, ...recordsRole],
          keeperRoleName: draftRole,
          onlyNetwork: onlyNetwork(),
        })
      : undefined;
    this.purges = new PurgeRecordsBucket(this, 'Purges', {
      ...{ encryptionKey: props.key, accessLogs, keepData },
      namePrefix: names.purgeRecordsBucket,
    });
    this.dataAccess = new DataAccessRole(this, 'DataAccess', {
      roleName: names.dataAccessRole,
      bucket: this.patients,
      encryptionKey: this.patientKey,
    });
    const Limits = permissionsBoundary ? ClinicalDenyPolicies : ClinicalBoundary;
    this.limits = new Limits(this, 'ClinicalBoundary', {
      logGroupPrefix: names.logGroups,
      dataAccessRoleName: names.dataAccessRole,
      stateMachineNames: [names.scribing, names.purging],
      functionNames: SCRIBE_FUNCTIONS.map((name) => names.scribeFunction(name)),
      topicName: names.scribing,
      bucketArns: this.buckets.map(({ literalArn }) => literalArn),
      outputBucketName: this.patients.literalName,
      patientKey: this.patientKey,
      encryptionKey: props.key,
    });
    if (dataEvents) this.makeTrail(props, accessLogs);
    new CfnOutput(this, 'PatientBucketName', { value: this.patients.bucketName });
    new CfnOutput(this, 'PurgeRecordsBucketName', { value: this.purges.bucketName });
    if (this.signedNotes) new CfnOutput(this, 'SignedNotesBucketName', { value: this.signedNotes.bucketName });
  }

  /** Buckets that the VPC reaches. */
  get buckets(): readonly (PatientBucket | PurgeRecordsBucket | SignedNotesBucket)[] {
    return [this.patients, this.purges, ...(this.signedNotes ? [this.signedNotes] : [])];
  }

  private machineArn(resourceName: string): string {
    const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
    return this.formatArn({ service: 'states', resource: 'stateMachine', resourceName, arnFormat });
  }

  private makeTrail({ key, config }: ConsultationsStackProps, accessLogs: AccessLogBucket): void {
    new PatientTrail(this, 'Trail', {
      trailName: this.names.patientTrail,
      encryptionKey: key,
      files: new AccessLogBucket(this, 'TrailFiles', { keepData: config.keepData ?? false }),
      accessLogs,
      buckets: [this.patients, ...(this.signedNotes ? [this.signedNotes] : [])],
    });
  }
}
