import { Annotations, ArnFormat, Aws } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DeploymentConfig } from '../../domain/deployment/deployment';
import { hasAudiences, isDelegating } from '../../domain/deployment/knowledge-settings';
import { bucketName } from '../../domain/deployment/names/names';
import { AUDIENCE_TAG } from '../../domain/deployment/names/tags';
import { teamProfiles } from '../../domain/deployment/team-profiles';
import { EVERYONE } from '../../domain/knowledge/audience';
import { KNOWLEDGE_PREFIXES } from '../../domain/knowledge/prefixes';
import { catalogueOf } from '../../domain/models/declared-model';
import { type InvocableModel, invocableModel } from '../../domain/models/invocable-model';
import { BedrockDenyPolicies } from '../access/boundary/bedrock-deny-policies';
import { BedrockPermissionsBoundary } from '../access/boundary/bedrock-permissions-boundary';
import type { BoundaryDelegation, BoundaryKnowledge } from '../access/boundary/boundary-knowledge';
import { addOrganizationNotes } from '../access/boundary/organization-boundary';
import { agentAliasArn } from '../bedrock/agent-alias';
import { Guardrail } from '../bedrock/guardrail';
import { TeamProfile } from '../bedrock/team-profile';
import { CustomerManagedKey } from '../encryption/customer-managed-key';
import { type DeploymentProps, DeploymentStack } from './deployment-stack';

/** Profile of a team for a model of the row. */
export interface MadeProfile {
  readonly team: string;
  /** Id of the model. */
  readonly model: string;
  readonly profile: TeamProfile;
}

/** Resources that all other stacks use: key, guardrail, permissions boundary. Only the key has a fixed price. */
export class FoundationStack extends DeploymentStack {
  readonly key: CustomerManagedKey;
  readonly models: readonly InvocableModel[];
  readonly guardrail: Guardrail | undefined;
  /** Profiles of the teams of the row. */
  readonly profiles: readonly MadeProfile[];
  /** Limits of every role: as its boundary, or as policies if the organization has a boundary of its own. */
  readonly limits: BedrockDenyPolicies | BedrockPermissionsBoundary;

  constructor(scope: Construct, id: string, props: DeploymentProps) {
    const { config } = props;
    const limits = config.permissionsBoundary ? 'limits of every role' : 'permissions boundary';
    super(scope, id, props, {
      description: `Private Bedrock: customer managed key, ${config.guardrail ? 'guardrail, ' : ''}${limits}`,
      holdsData: true,
    });
    this.key = new CustomerManagedKey(this, 'Key', {
      alias: this.names.keyAlias,
      logGroupPrefix: this.names.logGroups,
      vectorBucketName: config.knowledge && this.names.vectorBucket,
      eventRuleName: config.knowledge && this.names.ingestion,
      alarmPrefixes: [
        ...(config.healthScribe ? [this.names.scribingAlarms] : []),
        ...(config.observability ? [this.names.alarms] : []),
      ],
      trailName: config.healthScribe?.dataEvents ? this.names.patientTrail : undefined,
      keepData: config.keepData,
    });
    const environment = { region: config.region, account: Aws.ACCOUNT_ID, partition: this.partition };
    const catalogue = catalogueOf(config);
    this.models = config.models.map((reference) => invocableModel(reference, environment, catalogue));
    this.profiles = teamProfiles(props.deployment, config).map(({ name, team, model }) => {
      const id = `Team-${team}-${model.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;
      const profile = new TeamProfile(this, id, { profileName: name, team, model, catalogue });
      return { team, model, profile };
    });
    this.guardrail =
      config.guardrail &&
      new Guardrail(this, 'Guardrail', {
        name: this.names.prefix,
        encryptionKey: this.key,
        ...config.guardrail,
      });
    const Limits = config.permissionsBoundary ? BedrockDenyPolicies : BedrockPermissionsBoundary;
    this.limits = new Limits(this, 'Boundary', {
      models: this.reachable,
      guardrail: this.guardrail?.applied,
      passableRolePrefix: this.names.bedrockRoles,
      // The workflow tests a new custom model, which no row can list yet.
      exemptRoleName: config.fineTuning && this.names.tuningWorkflowRole,
      knowledge: config.knowledge && this.knowledgeInBoundary(config),
    });
    if (config.permissionsBoundary) addOrganizationNotes(this, config.permissionsBoundary);
    if (this.limits instanceof BedrockPermissionsBoundary && this.limits.modelList) {
      Annotations.of(this).addInfo(
        'The permissions boundary has no room for the list of models: each role has it as a policy of its own. Not claimed: ' +
          'that an administrator of the account needs to lift the boundary for it. iam:DetachRolePolicy is enough.',
      );
    }
  }

  /** Models of the row, and the profiles that lead to them. */
  get reachable(): readonly InvocableModel[] {
    return [...this.models, ...this.profiles.map(({ profile }) => profile.invocable)];
  }

  /** Models of each team, in the order of the row: its profiles, and what no profile can copy. */
  get teams(): Readonly<Record<string, readonly InvocableModel[]>> | undefined {
    const names = [...new Set(this.profiles.map(({ team }) => team))];
    if (names.length === 0) return undefined;
    const of = (team: string, { modelId }: InvocableModel) =>
      this.profiles.find((one) => one.team === team && one.model === modelId)?.profile.invocable;
    return Object.fromEntries(names.map((team) => [team, this.models.map((model) => of(team, model) ?? model)]));
  }

  private knowledgeInBoundary(config: DeploymentConfig): BoundaryKnowledge {
    const { documentsBucket, knowledgeBaseRole, knowledgeFunctionRole } = this.names;
    const bucket = bucketName(documentsBucket, Aws.ACCOUNT_ID, this.region);
    const arn = this.formatArn({ service: 's3', region: '', account: '', resource: bucket });
    return {
      baseRoleName: knowledgeBaseRole,
      functionRoleName: knowledgeFunctionRole,
      documents: `${arn}/${KNOWLEDGE_PREFIXES.documents}*`,
      eventsQueue: this.formatArn({ service: 'sqs', resource: this.names.ingestion }),
      functions: hasAudiences(config) ? this.callableFunctions(config) : undefined,
      delegated: isDelegating(config) ? this.delegation(config) : undefined,
    };
  }

  private delegation({ knowledge }: DeploymentConfig): BoundaryDelegation {
    const { retrieveAndGenerate = false, agentAlias } = knowledge ?? {};
    return {
      roleName: this.names.delegatedFunctionRole,
      isGenerating: retrieveAndGenerate,
      agentAliasArn: agentAlias && agentAliasArn(this, agentAlias),
    };
  }

  /** Functions of the deployment without an alias, and the alias of the audience that the tag of the session names. */
  private callableFunctions({ fineTuning, teams = [] }: DeploymentConfig): readonly string[] {
    const { knowledgeFunction, inferenceFunction, prefix, tuningFunction } = this.names;
    // One pattern for inference, ingestion, knowledge and delegated, since the boundary has little room. With an alias, a name is longer.
    const unqualified = `${prefix}-${'?'.repeat('knowledge'.length)}`;
    // A default that no alias has: AWS does not say what a variable without a value means to NotResource.
    const alias = `${knowledgeFunction}:\${aws:PrincipalTag/${AUDIENCE_TAG}, '${EVERYONE}'}`;
    const ofTeams = teams.map(({ name }) => `${inferenceFunction}:${name}`);
    return [unqualified, alias, ...ofTeams, ...(fineTuning ? [tuningFunction] : [])].map((name) =>
      this.formatArn({
        service: 'lambda',
        resource: 'function',
        resourceName: name,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    );
  }
}
