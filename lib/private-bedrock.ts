import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attachCustomSynthesis, DefaultStackSynthesizer, Stack, Stage } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import type { DeploymentConfig } from '../domain/deployment/deployment';
import { formatRecords, RECORDS_FILE } from '../domain/deployment/deployment-record';
import { endpointsToCreate } from '../domain/deployment/endpoints';
import { Names } from '../domain/deployment/names/names';
import type { CountedProfile } from '../domain/deployment/spend/counted-models';
import { stoppedFunctions } from '../domain/deployment/spend/stopped-functions';
import { assertDeployments } from '../domain/deployment/validate-deployments';
import { withoutUndefined } from '../domain/deployment/without-undefined';
import { organizationBoundary, setOrganizationBoundary } from './access/boundary/organization-boundary';
import { acknowledge } from './checks/acknowledge';
import { limitRoles } from './checks/role-limits';
import { setFeatureFlags } from './config/feature-flags';
import { loadedSources } from './config/loaded-sources';
import { AccessStack } from './stacks/access-stack';
import { AskingStack } from './stacks/asking-stack';
import type { DeploymentProps } from './stacks/deployment-stack';
import { DeveloperStack } from './stacks/developer/developer-stack';
import { EndpointsStack } from './stacks/endpoints-stack';
import { FineTuningStack } from './stacks/fine-tuning-stack';
import { FoundationStack } from './stacks/foundation-stack';
import { ConsultationsStack } from './stacks/healthscribe/consultations-stack';
import { ScribingStack } from './stacks/healthscribe/scribing-stack';
import { InferenceStack } from './stacks/inference-stack';
import { KnowledgeStack } from './stacks/knowledge-stack';
import { NetworkStack } from './stacks/network-stack';
import { ObservabilityStack } from './stacks/observability-stack';
import { SpendStack } from './stacks/spend-stack';
import { StorageStack } from './stacks/storage-stack';
import { WorkbenchStack, type WorkbenchStackProps } from './stacks/workbench-stack';

/**
 * One deployment: five to fifteen stacks, made from one row and connected here and nowhere else. A construct instead of a
 * `cdk.Stage`, whose stacks `cdk deploy --all` and `cdk synth` without arguments do not include.
 *
 * `assertDeployments` compares several rows with each other, for example their CIDR blocks.
 *
 * @example
 * new PrivateBedrock(app, 'chat', {
 *   region: 'us-east-1',
 *   models: ['amazon.nova-lite-v1:0'],
 *   network: { cidr: '10.0.0.0/24' },
 * });
 */
export class PrivateBedrock extends Construct {
  /** The row, with the permissions boundary of the organization if the context names one. */
  readonly config: DeploymentConfig;

  /**
   * @param deployment name of the row: at most 19 lower-case letters, digits and single hyphens
   * @param row all its mistakes are reported at once
   * @throws ConfigError
   */
  constructor(
    scope: Construct,
    readonly deployment: string,
    row: DeploymentConfig,
  ) {
    super(scope, deployment);
    assertDeployments({ [deployment]: row });
    setFeatureFlags(this);
    const permissionsBoundary = organizationBoundary(this, row);
    const config = withoutUndefined(permissionsBoundary ? { ...row, permissionsBoundary } : row);
    this.config = config;
    if (permissionsBoundary) setOrganizationBoundary(this, permissionsBoundary, config.region);
    const props = { deployment, config };

    const { key, models, reachable, teams, profiles, guardrail, limits } = new FoundationStack(
      this,
      'Foundation',
      props,
    );
    const network = new NetworkStack(this, 'Network', { ...props, key });
    const storage =
      config.fineTuning && new StorageStack(this, 'Storage', { ...props, key, network, fineTuning: config.fineTuning });
    const knowledge =
      config.knowledge &&
      new KnowledgeStack(this, 'Knowledge', { ...props, key, network, knowledge: config.knowledge });
    const consultations =
      config.healthScribe &&
      new ConsultationsStack(this, 'Consultations', { ...props, key, network, healthScribe: config.healthScribe });
    const created = endpointsToCreate(config);
    const endpoints =
      created.length > 0 &&
      new EndpointsStack(this, 'Endpoints', {
        ...props,
        network,
        models: reachable,
        guardrail: guardrail?.applied,
        buckets: [storage?.bucket, knowledge?.documents, ...(consultations?.buckets ?? [])].filter(
          (one) => one !== undefined,
        ),
        knowledge,
        consultations,
      });
    const inferring = new InferenceStack(this, 'Inference', { ...props, key, network, models, teams, guardrail });
    const asking =
      config.knowledge &&
      knowledge &&
      new AskingStack(this, 'Asking', {
        ...props,
        ...{ key, network, models, guardrail },
        knowledge: config.knowledge,
        ...{ base: knowledge.base, documents: knowledge.documents },
      });
    const fineTuning =
      config.fineTuning &&
      storage &&
      new FineTuningStack(this, 'FineTuning', {
        ...props,
        key,
        network,
        bucket: storage.bucket,
        guardrail,
        fineTuning: config.fineTuning,
      });
    const scribing =
      consultations &&
      config.healthScribe &&
      new ScribingStack(this, 'Scribing', { ...props, key, network, consultations, healthScribe: config.healthScribe });
    const access = new AccessStack(this, 'Access', {
      ...{ ...props, key, inference: inferring.inference, models, guardrail, fineTuning, knowledge, asking },
      consultations,
    });
    const observability =
      config.observability &&
      new ObservabilityStack(this, 'Observability', { ...props, key, observability: config.observability });
    const workbench = this.makeWorkbench({
      ...{ ...props, key, network, models, guardrail },
      ...{ bucket: storage?.bucket, base: knowledge?.base },
    });
    const spend = this.makeSpend(props, {
      ...{ key, observability, access, inferring, asking, fineTuning, knowledge, workbench },
      profiles: profiles.map(({ model, profile }) => ({ model, profileId: profile.profileId })),
    });

    const developer =
      config.developer && new DeveloperStack(this, 'Developer', { ...props, developer: config.developer });

    if (endpoints) waitForEndpoints(endpoints, [inferring, asking, scribing, workbench]);

    const clinical = [consultations, scribing, ...access.clinicalRoles].filter((one) => one !== undefined);
    for (const scope of clinical) consultations?.limits.applyTo(scope);
    const apart = [spend, developer, workbench].filter((stack) => stack !== undefined);
    for (const stack of apart) stack.limits.applyTo(stack);
    limits.applyTo(this, [...clinical, ...apart]);
    limitRoles(this, spend?.stoppedRoles);
    acknowledge(this, {
      rule: 'PrivateBedrock-LOG3',
      reason:
        'Model invocation logging is one setting of the account and Region, which other teams may own: no stack here ' +
        'changes it. `private-bedrock preflight` reports where it sends copies of prompts and answers, if anywhere.',
    });
    attachCustomSynthesis(this, { onSynthesize: ({ outdir }) => this.record(outdir) });
  }

  private makeWorkbench(props: Omit<WorkbenchStackProps, 'workbench'>) {
    const { workbench } = props.config;
    return workbench && new WorkbenchStack(this, 'Workbench', { ...props, workbench });
  }

  private makeSpend(props: DeploymentProps, { key, observability, access, profiles, ...units }: SpendingUnits) {
    const { deployment, config } = props;
    if (!config.spend || !observability) return undefined;
    return new SpendStack(this, 'Spend', {
      ...{ ...props, key, topic: observability.topic, profiles },
      targets: {
        roles: [...access.spendingRoles, ...spendingRolesOf(units)],
        functions: stoppedFunctions(new Names(deployment, config.region), config),
      },
    });
  }

  /** Qualifier of the CDK bootstrap, unless it is the default. All stacks of a deployment have the same. */
  private get bootstrapQualifier(): string | undefined {
    const qualifier = this.node.children.find(Stack.isStack)?.synthesizer.bootstrapQualifier;
    return qualifier === DefaultStackSynthesizer.DEFAULT_QUALIFIER ? undefined : qualifier;
  }

  /** Writes down the deployments of this assembly for the commands. Each of them writes the same. */
  private record(outdir: string): void {
    const assembly = Stage.of(this);
    const sources = loadedSources(this);
    const records = (assembly?.node.findAll() ?? [])
      .filter((construct) => construct instanceof PrivateBedrock)
      .filter((deployment) => Stage.of(deployment) === assembly)
      .map(({ deployment: name, config, node: { path }, bootstrapQualifier }) => ({
        ...{ name, path, config },
        ...(bootstrapQualifier !== undefined && { bootstrapQualifier }),
        ...(sources !== undefined && { sources }),
      }));
    writeFileSync(join(outdir, RECORDS_FILE), formatRecords(records));
  }
}

/** Without the endpoints, a function can be deployed but every call of it fails. */
function waitForEndpoints(endpoints: Stack, callers: readonly (Stack | undefined)[]): void {
  for (const caller of callers) {
    caller?.addStackDependency(endpoints, 'the functions reach AWS only through its endpoints');
  }
}

/** Stacks with something that the breaker stops, and what it needs for that. */
interface SpendingUnits {
  readonly key: IKey;
  readonly observability: ObservabilityStack | undefined;
  readonly access: AccessStack;
  readonly inferring: InferenceStack;
  readonly asking: AskingStack | undefined;
  readonly fineTuning: FineTuningStack | undefined;
  readonly knowledge: KnowledgeStack | undefined;
  readonly workbench: WorkbenchStack | undefined;
  /** Profiles of the teams. */
  readonly profiles: readonly CountedProfile[];
}

/** Returns the roles of functions, workflows and services that can call models. */
function spendingRolesOf({
  inferring,
  asking,
  fineTuning,
  knowledge,
  workbench,
}: Omit<SpendingUnits, 'access' | 'key' | 'observability' | 'profiles'>): readonly IRole[] {
  const functions = [inferring.inference, asking?.asking, asking?.delegated];
  return [
    ...functions.map((one) => one?.function.role),
    fineTuning?.workflow.role,
    knowledge?.role,
    workbench?.notebookRole,
  ].filter((role) => role !== undefined);
}
