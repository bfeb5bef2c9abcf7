import { CfnOutput, Duration } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { hasAudiences } from '../../domain/deployment/knowledge-settings';
import { sessionHoursOf, trustOf } from '../../domain/deployment/personas';
import type { InvocableModel } from '../../domain/models/invocable-model';
import { BedrockAdministrator } from '../access/bedrock-administrator';
import { BedrockApplication } from '../access/bedrock-application';
import { BedrockCurator } from '../access/bedrock-curator';
import { BedrockInvoker } from '../access/bedrock-invoker';
import type { BedrockPersonaProps } from '../access/bedrock-persona';
import { BedrockReader } from '../access/bedrock-reader';
import { BedrockTuner } from '../access/bedrock-tuner';
import { HealthScribeClinician } from '../access/health-scribe-clinician';
import { SignedNotesReader } from '../access/signed-notes-reader';
import { grantModels } from '../bedrock/grant-models';
import type { Guardrail } from '../bedrock/guardrail';
import { acknowledge } from '../checks/acknowledge';
import type { CustomizationRole } from '../fine-tuning/customization-role';
import type { TuningWorkflow } from '../fine-tuning/tuning-workflow';
import type { PatientBucket } from '../healthscribe/patient-bucket';
import type { PatientKey } from '../healthscribe/patient-key';
import type { PurgeRecordsBucket } from '../healthscribe/purge-records-bucket';
import type { SignedNotesBucket } from '../healthscribe/signed-notes-bucket';
import type { InferenceFunction } from '../inference/inference-function';
import type { DelegatedFunction } from '../knowledge/delegated-function';
import type { DocumentsBucket } from '../knowledge/documents-bucket';
import type { IngestionWorkflow } from '../knowledge/ingestion-workflow';
import type { KnowledgeFunction } from '../knowledge/knowledge-function';
import type { FineTuningBucket } from '../storage/fine-tuning-bucket';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

/** Personas whose sessions can be longer than one hour. */
const SESSIONS = ['administrator', 'reader', 'invoker', 'tuner', 'curator', 'clinician', 'records'] as const;

/** Returns who can assume the role of a persona, and for how long. */
type SessionOf = (persona: (typeof SESSIONS)[number]) => BedrockPersonaProps;

/** Resources that the tuner uses. */
interface FineTuning {
  readonly bucket: FineTuningBucket;
  readonly role: CustomizationRole;
  readonly workflow: TuningWorkflow;
}

/** Functions that answer from documents, and the workflow that syncs them. */
interface AskingParts {
  readonly asking: KnowledgeFunction;
  readonly delegated?: DelegatedFunction | undefined;
  readonly workflow: IngestionWorkflow;
}

/** Patient data that clinicians and records reach. */
interface Consultations {
  readonly patientKey: PatientKey;
  readonly patients: PatientBucket;
  readonly signedNotes: SignedNotesBucket | undefined;
  readonly purges: PurgeRecordsBucket;
}

export interface AccessStackProps extends DeploymentProps {
  readonly key: kms.IKey;
  readonly inference: InferenceFunction;
  readonly models: readonly InvocableModel[];
  /** @default - no guardrail */
  readonly guardrail?: Guardrail | undefined;
  /** @default - no tuner */
  readonly fineTuning?: FineTuning | undefined;
  /** @default - no curator */
  readonly knowledge?: { readonly documents: DocumentsBucket } | undefined;
  /** @default - no questions to documents */
  readonly asking?: AskingParts | undefined;
  /** @default - no clinician */
  readonly consultations?: Consultations | undefined;
}

/** Roles of the personas, each with the grants that it needs. */
export class AccessStack extends DeploymentStack {
  /** Roles that reach patient data, and have limits of their own. */
  readonly clinicalRoles: readonly iam.Role[];
  /** Roles that can call models, or buy what calls them. */
  readonly spendingRoles: readonly iam.Role[];

  constructor(scope: Construct, id: string, props: AccessStackProps) {
    super(scope, id, props, { description: 'Private Bedrock: roles' });
    const { config } = props;
    const session: SessionOf = (persona) => ({
      trustedPrincipals: trustOf(config, persona),
      maxSessionDuration: Duration.hours(sessionHoursOf(config, persona)),
    });

    const longest = Math.max(...SESSIONS.map((persona) => sessionHoursOf(config, persona)));
    if (longest > 1) {
      acknowledge(this, {
        rule: 'PrivateBedrock-IAM2',
        reason: `The row allows sessions of up to ${longest} hours with sessionHours, which is 1 if the row does not set it.`,
      });
    }

    const administrator = new BedrockAdministrator(this, 'Administrator', session('administrator'));
    props.guardrail?.grantApply(administrator.policy);
    const reader = new BedrockReader(this, 'Reader', session('reader'));
    const audiences = { hasAudiences: hasAudiences(config) };
    const invoker = new BedrockInvoker(this, 'Invoker', { ...session('invoker'), ...audiences });
    grantInference(invoker.policy, props, config.invokerCallsModels);
    props.asking?.asking.grantAsk(invoker.policy);
    props.asking?.delegated?.grantInvoke(invoker.policy);
    const application =
      config.applications && new BedrockApplication(this, 'Application', { ...config.applications, ...audiences });
    if (application) {
      grantInference(application.policy, props, config.applications?.callModels);
      props.asking?.asking.grantAsk(application.policy);
      props.asking?.delegated?.grantInvoke(application.policy);
    }
    const teams = Object.fromEntries(
      (config.teams ?? []).map(({ name: team, ...rule }) => {
        const role = new BedrockApplication(this, `Team${team}`, { ...rule, team });
        props.inference.grantInvokeFor(role.policy, team);
        return [`team${team}`, role];
      }),
    );
    this.spendingRoles = [administrator, invoker, ...(application ? [application] : [])];
    const clinical = this.makeClinicalRoles(props, session);
    this.clinicalRoles = Object.values(clinical);
    const roles = {
      administrator,
      reader,
      invoker,
      ...(application && { application }),
      ...teams,
      ...(props.fineTuning && { tuner: this.makeTuner(props.fineTuning, session('tuner')) }),
      ...(props.knowledge && {
        curator: this.makeCurator(props.knowledge.documents, props.asking?.workflow, session('curator')),
      }),
      ...clinical,
    };
    const [last, ...others] = Object.keys(roles).reverse();
    this.templateOptions.description = `Private Bedrock: roles of ${others.reverse().join(', ')} and ${last}`;
    for (const [name, role] of Object.entries(roles)) {
      new CfnOutput(this, `${name}RoleArn`, { value: role.roleArn });
    }
  }

  private makeClinicalRoles(
    { consultations }: AccessStackProps,
    session: SessionOf,
  ): Readonly<Record<string, iam.Role>> {
    if (!consultations) return {};
    const { patientKey, patients, signedNotes, purges } = consultations;
    const { clinicianRole, recordsRole } = this.names;
    const clinician = new HealthScribeClinician(this, 'Clinician', {
      ...session('clinician'),
      roleName: clinicianRole,
    });
    patients.grantReview(clinician.policy);
    patients.grantSign(clinician.policy);
    signedNotes?.grantReadOwnNotes(clinician.policy);
    purges.grantReadOwnRecords(clinician.policy);
    patientKey.grantSignal(clinician.policy);
    if (!signedNotes) return { clinician };
    const records = new SignedNotesReader(this, 'Records', { ...session('records'), roleName: recordsRole });
    signedNotes.grantReadNotes(records.policy);
    return { clinician, records };
  }

  private makeTuner({ bucket, role, workflow }: FineTuning, session: BedrockPersonaProps): BedrockTuner {
    const tuner = new BedrockTuner(this, 'Tuner', session);
    bucket.grantWriteDatasets(tuner.policy);
    bucket.grantReadDataset(tuner.policy);
    bucket.grantReadArtifacts(tuner.policy);
    role.grantFollowAndStopJobs(tuner.policy);
    role.grantListJobsAndModels(tuner.policy);
    workflow.grantStart(tuner.policy);
    workflow.grantFollow(tuner.policy);
    return tuner;
  }

  private makeCurator(
    documents: DocumentsBucket,
    workflow: IngestionWorkflow | undefined,
    session: BedrockPersonaProps,
  ): BedrockCurator {
    const curator = new BedrockCurator(this, 'Curator', session);
    documents.grantCurate(curator.policy);
    documents.grantReadReports(curator.policy);
    workflow?.grantStart(curator.policy);
    workflow?.grantFollow(curator.policy);
    return curator;
  }
}

/** Allows to call the inference function, and the models without it if the row says so. */
function grantInference(policy: iam.ManagedPolicy, props: AccessStackProps, callsModels = false): void {
  props.inference.grantInvoke(policy);
  if (!callsModels) return;
  grantModels(policy, { ...props, encryptionKey: props.key });
}
