import type { ScribeFunction } from './units';

/**
 * The names by which one deployment is known in an account. All that another stack, a policy or a person must know
 * before the resource exists is named here; CloudFormation names the rest. IAM is global to an account, so that the names
 * of roles carry the Region: the same row can be deployed in several Regions.
 */
export class Names {
  constructor(
    readonly deployment: string,
    readonly region: string,
  ) {}

  /** Prefix of everything that has a name: `private-bedrock-sandbox`. */
  get prefix(): string {
    return `private-bedrock-${this.deployment}`;
  }

  stack(unit: string): string {
    return `${this.prefix}-${unit.toLowerCase()}`;
  }

  get keyAlias(): string {
    return `alias/${this.prefix}`;
  }

  /** The key policy admits CloudWatch Logs for groups under this path and no others. */
  get logGroups(): string {
    return `/private-bedrock/${this.deployment}`;
  }

  get inferenceFunction(): string {
    return `${this.prefix}-inference`;
  }

  /** Name of the state machine. */
  get tuningWorkflow(): string {
    return `${this.prefix}-tuning`;
  }

  /** Name of the rule that starts the state machine each day. */
  get dailySync(): string {
    return `${this.prefix}-daily-sync`;
  }

  /** Name of the role of the state machine. The permissions boundary names it too. */
  get tuningWorkflowRole(): string {
    return `${this.prefix}-${this.region}-tuning`;
  }

  get manifestRule(): string {
    return `${this.prefix}-manifests`;
  }

  get tuningFunction(): string {
    return `${this.prefix}-tuning`;
  }

  /** Beginning of the bucket's name; the account and the Region follow, since bucket names are shared by the whole world. */
  get fineTuningBucket(): string {
    return this.prefix;
  }

  /** Beginning of the roles that Bedrock assumes. AmazonBedrockFullAccess passes only names with `AmazonBedrock` in them. */
  get bedrockRoles(): string {
    return `AmazonBedrock-${this.deployment}-${this.region}-`;
  }

  get customizationRole(): string {
    return `${this.bedrockRoles}customization`;
  }

  get breakGlassRole(): string {
    return `${this.prefix}-${this.region}-break-glass`;
  }

  /** Beginning of the bucket's name: shorter than the prefix, which would leave no room in the 63 characters of a name. */
  get documentsBucket(): string {
    return `pb-documents-${this.deployment}`;
  }

  /** Name of the S3 vector bucket, unique in its account and Region. The key policy names it before it exists. */
  get vectorBucket(): string {
    return `${this.prefix}-vectors`;
  }

  /**
   * Name of the role that Bedrock assumes for the knowledge base. It begins otherwise than the roles that may be passed, so
   * that nobody makes a second knowledge base with it.
   */
  get knowledgeBaseRole(): string {
    return `AmazonBedrockKnowledge-${this.deployment}-${this.region}`;
  }

  get documentsBreakGlassRole(): string {
    return `break-glass-documents-${this.deployment}-${this.region}`;
  }

  get knowledgeFunction(): string {
    return `${this.prefix}-knowledge`;
  }

  /** Name of the function in whose operations Bedrock answers by itself. */
  get delegatedFunction(): string {
    return `${this.prefix}-delegated`;
  }

  /** Name of its role. The permissions boundary and the policy of the endpoint name it too. */
  get delegatedFunctionRole(): string {
    return `${this.prefix}-${this.region}-delegated`;
  }

  /** Name of the function, the state machine, the rule, the queue and the pipe that sync documents. */
  get ingestion(): string {
    return `${this.prefix}-ingestion`;
  }

  /** Name of the role of the state machine. The permissions boundary names it too. */
  get ingestionWorkflowRole(): string {
    return `${this.prefix}-${this.region}-ingestion`;
  }

  /** Name of the role of the pipe. The permissions boundary names it too. */
  get documentEventsRole(): string {
    return `${this.prefix}-${this.region}-documents`;
  }

  /** Name of the role of the function that asks the knowledge base: the only role that can. */
  get knowledgeFunctionRole(): string {
    return `${this.prefix}-${this.region}-knowledge`;
  }

  /** Alias of the key that encrypts patient data and nothing else. */
  get patientKeyAlias(): string {
    return `alias/${this.prefix}-patients`;
  }

  /** Beginning of the bucket's name, short as that of the documents. */
  get patientBucket(): string {
    return `pb-patients-${this.deployment}`;
  }

  get signedNotesBucket(): string {
    return `pb-notes-${this.deployment}`;
  }

  get purgeRecordsBucket(): string {
    return `pb-purges-${this.deployment}`;
  }

  /** Name of the trail that records reads and writes of patient data. */
  get patientTrail(): string {
    return `${this.prefix}-patients`;
  }

  /** Name of the role that HealthScribe assumes. It is none of the roles that may be passed to Bedrock. */
  get dataAccessRole(): string {
    return `AmazonHealthScribe-${this.deployment}-${this.region}`;
  }

  /** Name of the state machine from a recording to a signed note, its rule, and the topic of its notices. */
  get scribing(): string {
    return `${this.prefix}-scribing`;
  }

  /** Name of the role of the state machine. The policy of the patient key names it, as all roles that use the key. */
  get scribingRole(): string {
    return `${this.prefix}-${this.region}-scribing`;
  }

  /** Beginning of the names of the alarms that notify by that topic. With a slash, as `alarms`. */
  get scribingAlarms(): string {
    return `${this.scribing}/`;
  }

  /** Name of the state machine that purges what an execution of the other has left, and of its rule. */
  get purging(): string {
    return `${this.prefix}-purging`;
  }

  get purgingRole(): string {
    return `${this.prefix}-${this.region}-purging`;
  }

  scribeFunction(name: ScribeFunction): string {
    return `${this.prefix}-${name}`;
  }

  scribeFunctionRole(name: ScribeFunction): string {
    return `${this.prefix}-${this.region}-${name}`;
  }

  /**
   * Beginning of the names of the alarms. With a slash, as no name of a row has one: no alarm of another deployment begins
   * like this.
   */
  get alarms(): string {
    return `${this.prefix}/`;
  }

  /** Name of the topic that the alarms notify. */
  get alarmTopic(): string {
    return `${this.prefix}-alarms`;
  }

  /** Name of the dashboard. */
  get dashboard(): string {
    return this.prefix;
  }

  /** Name of the notebook instance, of its lifecycle configuration, and the beginning of its log streams. */
  get workbench(): string {
    return `${this.prefix}-workbench`;
  }

  /** Name of the role of the notebook. The policies of the endpoints name it. */
  get notebookRole(): string {
    return `${this.prefix}-${this.region}-notebook`;
  }

  /** Name of the role of the person who uses the notebook. The policies of the endpoints name it. */
  get scientistRole(): string {
    return `${this.prefix}-${this.region}-scientist`;
  }

  get clinicianRole(): string {
    return `${this.prefix}-${this.region}-clinician`;
  }

  /** Name of the role that reads signed notes. */
  get recordsRole(): string {
    return `${this.prefix}-${this.region}-records`;
  }
}

/** Name of a knowledge base. It names the embedding, since names are unique and a replacement exists beside the old one. */
export const knowledgeBaseName = (
  prefix: string,
  { model, dimensions }: { readonly model: string; readonly dimensions: number },
): string => `${prefix}-${model.replaceAll(/[^A-Za-z0-9]+/g, '-')}-${dimensions}`;

/** Returns the name of a bucket: account and Region follow the prefix, since all AWS accounts share the bucket names. */
export const bucketName = (prefix: string, account: string, region: string): string => `${prefix}-${account}-${region}`;
